using Laksana.Texts;

namespace Laksana.Server.Pages.Tugas;

/// <summary>The words of the inbox, called <c>Say</c> in it.</summary>
internal static class TugasWords
{
    internal static readonly TextBook Say = new("Laksana.Server.Pages.Tugas.TugasTexts", typeof(TugasWords).Assembly);
}
