using Laksana.Texts;

namespace Laksana.Server.Pages.Backups.Keeping;

/// <summary>The words of the pages that keep backups, called <c>Say</c> in them.</summary>
internal static class KeepingPageWords
{
    internal static readonly TextBook Say = new("Laksana.Server.Pages.Backups.Keeping.KeepingPageTexts", typeof(KeepingPageWords).Assembly);
}
