using System.Globalization;
using Laksana.Cases;
using Laksana.Drafting;
using Laksana.Measures;
using Laksana.Procedures;
using Laksana.Server.Accounts;
using Laksana.Server.Pages.Berkas;
using Laksana.Server.Permitting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Capaian.CapaianWords;

namespace Laksana.Server.Pages.Capaian;

/// <summary>Times that a sheet should have by what was measured in the last six months.</summary>
internal sealed class UsulModel(MeasureBook book, PublishedSheets sheets, SheetDrafts drafts, CurrentOffice office, OfficeTimes times) : PageModel
{
    private const int Months = 6;

    private SheetVersion _current = null!;
    private MeasurePeriod _period = null!;

    public Procedure Sheet { get; private set; } = null!;
    public IReadOnlyList<TimeProposal> Proposals { get; private set; } = [];

    /// <summary>A draft can be made from here: by whoever may write one, of what the sheet's layout lets be changed.</summary>
    public bool MayBegin { get; private set; }

    public async Task<IActionResult> OnGetAsync(string sop) => await ReadAsync(sop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string sop, [FromForm(Name = "kunci")] string? key)
    {
        if (!await ReadAsync(sop)) return NotFound();
        if (!MayBegin) return Forbid();
        if (Proposals.Count == 0 || Edited() is not { } text) return Page();
        var number = await drafts.BeginAsync(office.Id, Sheet.Id, _current.Version, text, office.Officer, Why(), HttpContext.RequestAborted, key is { Length: > 8 and <= 64 } ? key : null);
        return LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/sop/draf/{number}"));
    }

    public string Evidence(TimeProposal proposal) => Say["propose.evidence.of", proposal.Passages, Spans.Say(proposal.Enough), MeasureReport.Share(proposal.OnTimeNow)];

    /// <summary>The published text with the proposed times in it; null where its layout does not let them be changed.</summary>
    private string? Edited()
    {
        var draft = DraftSheet.Read(_current.Body);
        foreach (var proposal in Proposals)
        {
            if (draft?.Row(proposal.Step.Id) is not { } row) return null;
            draft = RowEdits.Change(draft, proposal.Step.Id, RowForm.Of(draft, row) with { Time = proposal.Text }).Sheet;
        }
        return draft?.Text;
    }

    private string Why() => Say["propose.why", OfficeTimes.Day(_period.From), OfficeTimes.Day(_period.To.AddMonths(1).AddDays(-1))] + "\n"
        + string.Join('\n', Proposals.Select(p => Say["propose.why.row", p.Step.Number, p.Step.StandardTime?.Text ?? "–", p.Text, Evidence(p)]));

    private async Task<bool> ReadAsync(string sop)
    {
        var (atWork, token) = (office.AtWork!, HttpContext.RequestAborted);
        var today = atWork.DayOf(times.Now);
        if (sop.Contains('\0', StringComparison.Ordinal) || await sheets.CurrentAsync(office.Id, sop, today, token) is not { } current) return false;
        (_current, Sheet) = (current, current.Procedure);
        var month = new DateOnly(today.Year, today.Month, 1);
        _period = new MeasurePeriod(month.AddMonths(1 - Months), month);
        Proposals = TimeProposals.Of(Sheet, await book.SheetAsync(office.Id, Sheet.Id, _period, null, token), atWork.Calendar.MinutesPerDay);
        MayBegin = Permissions.Find(HttpMethods.Get, "/sop/draf/{id}") is not null
            && new DraftRights(atWork.Staffing, [.. atWork.Officers.Values.Where(o => o.Administrator).Select(o => o.Id)]).ToWrite(office.Officer, Sheet);
        return true;
    }
}
