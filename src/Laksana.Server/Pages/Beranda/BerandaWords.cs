using Laksana.Texts;

namespace Laksana.Server.Pages.Beranda;

/// <summary>The words of the overview, called <c>Say</c> in it.</summary>
internal static class BerandaWords
{
    internal static readonly TextBook Say = new("Laksana.Server.Pages.Beranda.BerandaTexts", typeof(BerandaWords).Assembly);
}
