using Laksana.Backups;
using Laksana.Server.Pages.Backups.Custody;
using Laksana.Server.Pages.Backups.Keeping;
using Laksana.Server.Pages.Backups.Proving;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Backups.Taking;

/// <summary>Where what a page about one backup shows is read.</summary>
internal sealed record BackupBooks(MediaBook Media, DrillBook Drills, RetentionBook Retention, ExpiryBook Lists, RecoveryDoor Recoveries);

/// <summary>One backup: what is in it, how far it is known to be good, where its copies are, and how long it is kept.</summary>
internal sealed class SatuModel(BackupTools tools, BackupBooks books) : TakingPage(tools)
{
    private const int MostChecks = 6;

    public Backup Backup { get; private set; } = null!;

    public LevelsView Levels { get; private set; } = null!;

    public CopiesView Copies { get; private set; } = null!;

    public IReadOnlyList<BackupCheck> Checks { get; private set; } = [];

    /// <summary>What reading it taught; null while nobody has.</summary>
    public ContentReading? Reading { get; private set; }

    /// <summary>The signed summary beside it; null where the backup is not on this machine.</summary>
    public ArtifactSummary? Summary { get; private set; }

    /// <summary>What the policy makes of it; null when it is not there any more.</summary>
    public PlannedFate? Fate { get; private set; }

    /// <summary>The list of expiring backups that it stands on.</summary>
    public int? Listed { get; private set; }

    public bool MayRecover { get; private set; }

    public string Folder => Path.Combine(Tools.Settings.FolderOf(AtWork.Id), Backup.Id);

    public long? Tables => Reading?.Tables ?? Summary?.TableCount;

    public long? Rows => Reading?.Rows ?? Summary?.RowCount;

    public bool IsThere => Backup.State != BackupState.Expired;

    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (await EnterWithRightsAsync() is { } closed) return closed;
        if (await Tools.Book.FindAsync(AtWork.Id, id, Aborted) is not { } backup) return NotFound();
        Backup = backup;
        Levels = await LevelsView.ReadAsync(Tools.Book, AtWork.Id, backup, mayCheck: false, Aborted);
        Checks = await Tools.Book.ChecksAsync(AtWork.Id, id, MostChecks, Aborted);
        Copies = await CopiesView.ReadAsync(books.Media, AtWork, id, Aborted);
        Reading = await books.Drills.ReadingAsync(AtWork.Id, id, Aborted);
        Summary = SummaryBeside();
        Fate = (await books.Retention.ReadAsync(AtWork.Id, Aborted)).Plan(AtWork.Zone, Now).FirstOrDefault(f => f.Backup.Id == id);
        Listed = (await books.Lists.PlannedAsync(AtWork.Id, Aborted)).TryGetValue(id, out var list) ? list : null;
        MayRecover = backup.State == BackupState.Present && (await books.Recoveries.RightsAsync(AtWork, Aborted)).ToPrepare(Office.Officer);
        return Page();
    }

    public static string Why(PlannedFate fate) => KeepingPage.Say1(fate);

    private ArtifactSummary? SummaryBeside()
    {
        if (!Directory.Exists(Folder)) return null;
        try
        {
            return Artifact.At(Folder).Require(Backup).Summary;
        }
        catch (Exception none) when (none is ArtifactException or IOException or UnauthorizedAccessException)
        {
            return null; // that it is not good is what the checks say
        }
    }
}
