using Laksana.Texts;

namespace Laksana.Server.Pages.Bantuan;

/// <summary>The words of the help desk's place, called <c>Say</c> in it.</summary>
internal static class BantuanWords
{
    internal static readonly TextBook Say = new("Laksana.Server.Pages.Bantuan.BantuanTexts", typeof(BantuanWords).Assembly);
}
