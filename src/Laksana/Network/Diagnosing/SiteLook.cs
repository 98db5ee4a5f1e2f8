using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Laksana.Network.Probes;

namespace Laksana.Network;

/// <summary>What a machine at a site is to look at: itself beside the plan, its neighbours, and the way out. Holds no secret.</summary>
/// <param name="Me">Its node.</param>
/// <param name="Address">Its own planned address, where the plan is to be compared.</param>
/// <param name="Neighbours">Nodes in its own network, with their planned addresses.</param>
/// <param name="Echoes">Nodes to ping.</param>
public sealed record SiteLook(string Me, string? Address, int? Prefix, string? Gateway, IReadOnlyDictionary<string, string> Neighbours, IReadOnlyDictionary<string, string> Echoes)
{
    /// <summary>Looks around from this machine; ends within some five seconds.</summary>
    public async Task<IReadOnlyList<Sighting>> AroundAsync(IProber prober, CancellationToken token)
    {
        var seen = new List<Sighting>();
        var own = Address is null ? null : Own();
        if (own is not null) seen.Add(Beside(own));
        if (own is not null && !seen.OfType<SettingSeen>().All(s => s is { SwitchedOn: true, Carrier: true })) return seen;
        var echoes = Task.WhenAll(Echoes.Select(e => AskAsync(prober, e.Key, e.Value, token)));
        foreach (var (node, machines) in await Task.WhenAll(Neighbours.Select(async n => (n.Key, await ArpQuestion.AskAsync(IPAddress.Parse(n.Value), token)))))
            if (machines is { } count) seen.Add(new NeighbourSeen(Me, node, count) { Rung = node == Me ? LadderRung.Addresses : LadderRung.Modem });
        foreach (var told in await echoes) seen.AddRange(told);
        return seen;
    }

    private async Task<IReadOnlyList<Sighting>> AskAsync(IProber prober, string node, string address, CancellationToken token)
    {
        var echo = (await EchoSeries.AskAsync(prober, Me, node, address, thorough: true, token)).Seen;
        if (echo is not { Answered: true }) return echo is null ? [] : [echo];
        return await EchoSeries.WholeAsync(prober, Me, node, address, token) is { } whole ? [echo, whole] : [echo];
    }

    /// <summary>The interface that has the planned address, or else the one that leads out of here.</summary>
    private NetworkInterface? Own()
    {
        var all = NetworkInterface.GetAllNetworkInterfaces().Where(i => i.NetworkInterfaceType is not (NetworkInterfaceType.Loopback or NetworkInterfaceType.Tunnel) && i.Name != "lo").ToList();
        return all.Find(i => Addresses(i).Any(a => a.Address.ToString() == Address)) ?? all.Find(i => Gateways(i).Any()) ?? all.Find(i => Addresses(i).Any()) ?? all.OrderBy(i => i.Name, StringComparer.Ordinal).FirstOrDefault();
    }

    private SettingSeen Beside(NetworkInterface own)
    {
        var (on, carrier) = LinkState.Of(own);
        var addresses = Addresses(own).ToList();
        var mine = addresses.Find(a => a.Address.ToString() == Address);
        var gateways = Gateways(own).ToList();
        bool? address = addresses.Count == 0 ? (on && carrier ? false : null) : mine is not null;
        bool? mask = mine is null || Prefix is null ? null : mine.PrefixLength == Prefix;
        bool? gateway = Gateway is null || !on || !carrier ? null : gateways.Exists(g => g.ToString() == Gateway);
        return new SettingSeen(Me, on, carrier, address, mask, gateway)
        {
            Rung = LadderRung.Addresses, Detail = $"{own.Name}: {string.Join(", ", addresses.Select(a => $"{a.Address}/{a.PrefixLength}"))} → {string.Join(", ", gateways)}",
        };
    }

    private static IEnumerable<UnicastIPAddressInformation> Addresses(NetworkInterface one) => one.GetIPProperties().UnicastAddresses.Where(a => a.Address.AddressFamily == AddressFamily.InterNetwork);

    private static IEnumerable<IPAddress> Gateways(NetworkInterface one) =>
        one.GetIPProperties().GatewayAddresses.Select(g => g.Address).Where(a => a.AddressFamily == AddressFamily.InterNetwork && !a.Equals(IPAddress.Any));
}

/// <summary>Whether an interface is switched on and whether it feels a cable.</summary>
internal static class LinkState
{
    private const int SwitchedOn = 1; // IFF_UP, linux/if.h

    public static (bool On, bool Carrier) Of(NetworkInterface one)
    {
        var folder = "/sys/class/net/" + one.Name;
        if (!OperatingSystem.IsLinux() || !Directory.Exists(folder)) return (true, one.OperationalStatus == OperationalStatus.Up);
        var on = (Convert.ToInt32(Read(folder + "/flags") ?? "0x1", 16) & SwitchedOn) != 0;
        return (on, on && Read(folder + "/carrier") != "0"); // of an interface that is off it cannot be read
    }

    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (IOException)
        {
            return null;
        }
    }
}
