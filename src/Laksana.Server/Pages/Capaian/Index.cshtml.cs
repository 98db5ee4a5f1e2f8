using Laksana.Cases;
using Laksana.Measures;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Capaian;

/// <summary>Planned against actual.</summary>
internal sealed class IndexModel(MeasureBook book, PublishedSheets sheets, CurrentOffice office, OfficeTimes times) : PageModel
{
    public MeasureReport Report { get; private set; } = null!;
    public IReadOnlyList<(string Group, IReadOnlyList<Masa> Periods)> Offered { get; private set; } = [];
    public IReadOnlyList<string> Units { get; private set; } = [];
    public IReadOnlyList<(string Id, string Title)> Roles { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var (atWork, token) = (office.AtWork!, HttpContext.RequestAborted);
        var today = atWork.DayOf(times.Now);
        Report = await MeasureReport.ReadAsync(book, atWork, await sheets.AllVersionsAsync(office.Id, token), Request.Query, today, token);
        Offered = Masa.Offered(today);
        Units = [.. Report.Sheets.Select(s => s.Unit).Distinct(StringComparer.Ordinal).Order(StringComparer.CurrentCulture)];
        Roles = [.. Report.Sheets.SelectMany(s => s.Roles).GroupBy(r => r.Id).Select(g => (g.Key, g.First().Title)).OrderBy(r => r.Title, StringComparer.CurrentCulture)];
    }
}
