using Laksana.Texts;

namespace Laksana.Server.Pages.Sop;

/// <summary>The words of the pages about sheets, called <c>Say</c> in them.</summary>
internal static class SopWords
{
    internal static readonly TextBook Say = new("Laksana.Server.Pages.Sop.SopTexts", typeof(SopWords).Assembly);
}
