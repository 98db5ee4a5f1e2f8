using Laksana.Texts;

namespace Laksana.Server.Pages.Kertas;

/// <summary>The words of the pages about paper and messages, called <c>Say</c> in them.</summary>
internal static class KertasWords
{
    internal static readonly TextBook Say = new("Laksana.Server.Pages.Kertas.KertasTexts", typeof(KertasWords).Assembly);
}
