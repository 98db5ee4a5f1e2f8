using Laksana.Backups;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Backups.Recovering;

/// <summary>The office's recoveries, the newest first, and what can be recovered.</summary>
internal sealed class IndexModel(RecoveryTools tools) : RecoveryPage(tools)
{
    private const int Most = 100;

    public IReadOnlyList<Recovery> Recoveries { get; private set; } = [];

    /// <summary>Sources that this program restores; <c>Able</c>: a login that may do it is configured.</summary>
    public IReadOnlyList<(BackupSource Source, bool Able)> Sources { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        Recoveries = await Tools.Book.ListAsync(AtWork.Id, Most, Aborted);
        Sources = [.. Tools.Settings.All(AtWork.Id).Where(s => RecoveryPlanning.LiveOf(s) is not null).Select(s => (s, s.Kind == SourceKind.Tree || s.RestoreConnection is { Length: > 0 }))];
        return Page();
    }

    /// <summary>What waits for somebody, and what went wrong.</summary>
    public static string StyleOf(RecoveryStage stage) => stage switch
    {
        RecoveryStage.Previewed or RecoveryStage.Restoring or RecoveryStage.Swapping or RecoveryStage.Undoing => "now",
        RecoveryStage.Failed => "late",
        RecoveryStage.Checked => "done",
        RecoveryStage.Cancelled or RecoveryStage.Closed => "off",
        _ => "",
    };
}
