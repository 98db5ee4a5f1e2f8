using Laksana.Texts;

namespace Laksana.Server.Pages.Kabar;

/// <summary>The words of the bell and of its ways out, called <c>Say</c> in them.</summary>
internal static class KabarWords
{
    internal static readonly TextBook Say = new("Laksana.Server.Pages.Kabar.KabarTexts", typeof(KabarWords).Assembly);
}
