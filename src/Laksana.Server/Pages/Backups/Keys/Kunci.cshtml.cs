using Laksana.Automation;
using Laksana.Backups;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Backups.Taking.BackupPageWords;

namespace Laksana.Server.Pages.Backups.Keys;

/// <summary>A key for paper as it was made, to be shown this once.</summary>
internal sealed record PaperKey(string Name, string Secret, string PublicKey, DateTimeOffset At, string By)
{
    /// <summary>Without the secret half.</summary>
    public override string ToString() => Name;
}

/// <summary>
/// The keys that open an office's backups. A key for paper is made here: its secret half is in the answer to the form and nowhere else, so the form is answered with the page itself;
/// sent again it is refused, since the name is taken.
/// </summary>
internal sealed class KunciModel(BackupPageTools tools, BackupKeys keys, UserManager<Account> accounts, OwnPassword password) : BackupPage(tools)
{
    [BindProperty(Name = "nama")]
    public string? Name { get; set; }

    [BindProperty(Name = "kunci-publik")]
    public string? PublicKey { get; set; }

    public IReadOnlyList<BackupRecipient> Recipients { get; private set; } = [];

    public PaperKey? Made { get; private set; }

    public Refusal? Refusal { get; private set; }

    /// <summary>What was typed in the form of another officer's key, to be shown again.</summary>
    public bool IsOfficers { get; private set; }

    public bool HasPaper => Recipients.Any(r => r.Kind == RecipientKind.Paper && r.WithdrawnAt is null);

    public string Proposed => $"kunci-kertas-{AtWork.DayOf(Now):yyyy}" + (Recipients.Any(r => r.Name == $"kunci-kertas-{AtWork.DayOf(Now):yyyy}") ? $"-{Recipients.Count}" : "");

    public string NameOf(string officer) => officer == AdministrationLog.Installation ? Say["by-program"] : AtWork.NameOf(officer);

    public async Task<IActionResult> OnGetAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        await ReadAsync();
        return Page();
    }

    /// <param name="tindak">kertas, petugas or tarik.</param>
    /// <param name="sandi">The administrator's own password, asked once more.</param>
    public async Task<IActionResult> OnPostAsync(string? tindak, string? sandi)
    {
        if (await EnterAsync() is { } closed) return closed;
        await ReadAsync();
        if (await accounts.GetUserAsync(User) is not { } account) return Forbid();
        IsOfficers = tindak == "petugas";
        if (await password.RefusalAsync(HttpContext, account, sandi) is { } wrong) return Refused(wrong);
        try
        {
            return tindak switch
            {
                "kertas" => await MakeAsync(),
                "petugas" => await AddAsync(),
                "tarik" => await WithdrawAsync(),
                _ => BadRequest(),
            };
        }
        catch (OperatorException refused)
        {
            return Refused(new Refusal(refused.Message, refused.Hint));
        }
        catch (ActionFailedException failed)
        {
            return Refused(new Refusal(failed.Message, failed.Hint ?? ""));
        }
    }

    private async Task<IActionResult> MakeAsync()
    {
        var name = (Name ?? "").Trim();
        var secret = await keys.NewPaperKeyAsync(AtWork.Id, name, Office.Officer, Aborted);
        await ReadAsync();
        Made = new PaperKey(name, secret, Recipients.Single(r => r.Name == name).PublicKey, Now, Office.Officer);
        return Page();
    }

    private async Task<IActionResult> AddAsync()
    {
        await keys.AddAsync(AtWork.Id, (Name ?? "").Trim(), RecipientKind.Officer, (PublicKey ?? "").Trim(), Office.Officer, Aborted);
        TempData.SayDone(Say["keys.added"]);
        return LocalRedirect("/backup/kunci");
    }

    private async Task<IActionResult> WithdrawAsync()
    {
        await keys.WithdrawAsync(AtWork.Id, (Name ?? "").Trim(), Office.Officer, Aborted);
        TempData.SayDone(Say["keys.withdrawn"]);
        return LocalRedirect("/backup/kunci");
    }

    private PageResult Refused(Refusal why)
    {
        Refusal = why;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task ReadAsync() => Recipients = await keys.AllAsync(AtWork.Id, Aborted);
}
