using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Pengaturan.Catatan;

/// <summary>The log of administration: who did what, when, on whom and why.</summary>
internal sealed class IndexModel(AdministrationLog log, CurrentOffice office) : PageModel
{
    private const int PageSize = 50;

    public IReadOnlyList<AdministrationLine> Lines { get; private set; } = [];
    public AdministrationFilter Filter { get; private set; } = new();
    public string? Next { get; private set; }
    public OfficeAtWork AtWork => office.AtWork!;
    public IEnumerable<OfficerEntry> Administrators => AtWork.Officers.Values.Where(o => o.Administrator || o.Id == Filter.Officer).OrderBy(o => o.Name, StringComparer.CurrentCulture);

    public async Task OnGetAsync()
    {
        Filter = LogView.Filter(Request.Query, AtWork);
        var lines = await log.ReadAsync(office.Id, Filter, PageSize + 1, HttpContext.RequestAborted);
        Lines = [.. lines.Take(PageSize)];
        if (lines.Count > PageSize) Next = Address("/pengaturan/catatan", FormattableString.Invariant($"{Lines[^1].Number}"));
    }

    public string Address(string path, string? before = null) => path + QueryString.Create(Request.Query.Where(q => q.Key != "sebelum").Select(q => KeyValuePair.Create(q.Key, (string?)q.Value.ToString()))
        .Append(KeyValuePair.Create("sebelum", before)).Where(q => !string.IsNullOrEmpty(q.Value)));
}
