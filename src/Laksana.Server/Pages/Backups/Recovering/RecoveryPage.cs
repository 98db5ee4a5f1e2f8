using Laksana.Backups;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Backups.Recovering;

/// <summary>What a page about recoveries needs.</summary>
internal sealed record RecoveryTools(RecoveryDoor Door, RecoveryBook Book, BackupBook Backups, BackupJobs Jobs, BackupSettings Settings, CurrentOffice Current);

/// <summary>A page about recoveries: for officers with a role in a sheet that recovers something, those above them, and the administrator.</summary>
internal abstract class RecoveryPage(RecoveryTools tools) : PageModel
{
    protected RecoveryTools Tools { get; } = tools;

    public OfficeAtWork AtWork => Tools.Current.AtWork ?? throw new InvalidOperationException("The office is gone.");

    public RecoveryRights Rights { get; private set; } = null!;

    public bool MayPrepare => Rights.ToPrepare(Tools.Current.Officer);

    public bool MayApprove => Rights.ToApprove(Tools.Current.Officer);

    public Refusal? Refusal { get; protected set; }

    protected string Officer => Tools.Current.Officer;

    protected CancellationToken Aborted => HttpContext.RequestAborted;

    public string NameOf(string officer) => officer == AdministrationLog.Installation ? PemulihanWords.Say["installation"] : AtWork.NameOf(officer);

    /// <summary>The answer to give at once; null: go on.</summary>
    protected async Task<IActionResult?> EnterAsync()
    {
        Rights = await Tools.Door.RightsAsync(AtWork, Aborted);
        if (Rights.Sheets.Count == 0) return NotFound();
        return Rights.ToSee(Officer) || Tools.Current.IsAdministrator ? null : StatusCode(StatusCodes.Status403Forbidden);
    }

    /// <summary>Draws the page again with the reason, or answers that it is not allowed; null: it was done.</summary>
    protected IActionResult? Explain(RecoveryAnswer answer)
    {
        if (answer is RecoveryAnswer.Done) return null;
        if (answer is RecoveryAnswer.Unknown) return NotFound();
        if (answer is RecoveryAnswer.Refused { Why.Forbidden: true }) return StatusCode(StatusCodes.Status403Forbidden);
        var (cause, remedy) = answer is RecoveryAnswer.Refused refused ? RecoveryTelling.Explain(refused.Why, AtWork.Zone) : (PemulihanWords.Say["changed"], PemulihanWords.Say["changed.remedy"]);
        Refusal = new Refusal(cause, remedy);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>A key of the page's own making; anything odd counts as none.</summary>
    protected static string? KeyOf(string? key) => key is { Length: > 8 and <= 64 } && key.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? key : null;

    protected static string AddressOf(string id) => "/backup/pemulihan/" + id;
}
