using System.Collections.Frozen;
using Laksana.Officers;

namespace Laksana.Network;

/// <summary>An office's network as it should be. Immutable; <see cref="Version"/> grows with every change.</summary>
public sealed class NetworkMap
{
    public const int MostTargets = 5000, MostElements = 20_000;

    public static readonly NetworkMap Empty = new(0, [], []);

    private readonly FrozenDictionary<(MapKind, string), MapEntry> _entries;
    private readonly Lazy<NetworkGraph> _graph;
    private readonly Lazy<ILookup<string, MapTarget>> _targetsOf;

    /// <param name="sites">The office's own list: each of them is on the map, whether something was said of it or not, and no other.</param>
    public NetworkMap(long version, IReadOnlyList<Site> sites, IEnumerable<MapEntry> entries)
    {
        Version = version;
        var stored = entries.ToList();
        var ofSites = stored.OfType<MapSite>().ToDictionary(s => s.Id, StringComparer.Ordinal);
        var all = stored.Where(e => e is not MapSite).Concat(sites.Select(s => (ofSites.GetValueOrDefault(s.Id) ?? new MapSite(s.Id)) with { Name = s.Name, Address = s.Address, Port = s.Port }));
        _entries = all.ToFrozenDictionary(e => (e.Kind, e.Id));
        Sites = Of<MapSite>();
        Providers = Of<MapProvider>();
        Links = Of<MapLink>();
        Devices = Of<MapDevice>();
        Addresses = Of<MapAddress>();
        Services = Of<MapService>();
        Targets = Of<MapTarget>();
        Elements = Sites.Concat<MapElement>(Links).Concat(Devices).Concat(Services).GroupBy(e => e.Id, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        _graph = new(() => new NetworkGraph(this));
        _targetsOf = new(() => Targets.Where(t => t.Element is not null).ToLookup(t => t.Element!, StringComparer.Ordinal));
    }

    public long Version { get; }
    public IReadOnlyList<MapSite> Sites { get; }
    public IReadOnlyList<MapProvider> Providers { get; }
    public IReadOnlyList<MapLink> Links { get; }
    public IReadOnlyList<MapDevice> Devices { get; }
    public IReadOnlyList<MapAddress> Addresses { get; }
    public IReadOnlyList<MapService> Services { get; }
    public IReadOnlyList<MapTarget> Targets { get; }

    /// <summary>Sites, links, devices and services by id.</summary>
    public FrozenDictionary<string, MapElement> Elements { get; }

    /// <summary>Who stands behind whom.</summary>
    public NetworkGraph Graph => _graph.Value;

    public IEnumerable<MapEntry> Entries => _entries.Values;

    /// <summary>Nothing was said of the network beyond the office's list of sites.</summary>
    public bool IsBare => _entries.Count == Sites.Count && Sites.All(s => s == new MapSite(s.Id) { Name = s.Name, Address = s.Address, Port = s.Port });

    public MapEntry? Find(MapKind kind, string id) => _entries.GetValueOrDefault((kind, id));

    public MapElement? Element(string? id) => id is null ? null : Elements.GetValueOrDefault(id);

    public MapProvider? Provider(string? id) => id is null ? null : Find(MapKind.Provider, id) as MapProvider;

    public IEnumerable<MapTarget> TargetsOf(string element) => _targetsOf.Value[element];

    /// <summary>The name people know it by; the id of what is gone from the map.</summary>
    public string NameOf(string element) => Elements.TryGetValue(element, out var found) ? found.Name : element;

    /// <summary>The site that an element stands at, or leads to: of a link its far end.</summary>
    public MapSite? SiteOf(string? element) => Element(element) switch
    {
        MapSite site => site,
        MapDevice device => Element(device.Site) as MapSite,
        MapService service => Element(service.Site) as MapSite ?? SiteOf(service.Device),
        MapLink link => Element(link.To) is MapSite far ? far : Element(link.To) is MapDevice device ? SiteOf(device.Id) : null,
        _ => null,
    };

    /// <summary>The map with other entries in the place of, or besides, those it has.</summary>
    public NetworkMap With(IReadOnlyList<Site> sites, IReadOnlyCollection<MapEntry> put, IReadOnlyCollection<(MapKind Kind, string Id)> removed)
    {
        var gone = removed.Concat(put.Select(e => (e.Kind, e.Id))).ToHashSet();
        return new(Version, sites, _entries.Where(e => !gone.Contains(e.Key)).Select(e => e.Value).Concat(put));
    }

    private List<T> Of<T>() where T : MapEntry => [.. _entries.Values.OfType<T>().OrderBy(e => e.Id, StringComparer.Ordinal)];
}
