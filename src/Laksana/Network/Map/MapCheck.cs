using System.Net;
using Laksana.Network.Probes;
using Laksana.Officers;
using static Laksana.Network.MapWords;

namespace Laksana.Network;

/// <summary>Finds everything that is wrong with a map: names that lead nowhere, circles, addresses that do not fit each other, targets that cannot be asked.</summary>
internal sealed class MapCheck
{
    private readonly NetworkMap _map;
    private readonly IReadOnlySet<string> _accesses;
    private readonly List<MapFault> _faults = [];

    private MapCheck(NetworkMap map, IReadOnlySet<string> accesses) => (_map, _accesses) = (map, accesses);

    /// <param name="accesses">Names of the accesses that devices and databases may be asked by.</param>
    public static IReadOnlyList<MapFault> Of(NetworkMap map, IReadOnlySet<string> accesses)
    {
        var check = new MapCheck(map, accesses);
        check.Run();
        return check._faults;
    }

    private void Run()
    {
        var places = new Dictionary<string, MapElement>(StringComparer.Ordinal);
        foreach (var element in _map.Sites.Concat<MapElement>(_map.Links).Concat(_map.Devices).Concat(_map.Services))
        {
            if (!places.TryAdd(element.Id, element)) Fault(element, "id", "id-taken", element.Id, MapNames.Say(places[element.Id].Kind));
            Element(element);
        }
        foreach (var link in _map.Links) Link(link);
        foreach (var device in _map.Devices) Device(device);
        foreach (var service in _map.Services) Service(service);
        foreach (var provider in _map.Providers) Named(provider, provider.Name);
        foreach (var address in _map.Addresses) Address(address);
        foreach (var target in _map.Targets) Target(target);
        foreach (var id in _map.Graph.Cycle) Fault(_map.Elements[id], "behind", "circle", id, string.Join(" → ", Circle(id).Take(12)));
        if (_map.Targets.Count > NetworkMap.MostTargets) Fault(_map.Targets[^1], "id", "too-many-targets", NetworkMap.MostTargets);
        if (_map.Elements.Count > NetworkMap.MostElements) Fault(_map.Elements.Values[^1], "id", "too-many-elements", NetworkMap.MostElements);
    }

    private void Element(MapElement element)
    {
        Named(element, element.Name);
        foreach (var (field, names) in new[] { ("behind", element.Behind), ("needs", element.Needs) })
            foreach (var name in names)
                if (name == element.Id) Fault(element, field, "self", name);
                else if (!_map.Elements.ContainsKey(name)) Fault(element, field, "unknown-element", name);
        if (element.Note?.Length > 500) Fault(element, "note", "too-long", 500);
    }

    private void Link(MapLink link)
    {
        foreach (var (field, end) in new[] { ("from", link.From), ("to", link.To) })
            if (end is not null && !_map.Elements.ContainsKey(end)) Fault(link, field, "unknown-element", end);
            else if (end is not null && end == link.Id) Fault(link, field, "self", end);
        if (link.From is not null && link.From == link.To) Fault(link, "to", "same-ends", link.To!);
        if (link.Provider is { } provider && _map.Provider(provider) is null) Fault(link, "provider", "unknown-provider", provider);
        if (link.Mbps is < 1 or > 1_000_000) Fault(link, "mbps", "between", 1, 1_000_000);
        Short(link, "service-number", link.ServiceNumber, 100);
    }

    private void Device(MapDevice device)
    {
        Site(device, device.Site);
        if (device.Address is { } address && Uri.CheckHostName(address.Trim('[', ']')) is UriHostNameType.Unknown or UriHostNameType.Basic) Fault(device, "address", "bad-address", address);
        if (device.Access is { } access && !_accesses.Contains(access)) Fault(device, "access", "unknown-access", access);
        Short(device, "serial", device.Serial, 100);
    }

    private void Service(MapService service)
    {
        Site(service, service.Site);
        if (service.Device is { } device && _map.Find(MapKind.Device, device) is null) Fault(service, "device", "unknown-device", device);
        Short(service, "place", service.Place, 500);
    }

