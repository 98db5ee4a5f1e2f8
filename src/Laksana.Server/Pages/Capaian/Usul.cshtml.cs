using Laksana.Cases;
using Laksana.Measures;
using Laksana.Procedures;
using Laksana.Server.Accounts;
using Laksana.Server.Pages.Berkas;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Capaian.CapaianWords;

namespace Laksana.Server.Pages.Capaian;

/// <summary>Times that a sheet should have by what was measured in the last six months.</summary>
internal sealed class UsulModel(MeasureBook book, PublishedSheets sheets, CurrentOffice office, OfficeTimes times) : PageModel
{
    private const int Months = 6;

    public Procedure Sheet { get; private set; } = null!;
    public IReadOnlyList<TimeProposal> Proposals { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string sop) => await ReadAsync(sop) ? Page() : NotFound();

    public string Evidence(TimeProposal proposal) => Say["propose.evidence.of", proposal.Passages, Spans.Say(proposal.Enough), MeasureReport.Share(proposal.OnTimeNow)];

    private async Task<bool> ReadAsync(string sop)
    {
        var (atWork, token) = (office.AtWork!, HttpContext.RequestAborted);
        if (sop.Contains('\0', StringComparison.Ordinal) || await sheets.CurrentAsync(office.Id, sop, atWork.DayOf(times.Now), token) is not { } current) return false;
        Sheet = current.Procedure;
        var today = atWork.DayOf(times.Now);
        var month = new DateOnly(today.Year, today.Month, 1);
        Proposals = TimeProposals.Of(Sheet, await book.SheetAsync(office.Id, Sheet.Id, new MeasurePeriod(month.AddMonths(1 - Months), month), null, token), atWork.Calendar.MinutesPerDay);
        return true;
    }
}
