using Laksana.Texts;

namespace Laksana.Server.Pages.Layanan;

/// <summary>The words of the public pages, called <c>Say</c> there.</summary>
internal static class LayananWords
{
    internal static readonly TextBook Say = new("Laksana.Server.Pages.Layanan.LayananTexts", typeof(LayananWords).Assembly);
}
