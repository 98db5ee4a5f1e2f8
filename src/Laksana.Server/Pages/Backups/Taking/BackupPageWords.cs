using Laksana.Texts;

namespace Laksana.Server.Pages.Backups.Taking;

/// <summary>The words of the pages about backups as a whole and of their keys, called <c>Say</c> in them.</summary>
internal static class BackupPageWords
{
    internal static readonly TextBook Say = new("Laksana.Server.Pages.Backups.Taking.BackupPageTexts", typeof(BackupPageWords).Assembly);
}
