using Laksana.Cases;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Sop.SopWords;

namespace Laksana.Server.Pages.Sop;

/// <summary>The office's sheets by unit.</summary>
internal sealed class IndexModel(PublishedSheets sheets, CurrentOffice current, OfficeTimes times) : PageModel
{
    public const int LongestSearch = 100;

    [BindProperty(Name = "cari", SupportsGet = true)]
    public string? Search { get; set; }

    public string Asked { get; private set; } = "";

    /// <summary>How many sheets are in force, whatever is searched for.</summary>
    public int InForce { get; private set; }

    /// <summary>Sheets of each unit that match, units and sheets in order of name.</summary>
    public IReadOnlyList<IGrouping<string, SheetShelf>> Units { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var atWork = current.AtWork!;
        Asked = (Search ?? "").Trim() is var asked && asked.Length > LongestSearch ? asked[..LongestSearch] : asked;
        var today = atWork.Calendar.DateOf(times.Now);
        var all = (await sheets.AllVersionsAsync(current.Id, HttpContext.RequestAborted)).GroupBy(v => v.Procedure.Id)
            .Select(g => new SheetShelf([.. g.OrderBy(v => v.Version)], today)).ToList();
        InForce = all.Count(s => s.Current is not null);
        Units = [.. all.Where(s => Asked.Length == 0 || Matches(s.Shown)).OrderBy(s => s.Shown.Procedure.Title, StringComparer.CurrentCultureIgnoreCase)
            .GroupBy(s => s.Shown.Procedure.Unit).OrderBy(g => g.Key, StringComparer.CurrentCultureIgnoreCase)];
    }

    public bool MayOpen(SheetShelf shelf) =>
        shelf.Current is { } version && new Rights(version.Procedure, current.AtWork!.Staffing).ToOpen(current.Officer) is not null;

    /// <summary>"9 kegiatan · batas 125 menit"</summary>
    public static string Extent(SheetVersion version) => string.Join(" · ", new[]
    {
        Say["catalogue.steps", version.Procedure.Steps.Count], version.Procedure.CaseLimit is { } limit ? Say["catalogue.limit", limit.Text] : null,
    }.OfType<string>());

    /// <summary>Every word of the search stands somewhere in the sheet's name, number, unit or activities.</summary>
    private bool Matches(SheetVersion version)
    {
        var sheet = version.Procedure;
        string[] places = [sheet.Title, sheet.Number ?? "", sheet.Unit, sheet.Section ?? "", sheet.CaseCode, .. sheet.Steps.Select(s => s.Activity)];
        return Asked.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => places.Any(p => p.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }
}
