using Laksana.Texts;

namespace Laksana.Network;

internal static class IncidentWords
{
    internal static readonly TextBook Say = new("Laksana.Network.Incidents.IncidentTexts", typeof(IncidentWords).Assembly);
}
