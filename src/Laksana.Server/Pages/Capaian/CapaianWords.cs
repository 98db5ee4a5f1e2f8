using Laksana.Texts;

namespace Laksana.Server.Pages.Capaian;

/// <summary>The words of the pages of measures, called <c>Say</c> in them.</summary>
internal static class CapaianWords
{
    internal static readonly TextBook Say = new("Laksana.Server.Pages.Capaian.CapaianTexts", typeof(CapaianWords).Assembly);
}
