using Laksana.Texts;

namespace Laksana.Procedures;

internal static class FlowWords
{
    internal static readonly TextBook Say = new("Laksana.Procedures.FlowTexts", typeof(FlowWords).Assembly);
}
