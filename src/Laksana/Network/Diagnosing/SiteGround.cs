using System.Collections.Frozen;

namespace Laksana.Network;

/// <summary>What a node is on the way.</summary>
public enum NodeRole
{
    /// <summary>The machine that looks.</summary>
    Here,
    Router,
    Modem,
    /// <summary>A server with services.</summary>
    Host,
    /// <summary>The site's own machine, from which people complain.</summary>
    EndPoint,
    /// <summary>Another machine whose answers tell of the way, and which is itself not in question.</summary>
    Witness,
}

/// <param name="Behind">The node before it; null for the machine that looks.</param>
public sealed record GroundNode(string Id, string Name, NodeRole Role, string? Behind)
{
    public string? Address { get; init; }

    /// <summary>It is known to answer pings, so that its silence says something.</summary>
    public bool Speaks { get; init; }

    /// <summary>The line that leads to it from the node before, where the map has one.</summary>
    public MapLink? Line { get; init; }

    public bool IsDevice => Role is NodeRole.Router or NodeRole.Modem;
    /// <summary>Right behind the machine that looks.</summary>
    public bool IsFirst => Behind == SiteGround.Here;
    public bool IsHost => Role is NodeRole.Host or NodeRole.EndPoint;

    /// <summary>Milliseconds that its segment may take without anybody calling it slow.</summary>
    public double PatienceMs => Line?.Type switch
    {
        LinkType.Satellite => 900,
        LinkType.Cellular => 300,
        _ => Line is null ? 50 : 100,
    };
}

/// <param name="Host">The node it runs on.</param>
public sealed record GroundService(string Id, string Name, string Host, bool IsDns)
{
    /// <summary>How it is asked.</summary>
    public Probes.ProbeSpec? Spec { get; init; }
}

/// <summary>The part of the network that a diagnosis is about, as a tree whose root is the machine that looks.</summary>
public sealed class SiteGround
{
    public const string Here = "laksana";

    private readonly FrozenDictionary<string, GroundNode> _nodes;
    private readonly FrozenDictionary<string, GroundService> _services;

    public SiteGround(IReadOnlyList<GroundNode> nodes, IReadOnlyList<GroundService> services, string endPoint)
    {
        Nodes = nodes;
        Services = services;
        _nodes = nodes.ToFrozenDictionary(n => n.Id, StringComparer.Ordinal);
        _services = services.ToFrozenDictionary(s => s.Id, StringComparer.Ordinal);
        EndPoint = _nodes[endPoint];
        foreach (var node in nodes.Where(n => n.Role != NodeRole.Here))
            if (node.Behind is null || !_nodes.ContainsKey(node.Behind)) throw new ArgumentException($"{node.Id} stands behind nothing.", nameof(nodes));
    }

    public IReadOnlyList<GroundNode> Nodes { get; }
    public IReadOnlyList<GroundService> Services { get; }
    public GroundNode EndPoint { get; }

    public GroundNode Node(string id) => _nodes[id];

    public GroundNode? Find(string id) => _nodes.GetValueOrDefault(id);

    public GroundService? Service(string id) => _services.GetValueOrDefault(id);

    /// <summary>The node that stands for an id: itself, or where the service runs.</summary>
    public GroundNode Host(string id) => _services.TryGetValue(id, out var service) ? _nodes[service.Host] : _nodes[id];

    public string NameOf(string id) => _services.TryGetValue(id, out var service) ? service.Name : _nodes.TryGetValue(id, out var node) ? node.Name : id;

    /// <summary>From the machine that looks to a node, both included.</summary>
    public IReadOnlyList<GroundNode> WayTo(string id)
    {
        var way = new List<GroundNode>();
        for (var at = Find(id); at is not null && way.Count <= Nodes.Count; at = at.Behind is { } behind ? Node(behind) : null) way.Add(at);
        way.Reverse();
        return way;
    }

    /// <summary>The way between two nodes: the segments that are passed (by their far node), and the nodes, both ends included.</summary>
    public (IReadOnlyList<GroundNode> Segments, IReadOnlyList<GroundNode> Nodes) Between(string from, string to)
    {
        var (a, b) = (WayTo(from), WayTo(to));
        var shared = 0;
        while (shared < a.Count && shared < b.Count && a[shared] == b[shared]) shared++;
        var segments = a.Skip(shared).Concat(b.Skip(shared)).ToList();
        var nodes = segments.ToList();
        // Machines of one room reach each other without what leads out of it.
        var neighbours = segments.Count == 2 && segments.TrueForAll(s => !s.IsDevice) && segments[0].Behind == segments[1].Behind && a.Count - shared == 1;
        if (!neighbours && shared > 0) nodes.Insert(0, a[shared - 1]);
        return (segments, nodes);
    }

    public bool AreNeighbours(string from, string to) => from != to && !Node(from).IsDevice && !Node(to).IsDevice && Node(from).Behind is { } behind && behind == Node(to).Behind;
}
