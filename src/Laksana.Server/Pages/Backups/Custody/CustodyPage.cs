using Laksana.Backups;
using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Backups.Custody.CustodyPageWords;

namespace Laksana.Server.Pages.Backups.Custody;

/// <summary>What a page about media needs.</summary>
internal sealed record CustodyPageTools(MediaBook Media, MediaDesk Desk, MediaMarking Marking, MediaPlaces Places, HandoverBook Handovers, HandoverDesk Handing, BackupBook Backups, BackupJobs Jobs,
    LaksanaDatabase Database, PublishedSheets Sheets, CurrentOffice Current, OfficeTimes Times, TimeProvider Clock);

/// <summary>A page about media and their handovers.</summary>
internal abstract class CustodyPage(CustodyPageTools tools) : PageModel
{
    /// <summary>Of the form: sending it twice does it once.</summary>
    [BindProperty(Name = "kunci")]
    public string? Key { get; set; }

    [BindProperty(Name = "versi")]
    public int? Seen { get; set; }

    public CustodyRights Rights { get; private set; } = null!;

    public Refusal? Refusal { get; protected set; }

    public OfficeAtWork AtWork => Tools.Current.AtWork ?? throw new InvalidOperationException("The office is gone.");

    public string Me => Tools.Current.Officer;

    public DateTimeOffset Now => Tools.Clock.GetUtcNow();

    public bool MayAct => Rights.ToAct(Me);

    /// <summary>Enters, corrects and marks media.</summary>
    public bool MayKeep => Rights.ToSee(Me, Tools.Current.IsAdministrator);

    protected CustodyPageTools Tools { get; } = tools;

    protected CancellationToken Aborted => HttpContext.RequestAborted;

    protected CustodyForm Form => new(AtWork.Id, Me, Key is { Length: >= 8 and <= 64 } ? Key : null, Seen);

    public string NameOf(string officer) => officer == AdministrationLog.Installation ? Say["by-program"] : AtWork.NameOf(officer);

    /// <summary>The answer to give at once: the office has no such place, or it does not concern this officer. Null: go on.</summary>
    protected async Task<IActionResult?> EnterAsync()
    {
        var today = await Tools.Sheets.AllCurrentAsync(AtWork.Id, AtWork.DayOf(Now), Aborted);
        Rights = CustodyRights.Of(AtWork, today.Select(s => s.Procedure));
        if (Rights.Sheets.Count == 0) return NotFound();
        return MayKeep ? null : Forbidden();
    }

    protected static StatusCodeResult Forbidden() => new(StatusCodes.Status403Forbidden);

    protected LocalRedirectResult Done(string words, string address)
    {
        TempData.SayDone(words);
        return LocalRedirect(address);
    }

    /// <summary>Goes on where it was done; says on this page why it was not.</summary>
    protected IActionResult AnswerTo(CustodyAnswer answer, string done, string next)
    {
        switch (answer)
        {
            case CustodyAnswer.Done: return Done(done, next);
            case CustodyAnswer.NotFound: return NotFound();
            case CustodyAnswer.Conflict:
                Response.StatusCode = StatusCodes.Status409Conflict;
                Refusal = new Refusal(Say["conflict"], Say["conflict.hint"]);
                return Page();
            default:
                Refuse((CustodyAnswer.Refused)answer);
                return Page();
        }
    }

    protected void Refuse(CustodyAnswer.Refused refused)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        var named = new CustodyAnswer.Refused(refused.Why, [.. refused.Arguments.Select(a => a is OfficerName who ? AtWork.NameOf(who.Officer) : a)]);
        Refusal = new Refusal(named.Words, named.Hint);
    }
}

/// <summary>A page about one medium, named in its address.</summary>
internal abstract class MediumPage(CustodyPageTools tools) : CustodyPage(tools)
{
    [BindProperty(Name = "label", SupportsGet = true)]
    public string Label { get; set; } = "";

    public Medium Medium { get; protected set; } = null!;

    public string Address => "/backup/media/" + Medium.Label;

    protected async Task<IActionResult?> FindAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        if (await Tools.Media.FindAsync(AtWork.Id, Medium.LabelOf(Label), Aborted) is not { } medium) return NotFound();
        Medium = medium;
        return null;
    }
}
