using System.Net;
using Laksana.Network.Probes;

namespace Laksana.Network;

/// <summary>
/// Draws the ground of a site's diagnosis from the map: the way from this machine to the site, the servers that the site uses with the ways to them, and other sites that
/// branch off on the way. Of a site that the map says nothing of only the site itself is left.
/// </summary>
public sealed class GroundOfMap
{
    private const int MostServices = 6, MostWitnesses = 4, MostWay = 30;

    private readonly NetworkMap _map;
    private readonly MapSite _site;
    private readonly Dictionary<string, GroundNode> _nodes = new(StringComparer.Ordinal) { [SiteGround.Here] = new(SiteGround.Here, DiagnosisWords.Say["place.here"], NodeRole.Here, null) };
    private readonly List<GroundService> _services = [];

    private GroundOfMap(NetworkMap map, MapSite site) => (_map, _site) = (map, site);

    /// <param name="witnesses">Machines at the site that tell what they see, beside its own.</param>
    /// <param name="traced">Routers on the way as they answered, for a site of whose way the map says nothing.</param>
    public static SiteGround Draw(NetworkMap map, MapSite site, IReadOnlyList<GroundNode> witnesses, IReadOnlyList<IPAddress> traced)
    {
        var ground = new GroundOfMap(map, site);
        var last = ground.Add(ground.WayTo(site.Id));
        if (last == SiteGround.Here)
            foreach (var router in traced.Where(t => t.ToString() != site.Address))
                last = ground.Put(new GroundNode(router.ToString(), router.ToString(), NodeRole.Router, last) { Address = router.ToString(), Speaks = true });
        ground.Put(new GroundNode(site.Id, site.Name, NodeRole.EndPoint, last) { Address = site.Address, Speaks = true, Line = ground.LineInto(site.Id) });
        foreach (var witness in witnesses) ground.Put(witness with { Role = NodeRole.Witness, Behind = last });
        ground.AddServices();
        ground.AddBeside();
        return new SiteGround([.. ground._nodes.Values], ground._services, site.Id);
    }

    /// <summary>How the site's own machine should be set.</summary>
    public static MapAddress? Plan(NetworkMap map, MapSite site) =>
        map.Addresses.FirstOrDefault(a => a.Id == site.Address) ?? map.Addresses.FirstOrDefault(a => a.Site == site.Id && a.Device is null);

    /// <summary>Devices that lead to an element, the farthest first; the site's modem also where the map does not say that it stands before the site.</summary>
    private List<MapDevice> WayTo(string element)
    {
        var (way, seen) = (new List<MapDevice>(), new HashSet<string>(StringComparer.Ordinal) { element });
        for (var at = Above(element); at is not null && seen.Add(at) && way.Count < MostWay; at = Above(at))
            if (_map.Element(at) is MapDevice device) way.Add(device);
        way.Reverse();
        if (element != _site.Id) return way;
        var gateway = Plan(_map, _site)?.Gateway;
        var modem = _map.Devices.Where(d => d.Site == _site.Id && d.Type is DeviceType.Modem or DeviceType.Router && d.Address is not null && d.Address != _site.Address && !seen.Contains(d.Id))
            .OrderByDescending(d => d.Address == gateway).ThenByDescending(d => d.Type == DeviceType.Modem).FirstOrDefault();
        if (modem is not null && !way.Exists(d => d.Site == _site.Id)) way.Add(modem);
        return way;
    }

    private string? Above(string element)
    {
        var of = _map.Graph.Of(element);
        return of.Paths.Count > 0 ? of.Paths[0] : of.Needs.FirstOrDefault(n => _map.Element(n) is MapDevice or MapLink);
    }

    /// <summary>The line that leads to an element or, where nothing else stands between, to the site behind it.</summary>
    private MapLink? LineInto(string element) => _map.Links.FirstOrDefault(l => l.To == element) ?? (Above(element) is { } above ? _map.Element(above) as MapLink : null);

    private string Add(List<MapDevice> way)
    {
        var last = SiteGround.Here;
        foreach (var device in way)
        {
            var line = LineInto(device.Id) ?? (device.Site == _site.Id ? LineInto(_site.Id) : null);
            last = Put(new GroundNode(device.Id, device.Name, device.Type == DeviceType.Modem ? NodeRole.Modem : NodeRole.Router, last) { Address = device.Address, Speaks = Speaks(device.Id), Line = line });
        }
        return last;
    }

