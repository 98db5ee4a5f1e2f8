using Laksana.Texts;

namespace Laksana.Network.Probes;

internal static class ProbeWords
{
    internal static readonly TextBook Say = new("Laksana.Network.Probes.ProbeTexts", typeof(ProbeWords).Assembly);
}
