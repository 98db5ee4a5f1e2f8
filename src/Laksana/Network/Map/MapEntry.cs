using System.Text.Json.Serialization;
using Laksana.Network.Probes;

namespace Laksana.Network;

/// <summary>A row of the map.</summary>
/// <param name="Id">Lower-case words and digits joined by hyphens; of an <see cref="MapAddress"/> the address itself.</param>
public abstract record MapEntry(string Id)
{
    [JsonIgnore] public abstract MapKind Kind { get; }
}

/// <summary>Something that may break, and that others may stand behind. Sites, links, devices and services share one space of ids.</summary>
public abstract record MapElement(string Id) : MapEntry(Id)
{
    public string Name { get; init; } = "";

    /// <summary>Elements on the way from Laksana to this one: it is out of reach when every one of them is.</summary>
    public IReadOnlyList<string> Behind { get; init => field = value ?? []; } = [];

    /// <summary>Elements without which this one does not work: it is broken when one of them is.</summary>
    public IReadOnlyList<string> Needs { get; init => field = value ?? []; } = [];

    /// <summary>Its officers are told at once, also outside working hours.</summary>
    public bool Urgent { get; init; }

    public string? Note { get; init; }
}

/// <summary>A place with a network. Id, name, address and port are those of the office's own list (<c>lokasi</c>); the rest stands here.</summary>
public sealed record MapSite(string Id) : MapElement(Id)
{
    public override MapKind Kind => MapKind.Site;
    public SiteType Type { get; init; } = SiteType.Other;
    /// <summary>Sites of one area are drawn together.</summary>
    public string? Area { get; init; }
    /// <summary>As the office's list has it.</summary>
    [JsonIgnore] public string? Address { get; init; }
    [JsonIgnore] public int? Port { get; init; }
}

/// <summary>A line between two elements.</summary>
public sealed record MapLink(string Id) : MapElement(Id)
{
    public override MapKind Kind => MapKind.Link;
    public LinkType Type { get; init; } = LinkType.Other;
    public string? Provider { get; init; }
    /// <summary>What the provider calls this line (SID, CID).</summary>
    public string? ServiceNumber { get; init; }
    public int? Mbps { get; init; }
    /// <summary>The end nearer to Laksana: the link stands behind it.</summary>
    public string? From { get; init; }
    /// <summary>The far end: it stands behind the link.</summary>
    public string? To { get; init; }
}

public sealed record MapDevice(string Id) : MapElement(Id)
{
    public override MapKind Kind => MapKind.Device;
    public DeviceType Type { get; init; } = DeviceType.Other;
    public string? Site { get; init; }
    public string? Address { get; init; }
    /// <summary>Name of the SNMP access by which it lets itself be asked; never the community or key.</summary>
    public string? Access { get; init; }
    public string? Serial { get; init; }
}

public sealed record MapService(string Id) : MapElement(Id)
{
    public override MapKind Kind => MapKind.Service;
    public ServiceType Type { get; init; } = ServiceType.Other;
    public string? Site { get; init; }
    /// <summary>The device it runs on: without that it does not work.</summary>
    public string? Device { get; init; }
    /// <summary>Where it is reached: a URL, or an address with its port.</summary>
    public string? Place { get; init; }
}

/// <summary>Who carries links, with what is needed to call him.</summary>
public sealed record MapProvider(string Id) : MapEntry(Id)
{
    public override MapKind Kind => MapKind.Provider;
    public string Name { get; init; } = "";
    public string? Contract { get; init; }
    /// <summary>Last day of the contract.</summary>
    public DateOnly? Until { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? Note { get; init; }
}

/// <summary>An address as it is planned: who should have it, and how that machine should be set.</summary>
public sealed record MapAddress(string Id) : MapEntry(Id)
{
    public override MapKind Kind => MapKind.Address;
    public int Prefix { get; init; } = 24;
    public string? Gateway { get; init; }
    public IReadOnlyList<string> Dns { get; init => field = value ?? []; } = [];
    public string? Site { get; init; }
    public string? Device { get; init; }
    public string? Purpose { get; init; }
}

/// <summary>What is asked, how often, and what an answer means.</summary>
public sealed record MapTarget(string Id) : MapEntry(Id)
{
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromDays(1);

    public override MapKind Kind => MapKind.Target;
    /// <summary>What it says something of; null for a reference.</summary>
    public string? Element { get; init; }
    public required ProbeSpec Spec { get; init; }
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(60);
    public TargetMeaning Meaning { get; init; } = TargetMeaning.Decides;
    public bool Paused { get; init; }
    /// <summary>Its short name in packed results; given when it is first stored.</summary>
    [JsonIgnore] public int Number { get; init; }
}
