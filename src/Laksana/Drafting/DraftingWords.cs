using Laksana.Texts;

namespace Laksana.Drafting;

internal static class DraftingWords
{
    public static readonly TextBook Say = new("Laksana.Drafting.DraftingTexts", typeof(DraftingWords).Assembly);
}
