using Laksana.Texts;

namespace Laksana.Network;

internal static class DiagnosisWords
{
    internal static readonly TextBook Say = new("Laksana.Network.Diagnosing.DiagnosisTexts", typeof(DiagnosisWords).Assembly);
}
