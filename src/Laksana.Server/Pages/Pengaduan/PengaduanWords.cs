using Laksana.Texts;

namespace Laksana.Server.Pages.Pengaduan;

/// <summary>The words of the complaints' place, called <c>Say</c> in it.</summary>
internal static class PengaduanWords
{
    internal static readonly TextBook Say = new("Laksana.Server.Pages.Pengaduan.PengaduanTexts", typeof(PengaduanWords).Assembly);
}
