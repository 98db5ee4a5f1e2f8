using static Laksana.Network.IncidentWords;

namespace Laksana.Network;

/// <summary>Incidents in the reader's words.</summary>
public static class IncidentSaying
{
    public static string Kind(IncidentKind kind) => Say["kind." + kind];

    /// <summary>Whom to call about it; null where no provider's line has a part in it.</summary>
    public static MapProvider? ProviderOf(Incident incident, NetworkMap map) => IncidentCase.ProviderOf(incident.Element, map);

    public static string Event(IncidentEvent happened) => Say["event." + happened.Kind, [.. happened.Arguments, .. Enumerable.Repeat("—", 3)]];
}
