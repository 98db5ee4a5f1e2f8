using Laksana.Texts;

namespace Laksana.Officers;

/// <summary>Words about offices and their folders.</summary>
internal static class OfficeWords
{
    public static readonly TextBook Say = new("Laksana.Officers.OfficeTexts", typeof(OfficeWords).Assembly);
}