    private void Address(MapAddress planned)
    {
        Site(planned, planned.Site);
        if (planned.Device is { } device && _map.Find(MapKind.Device, device) is null) Fault(planned, "device", "unknown-device", device);
        if (!IPAddress.TryParse(planned.Id, out var own) || own.ToString() != planned.Id)
        {
            Fault(planned, "id", "bad-ip", planned.Id);
            return;
        }
        var bits = own.GetAddressBytes().Length * 8;
        if (planned.Prefix < 1 || planned.Prefix > bits) Fault(planned, "prefix", "between", 1, bits);
        else Gateway(planned, own);
        foreach (var dns in planned.Dns)
            if (!IPAddress.TryParse(dns, out _)) Fault(planned, "dns", "bad-ip", dns);
        Short(planned, "purpose", planned.Purpose, 200);
    }

    private void Gateway(MapAddress planned, IPAddress own)
    {
        if (planned.Gateway is not { } text) return;
        if (!IPAddress.TryParse(text, out var gateway) || gateway.AddressFamily != own.AddressFamily) Fault(planned, "gateway", "bad-ip", text);
        else if (gateway.Equals(own)) Fault(planned, "gateway", "own-gateway", text);
        else if (!Subnet.Same(own, gateway, planned.Prefix)) Fault(planned, "gateway", "gateway-outside", text, $"{planned.Id}/{planned.Prefix}");
    }

    private void Target(MapTarget target)
    {
        if (target.Element is { } element && !_map.Elements.ContainsKey(element)) Fault(target, "element", "unknown-element", element);
        if (target.Element is null && target.Meaning != TargetMeaning.Reference) Fault(target, "element", "element-needed");
        if (target.Element is not null && target.Meaning == TargetMeaning.Reference) Fault(target, "element", "reference-alone");
        if (target.Interval < MapTarget.Shortest || target.Interval > MapTarget.Longest) Fault(target, "interval", "between", (int)MapTarget.Shortest.TotalSeconds, (int)MapTarget.Longest.TotalSeconds);
        else if (target.Spec is DomainExpirySpec && target.Interval < TimeSpan.FromHours(1)) Fault(target, "interval", "domain-often");
        else if (target.Spec.Timeout > target.Interval) Fault(target, "options", "timeout-long", target.Interval.TotalSeconds);
        foreach (var fault in target.Spec.Faults()) _faults.Add(new MapFault(MapKind.Target, target.Id, fault.Field == "target" ? "target" : "options", $"{fault.Field}: {fault.Message}", Say["spec.hint"]));
        var access = target.Spec switch { SnmpSpec snmp => snmp.Access, DatabaseQuerySpec query => query.Target, _ => null };
        if (!string.IsNullOrWhiteSpace(access) && !_accesses.Contains(access)) Fault(target, target.Spec is SnmpSpec ? "options" : "target", "unknown-access", access);
    }

    private void Site(MapEntry entry, string? site)
    {
        if (site is not null && _map.Find(MapKind.Site, site) is null) Fault(entry, "site", "unknown-site", site);
    }

    private void Named(MapEntry entry, string name)
    {
        if (entry.Id.Length == 0 || entry.Id != Slug.Of(entry.Id)) Fault(entry, "id", "bad-id", entry.Id);
        if (string.IsNullOrWhiteSpace(name) || name.Length > 200 || name.Any(char.IsControl)) Fault(entry, "name", "bad-name");
    }

    private void Short(MapEntry entry, string field, string? text, int longest)
    {
        if (text is not null && (text.Length > longest || text.Any(char.IsControl))) Fault(entry, field, "too-long", longest);
    }

    /// <summary>One way from an element round to itself.</summary>
    private IEnumerable<string> Circle(string id)
    {
        var (at, seen) = (id, new HashSet<string>(StringComparer.Ordinal));
        do
        {
            yield return at;
            at = _map.Graph.Of(at).All.First(p => p == id || _map.Graph.Above(p).Contains(id));
        }
        while (at != id && seen.Add(at));
        yield return at;
    }

    private void Fault(MapEntry entry, string field, string key, params object[] arguments) =>
        _faults.Add(new MapFault(entry.Kind, entry.Id, field, Say["fault." + key, arguments], Say["hint." + key]));
}