    private string Put(GroundNode node)
    {
        _nodes.TryAdd(node.Id, node);
        return node.Id;
    }

    /// <summary>Somebody decided that its pings tell of it.</summary>
    private bool Speaks(string element) => _map.TargetsOf(element).Any(t => t is { Spec: IcmpSpec, Meaning: TargetMeaning.Decides, Paused: false });

    private void AddServices()
    {
        if (_site.Port is { } port && _site.Address is { } own)
            _services.Add(new GroundService(_site.Id + ":port", DiagnosisWords.Say["service.of-site", port, _site.Name], _site.Id, false) { Spec = Probe(_site.Id) ?? new TcpSpec(own, port) });
        var needed = _site.Needs.Select(_map.Element).OfType<MapService>().ToList();
        if (needed.Count == 0) needed = [.. _map.Services.Where(s => s.Site is null || s.Site == _site.Id || _map.Element(s.Site) is MapSite { Type: SiteType.ServerRoom })];
        foreach (var service in needed.Take(MostServices))
        {
            var spec = Probe(service.Id) ?? OfPlace(service);
            if (spec is null || AddressOf(spec, service) is not { } address) continue;
            _services.Add(new GroundService(service.Id, service.Name, HostOf(service, address), service.Type == ServiceType.Dns) { Spec = spec });
        }
    }

    private string HostOf(MapService service, string address)
    {
        if (service.Device is { } id && _map.Element(id) is MapDevice device)
        {
            if (_nodes.ContainsKey(device.Id)) return device.Id;
            return Put(new GroundNode(device.Id, device.Name, NodeRole.Host, Add(WayTo(device.Id))) { Address = device.Address ?? address, Speaks = Speaks(device.Id), Line = LineInto(device.Id) });
        }
        if (_nodes.Values.FirstOrDefault(n => n.Address == address) is { } known) return known.Id;
        return Put(new GroundNode("host:" + address, address, NodeRole.Host, Add(WayTo(service.Id))) { Address = address });
    }

    /// <summary>The map's own question to it, where it shows more than a ping.</summary>
    private ProbeSpec? Probe(string element) => _map.TargetsOf(element).Where(t => !t.Paused && t.Spec is TcpSpec or HttpSpec or DnsSpec).OrderBy(t => t.Meaning == TargetMeaning.Decides ? 0 : 1).Select(t => t.Spec).FirstOrDefault();

    private static ProbeSpec? OfPlace(MapService service)
    {
        if (service.Place is not { Length: > 0 } place) return null;
        if (place.StartsWith("http", StringComparison.OrdinalIgnoreCase)) return new HttpSpec(place);
        if (service.Type == ServiceType.Dns) return new DnsSpec(place.Split(':')[0], "id", "NS");
        return Uri.TryCreate("tcp://" + place, UriKind.Absolute, out var uri) && uri.Port > 0 ? new TcpSpec(uri.Host, uri.Port) : null;
    }

    private static string? AddressOf(ProbeSpec spec, MapService service) =>
        spec is HttpSpec ? Uri.TryCreate(spec.Target, UriKind.Absolute, out var url) ? url.Host : null : spec.Target.Length > 0 ? spec.Target : service.Place;

    /// <summary>Sites that branch off on the way: when they answer, the way is sound up to there.</summary>
    private void AddBeside()
    {
        var way = WayTo(_site.Id).Select(d => d.Id).ToList();
        foreach (var other in _map.Sites.Where(s => s.Id != _site.Id && s.Address is not null).OrderBy(s => s.Id, StringComparer.Ordinal))
        {
            if (_nodes.Values.Count(n => n.Role == NodeRole.Witness) >= MostWitnesses) return;
            var shared = WayTo(other.Id).Select(d => d.Id).LastOrDefault(way.Contains);
            if (shared is not null && shared != way[^1]) Put(new GroundNode(other.Id, other.Name, NodeRole.Witness, shared) { Address = other.Address });
        }
    }
}
