using Laksana.Backups;
using static Laksana.Server.Pages.Backups.Taking.BackupPageWords;

namespace Laksana.Server.Pages.Backups.Taking;

/// <summary>Where a backup stands, in one word: its state when that is not well, else how far it is known to be good.</summary>
internal static class BackupStanding
{
    public static (string Style, string Words) Of(Backup backup) => backup.State switch
    {
        BackupState.Damaged or BackupState.Missing => ("late", Say["backup.state." + backup.State]),
        BackupState.Expired => ("off", Say["backup.state.Expired"]),
        _ => backup.Level switch
        {
            BackupLevel.None => ("off", Say["level.none"]),
            BackupLevel.Whole => ("now", ProofLevels.Say(BackupLevel.Whole)),
            _ => ("done", ProofLevels.Say(backup.Level)),
        },
    };
}
