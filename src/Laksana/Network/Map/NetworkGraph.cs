using System.Collections.Frozen;

namespace Laksana.Network;

/// <summary>What an element depends on: one of <paramref name="Paths"/> must work (none named: it stands at the beginning), and every one of <paramref name="Needs"/>.</summary>
public sealed record Dependence(IReadOnlyList<string> Paths, IReadOnlyList<string> Needs)
{
    public static readonly Dependence None = new([], []);

    public IEnumerable<string> All => Paths.Concat(Needs);
}

/// <summary>
/// Who stands behind whom. Beside what elements say themselves: a link stands behind its near end and before its far end; a service needs its device, or stands
/// behind its site; a device whose way is not told stands behind its site, unless the site stands behind it. Names that the map does not have are left out.
/// </summary>
public sealed class NetworkGraph
{
    private readonly FrozenDictionary<string, Dependence> _of;
    private readonly ILookup<string, string> _behind;

    public NetworkGraph(NetworkMap map)
    {
        var leading = map.Links.Where(l => l.To is not null).ToLookup(l => l.To!, l => l.Id, StringComparer.Ordinal);
        var told = map.Elements.Values.ToDictionary(e => e.Id, e => Told(map, e, leading[e.Id]), StringComparer.Ordinal);
        foreach (var device in map.Devices.Where(d => d.Site is not null && told[d.Id].Paths.Count == 0))
            if (map.Element(device.Site) is { } site && !Reaches(told, site.Id, device.Id))
                told[device.Id] = told[device.Id] with { Paths = [site.Id] };
        _of = told.ToFrozenDictionary(StringComparer.Ordinal);
        _behind = _of.SelectMany(e => e.Value.All.Distinct(StringComparer.Ordinal).Select(p => (Parent: p, Child: e.Key))).ToLookup(p => p.Parent, p => p.Child, StringComparer.Ordinal);
        (Order, Cycle) = Sorted();
    }

    /// <summary>Every element after all it depends on; those on a cycle come last, in no such order.</summary>
    public IReadOnlyList<string> Order { get; }

    /// <summary>Elements that stand behind themselves; empty on a map that makes sense.</summary>
    public IReadOnlyList<string> Cycle { get; }

    public Dependence Of(string element) => _of.GetValueOrDefault(element, Dependence.None);

    /// <summary>Elements that depend on this one directly.</summary>
    public IEnumerable<string> Behind(string element) => _behind[element];

    /// <summary>Everything that this element depends on, directly or not.</summary>
    public IReadOnlySet<string> Above(string element) => Reach(element, e => Of(e).All);

    /// <summary>Everything that depends on this element, directly or not.</summary>
    public IReadOnlySet<string> Below(string element) => Reach(element, Behind);

    private static HashSet<string> Reach(string from, Func<string, IEnumerable<string>> next)
    {
        var (found, open) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>(next(from)));
        while (open.TryPop(out var one))
            if (one != from && found.Add(one))
                foreach (var other in next(one)) open.Push(other);
        return found;
    }

    private static Dependence Told(NetworkMap map, MapElement element, IEnumerable<string> leadingHere)
    {
        var paths = element.Behind.AsEnumerable();
        var needs = element.Needs.AsEnumerable();
        if (element is MapLink { From: { } from }) paths = paths.Append(from);
        paths = paths.Concat(leadingHere);
        if (element is MapService { Device: { } device }) needs = needs.Append(device);
        else if (element is MapService { Site: { } site } && !element.Behind.Any()) paths = paths.Append(site);
        return new Dependence(Known(map, element, paths), Known(map, element, needs));
    }

    private static List<string> Known(NetworkMap map, MapElement element, IEnumerable<string> names) =>
        [.. names.Where(n => n != element.Id && map.Elements.ContainsKey(n)).Distinct(StringComparer.Ordinal)];

    private static bool Reaches(Dictionary<string, Dependence> told, string from, string to)
    {
        var (seen, open) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>([from]));
        while (open.TryPop(out var one))
        {
            if (one == to) return true;
            if (!seen.Add(one)) continue;
            foreach (var next in told[one].All) open.Push(next);
        }
        return false;
    }

    private (List<string> Order, List<string> Cycle) Sorted()
    {
        var waits = _of.ToDictionary(e => e.Key, e => e.Value.All.Distinct(StringComparer.Ordinal).Count(), StringComparer.Ordinal);
        var free = new Queue<string>(waits.Where(w => w.Value == 0).Select(w => w.Key).Order(StringComparer.Ordinal));
        var order = new List<string>(waits.Count);
        while (free.TryDequeue(out var next))
        {
            order.Add(next);
            foreach (var child in _behind[next])
                if (--waits[child] == 0) free.Enqueue(child);
        }
        // What only stands behind a cycle is no part of it.
        var stuck = waits.Where(w => w.Value > 0).Select(w => w.Key).ToHashSet(StringComparer.Ordinal);
        var cycle = stuck.Where(e => Above(e).Any(a => stuck.Contains(a) && Above(a).Contains(e))).Order(StringComparer.Ordinal).ToList();
        order.AddRange(stuck.Order(StringComparer.Ordinal));
        return (order, cycle);
    }
}
