using static Laksana.Network.IncidentWords;

namespace Laksana.Network;

/// <summary>Incidents in the reader's words.</summary>
public static class IncidentSaying
{
    public static string Kind(IncidentKind kind) => Say["kind." + kind];

    /// <summary>Whom to call about it; null where no provider's line has a part in it.</summary>
    public static MapProvider? ProviderOf(Incident incident, NetworkMap map) => ProviderOf(incident.Element, map);

    /// <summary>The provider of an element that is a link, else of the link that leads to it.</summary>
    public static MapProvider? ProviderOf(string element, NetworkMap map) => IncidentCase.ProviderOf(element, map);

    public static string Event(IncidentEvent happened) => Say["event." + happened.Kind, [.. happened.Arguments, .. Enumerable.Repeat("—", 3)]];
}
