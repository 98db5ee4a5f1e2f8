using System.Text.Json.Serialization;

namespace Laksana.Network;

/// <summary>The rungs of the written ladder, in their order.</summary>
public enum LadderRung { Local = 1, Addresses, Ping, Modem, Service, Hardware, Working }

/// <summary>Something that was seen on the way, from somewhere: this machine (<see cref="SiteGround.Here"/>) or a machine at the site that was asked.</summary>
/// <param name="From">Id of the node that looked.</param>
/// <param name="To">Id of the node or service that was looked at.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(UplinkSeen), "uplink")]
[JsonDerivedType(typeof(EchoSeen), "echo")]
[JsonDerivedType(typeof(SizeSeen), "size")]
[JsonDerivedType(typeof(PortSeen), "port")]
[JsonDerivedType(typeof(NeighbourSeen), "neighbour")]
[JsonDerivedType(typeof(SettingSeen), "setting")]
[JsonDerivedType(typeof(DoorSeen), "door")]
[JsonDerivedType(typeof(MuteSeen), "mute")]
public abstract record Sighting(string From, string To)
{
    public LadderRung Rung { get; init; }

    /// <summary>What came back, as the probe told it.</summary>
    public string? Detail { get; init; }
}

/// <summary>Whether the machine's own references answered.</summary>
public sealed record UplinkSeen(bool Works) : Sighting(SiteGround.Here, SiteGround.Here);

/// <summary>A series of echoes.</summary>
/// <param name="LeastMs">The fastest answer.</param>
public sealed record EchoSeen(string From, string To, int Sent, int Received, double? LeastMs) : Sighting(From, To)
{
    public const int Series = 20;

    [JsonIgnore] public bool Answered => Received > 0;
    /// <summary>Long enough to say something of losses.</summary>
    [JsonIgnore] public bool IsSeries => Sent >= Series;
    [JsonIgnore] public bool IsLossy => IsSeries && Answered && (Sent - Received) * 10 >= Sent;
    [JsonIgnore] public bool IsClean => IsSeries && Sent - Received <= 1;
}

/// <summary>Packets of the full size that may not be divided.</summary>
/// <param name="Told">A router said that they are too large: then senders know.</param>
public sealed record SizeSeen(string From, string To, int Sent, int Received, bool Told) : Sighting(From, To);

/// <summary>The port towards a node, as the device before it tells (SNMP).</summary>
public sealed record PortSeen(string From, string To, bool SwitchedOn, bool Carrier) : Sighting(From, To);

/// <summary>How many machines answer to an address within their own network (ARP).</summary>
public sealed record NeighbourSeen(string From, string To, int Machines) : Sighting(From, To);

/// <summary>A machine's own settings beside the plan. Null: it could not be seen, or nothing is planned.</summary>
public sealed record SettingSeen(string From, bool SwitchedOn, bool Carrier, bool? AddressRight, bool? MaskRight, bool? GatewayRight) : Sighting(From, From);

public enum DoorState
{
    /// <summary>Answered as it should.</summary>
    Works,
    /// <summary>Accepts connections; more was not asked.</summary>
    Open,
    Refused,
    /// <summary>No answer at all.</summary>
    Silent,
    /// <summary>Accepts connections and then says nothing.</summary>
    Hung,
    /// <summary>Answers with an error.</summary>
    Faulty,
}

/// <summary>A service, asked as its users ask it.</summary>
public sealed record DoorSeen(string From, string To, DoorState State) : Sighting(From, To);
