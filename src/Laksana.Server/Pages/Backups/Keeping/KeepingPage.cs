using System.Globalization;
using Laksana.Backups;
using Laksana.Cases;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Backups.Keeping.KeepingPageWords;

namespace Laksana.Server.Pages.Backups.Keeping;

/// <summary>What a page about keeping backups needs.</summary>
internal sealed record KeepingTools(RetentionBook Book, ExpiryBook Lists, ExpiryDesk Expiry, PolicyDesk Policies, HoldDesk Holds, WatchBook Watch, RedundancyBook Redundancy, PublishedSheets Sheets, CurrentOffice Current, TimeProvider Clock);

/// <summary>A page about keeping backups: for whoever has to do with a sheet that works on them, those above, and the administrator.</summary>
internal abstract class KeepingPage(KeepingTools tools) : PageModel
{
    protected const string Home = "/backup/simpan";

    [BindProperty(Name = "kunci")]
    public string? Key { get; set; }

    [BindProperty(Name = "alasan")]
    public string? Reason { get; set; }

    public KeepingRights Rights { get; private set; } = null!;

    public IReadOnlyList<SheetVersion> Current { get; private set; } = [];

    public Refusal? Refusal { get; protected set; }

    public OfficeAtWork AtWork => tools.Current.AtWork ?? throw new InvalidOperationException("The office is gone.");

    public string Officer => tools.Current.Officer;

    public DateTimeOffset Now => tools.Clock.GetUtcNow();

    protected KeepingTools Tools => tools;

    protected CancellationToken Aborted => HttpContext.RequestAborted;

    protected KeepingForm Form => new(AtWork.Id, Officer, Key is { Length: > 8 and <= 64 } ? Key : null);

    public bool MayAgree(string first) => Rights.ToAgree(Officer, first);

    public string NameOf(string officer) => officer == AdministrationLog.Installation ? Say["by-program"] : AtWork.NameOf(officer);

    /// <summary>The answer to give at once: it does not concern this officer. Null: go on.</summary>
    protected async Task<IActionResult?> EnterAsync()
    {
        Current = await tools.Sheets.AllCurrentAsync(AtWork.Id, AtWork.DayOf(Now), Aborted);
        Rights = KeepingRights.Of(AtWork, Current.Select(s => s.Procedure));
        // An office whose sheets know no backups has no such place.
        if (Rights.Sheets.Count == 0) return NotFound();
        return Rights.ToAsk(Officer) ? null : Forbidden();
    }

    /// <summary>Goes on where it was done; says on this page why it was not.</summary>
    protected IActionResult AnswerTo(KeepingAnswer answer, string done, Func<KeepingAnswer.Done, string> next)
    {
        switch (answer)
        {
            case KeepingAnswer.Done ok:
                TempData.SayDone(done);
                return LocalRedirect(next(ok));
            case KeepingAnswer.Refused refused:
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                Refusal = new Refusal(refused.Words, refused.Hint);
                return Page();
            default:
                return NotFound();
        }
    }

    protected static StatusCodeResult Forbidden() => new(StatusCodes.Status403Forbidden);

    public static string Say1(PlannedFate fate) => string.Join("; ", fate.Reasons.Select(r => ReasonText.Say(r)));

    public static string Number(int number) => number.ToString(CultureInfo.CurrentCulture);
}
