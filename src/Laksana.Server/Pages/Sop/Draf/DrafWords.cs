using Laksana.Texts;

namespace Laksana.Server.Pages.Sop.Draf;

/// <summary>The words of the pages about drafts, called <c>Term</c> in them.</summary>
internal static class DrafWords
{
    internal static readonly TextBook Term = new("Laksana.Server.Pages.Sop.Draf.DrafTexts", typeof(DrafWords).Assembly);
}
