using Laksana.Backups;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Backups.Taking.BackupPageWords;

namespace Laksana.Server.Pages.Backups.Taking;

/// <summary>Asks for a backup of a source now, as long work of a node.</summary>
internal sealed class AmbilModel(BackupTools tools) : TakingPage(tools)
{
    /// <summary>What the page of all backups tells when nothing was asked for.</summary>
    public const string Failed = "Backup.Failed";

    [BindProperty(Name = "sumber")]
    public string? Source { get; set; }

    /// <summary>Of the form: sending it twice does it once.</summary>
    [BindProperty(Name = "kunci")]
    public string? Key { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await EnterWithRightsAsync() is { } closed) return closed;
        switch (await Tools.Door.AskAsync(AtWork, Office.Officer, Source ?? "", Key is { Length: >= 8 and <= 64 } ? Key : null, null, Aborted))
        {
            case TakeAnswer.Asked asked:
                TempData.SayDone(Say[asked.New ? "take.asked" : "take.going"]);
                return LocalRedirect($"/backup/pekerjaan/{asked.Job}");
            case TakeAnswer.Forbidden: return new StatusCodeResult(StatusCodes.Status403Forbidden);
            default:
                TempData[Failed] = Say["take.unknown"];
                return LocalRedirect(Home);
        }
    }
}
