using Laksana.Network;

namespace Laksana.Tests.Network.Judging;

/// <summary>A network in memory: elements behind one another, some of them asked, and what is broken in truth.</summary>
internal sealed class TrialNetwork
{
    public static readonly DateTimeOffset Start = new(2026, 11, 16, 1, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, MapDevice> _devices = new(StringComparer.Ordinal);

    public HashSet<string> Measured { get; } = new(StringComparer.Ordinal);
    public HashSet<string> Broken { get; } = new(StringComparer.Ordinal);
    public HashSet<string> Silent { get; } = new(StringComparer.Ordinal);

    public NetworkMap Map => new(1, [], _devices.Values);

    public NetworkGraph Graph => field ??= Map.Graph;

    public IReadOnlyCollection<string> All => _devices.Keys;

    public TrialNetwork Add(string id, bool measured = true, params string[] behind)
    {
        _devices[id] = new MapDevice(id) { Name = id, Behind = behind };
        if (measured) Measured.Add(id);
        return this;
    }

    public TrialNetwork Needs(string id, params string[] needs)
    {
        _devices[id] = _devices[id] with { Needs = needs };
        return this;
    }

    /// <summary>A core, routers behind it and sites behind each.</summary>
    public static TrialNetwork Tree(int routers, int sites, bool routersMeasured = true)
    {
        var network = new TrialNetwork().Add("inti");
        for (var r = 1; r <= routers; r++)
        {
            network.Add($"router-{r}", routersMeasured, "inti");
            for (var s = 1; s <= sites; s++) network.Add($"lokasi-{r}-{s}", true, $"router-{r}");
        }
        return network;
    }

    /// <summary>Any network without circles.</summary>
    public static TrialNetwork Any(Random chance, double measured, bool onePath = true)
    {
        var network = new TrialNetwork();
        var count = chance.Next(3, 30);
        for (var i = 0; i < count; i++)
        {
            var behind = i == 0 || chance.Next(6) == 0 ? [] : Enumerable.Range(0, onePath ? 1 : chance.Next(1, 3)).Select(_ => $"e{chance.Next(i)}").Distinct().ToArray();
            network.Add($"e{i}", chance.NextDouble() < measured, behind);
        }
        return network;
    }

    /// <summary>Whether traffic reaches an element in truth.</summary>
    public bool Reached(string id) => !Broken.Contains(id) && Graph.Of(id) is var of && of.Needs.All(Reached) && (of.Paths.Count == 0 || of.Paths.Any(Reached));

    /// <summary>What every measured element shows at a moment, long after the truth last changed.</summary>
    public Dictionary<string, ElementView> Views(DateTimeOffset now, DateTimeOffset? changed = null) => Measured.ToDictionary(id => id, id =>
    {
        var since = changed ?? now.AddMinutes(-5);
        return Reached(id) && !Silent.Contains(id)
            ? new ElementView(Standing.Up, since, false, false, now.AddSeconds(-3), since)
            : new ElementView(Standing.Down, since, false, false, now.AddSeconds(-3), since.AddSeconds(20));
    }, StringComparer.Ordinal);

    public CauseFinding Find(DateTimeOffset? now = null, IReadOnlySet<string>? maintained = null) =>
        Causes.Find(Graph, Views(now ?? Start), maintained ?? new HashSet<string>(), now ?? Start, TimeSpan.FromSeconds(25));
}
