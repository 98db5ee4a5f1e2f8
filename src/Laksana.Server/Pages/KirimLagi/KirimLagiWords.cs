using Laksana.Texts;

namespace Laksana.Server.Pages.KirimLagi;

/// <summary>The words of kept forms and drafts, called <c>Say</c> there.</summary>
internal static class KirimLagiWords
{
    internal static readonly TextBook Say = new("Laksana.Server.Pages.KirimLagi.KirimLagiTexts", typeof(KirimLagiWords).Assembly);
}
