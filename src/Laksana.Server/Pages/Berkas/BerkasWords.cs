using Laksana.Texts;

namespace Laksana.Server.Pages.Berkas;

/// <summary>The words of the case pages, called <c>Say</c> in them.</summary>
internal static class BerkasWords
{
    internal static readonly TextBook Say = new("Laksana.Server.Pages.Berkas.BerkasTexts", typeof(BerkasWords).Assembly);
}
