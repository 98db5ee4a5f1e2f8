using Laksana.Texts;

namespace Laksana.Backups;

/// <summary>Words about what is kept for how long, and about the watch.</summary>
internal static class KeepingWords
{
    internal static readonly TextBook Say = new("Laksana.Backups.Keeping.KeepingTexts", typeof(KeepingWords).Assembly);
}
