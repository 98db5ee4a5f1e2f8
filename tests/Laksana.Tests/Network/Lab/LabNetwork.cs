using System.Diagnostics;
using Laksana.Network;
using Laksana.Testing;

namespace Laksana.Tests.Network.Lab;

/// <summary>
/// Server, core router, WAN router, a line, a modem with a switch, a PC and a box that looks around at site A, site B, a web and a name server: each in a namespace of its
/// own. One fault is made as it would really be. Gone when it ends.
/// </summary>
internal sealed class LabNetwork : IDisposable
{
    private readonly TestNetwork _network = new();
    private readonly List<IDisposable> _running = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("laksana-lab-").FullName;
    private readonly string _core, _wan, _line, _modem, _switch, _rival, _web, _dns;
    private readonly FrameRelay _relay;

    public LabNetwork(FaultKind fault)
    {
        Fault = fault;
        try
        {
            (Server, _core, _wan, _line, _modem, _switch) = (_network.Add("server"), _network.Add("core"), _network.Add("wan"), _network.Add("line"), _network.Add("modem"), _network.Add("switch"));
            (Pc, Box, _rival, var siteB, _web, _dns) = (_network.Add("pc"), _network.Add("box"), _network.Add("rival"), _network.Add("siteb"), _network.Add("web"), _network.Add("dns"));
            Cables(siteB);
            Routes(siteB);
            _running.Add(_relay = new FrameRelay(_line, "x", "y"));
            Services();
            Break();
            _running.Add(new LabSnmpd(_core, _folder, "core", LabMap.Core));
            _running.Add(new LabSnmpd(_wan, _folder, "wan", LabMap.Wan));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public FaultKind Fault { get; }
    public string Server { get; } = null!;
    public string Pc { get; } = null!;
    public string Box { get; } = null!;

    public void Dispose()
    {
        foreach (var one in _running.AsEnumerable().Reverse()) one.Dispose();
        _network.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Cables(string siteB)
    {
        TestNetwork.Cable(Server, "a", "10.97.1.1/24", _core, "b", LabMap.Core + "/24");
        TestNetwork.Cable(_core, "c", "10.97.2.1/24", _wan, "d", LabMap.Wan + "/24");
        TestNetwork.Cable(_core, "to-web", "10.97.5.1/24", _web, "w", LabMap.Web + "/24");
        TestNetwork.Cable(_core, "to-dns", "10.97.6.1/24", _dns, "n", LabMap.Dns + "/24");
        TestNetwork.Cable(_wan, "to-b", "10.97.7.1/24", siteB, "s", LabMap.SiteB + "/24");
        TestNetwork.Cable(_wan, "line", "10.97.3.1/30", _line, "x", "192.0.2.1/32");
        TestNetwork.Cable(_modem, "up", "10.97.3.2/30", _line, "y", "192.0.2.2/32");
        TestNetwork.Set(_switch, "link add name joined type bridge");
        TestNetwork.Set(_switch, "link set dev joined up");
        foreach (var (space, name, address) in new[] { (_modem, "lan", LabMap.Modem), (Pc, "eth", LabMap.Pc), (Box, "eth", LabMap.BoxAddress), (_rival, "eth", LabMap.Pc) })
        {
            var port = "p-" + space.Split('-')[^1];
            TestNetwork.Set(space, $"link add name {name} type veth peer name {port} netns {_switch}");
            TestNetwork.Set(space, $"addr add {address}/24 dev {name}");
            TestNetwork.Set(_switch, $"link set dev {port} master joined");
            TestNetwork.Set(_switch, $"link set dev {port} up");
            if (space != _rival) TestNetwork.Set(space, $"link set dev {name} up");
        }
    }

    private void Routes(string siteB)
    {
        TestNetwork.Set(Server, "route add default via 10.97.1.2");
        foreach (var far in new[] { "10.97.3.0/24", "10.97.4.0/24", "10.97.7.0/24" }) TestNetwork.Set(_core, $"route add {far} via {LabMap.Wan}");
        TestNetwork.Set(_wan, "route add default via 10.97.2.1");
        TestNetwork.Set(_wan, "route add 10.97.4.0/24 via 10.97.3.2");
        TestNetwork.Set(_modem, "route add default via 10.97.3.1");
        TestNetwork.Set(siteB, "route add default via 10.97.7.1");
        TestNetwork.Set(_web, "route add default via 10.97.5.1");
        TestNetwork.Set(_dns, "route add default via 10.97.6.1");
        foreach (var space in new[] { Pc, Box }) TestNetwork.Set(space, $"route add default via {LabMap.Modem}");
        foreach (var router in new[] { _core, _wan, _modem })
        {
            TestNetwork.Write(router, "net/ipv4/ip_forward", "1");
            TestNetwork.Write(router, "net/ipv4/icmp_ratelimit", "0");
        }
    }

    private void Services()
    {
        if (Fault != FaultKind.ServiceStopped) _running.Add(new LabWeb(_web, LabMap.Web, LabMap.WebPort, hangs: Fault == FaultKind.ServiceHung));
        if (Fault != FaultKind.DnsStopped) _running.Add(new LabDns(_dns, LabMap.Dns));
        _running.Add(new LabWeb(Pc, LabMap.Pc, LabMap.PcPort));
    }

    private void Break()
    {
        switch (Fault)
        {
            case FaultKind.InterfaceShut: TestNetwork.Set(_wan, "link set dev line down"); break;
            case FaultKind.CableCut: Ends("down"); break;
            case FaultKind.LineDead: _relay.Dead = true; break;
            case FaultKind.ModemOff:
                TestNetwork.Set(_modem, "link set dev up down");
                TestNetwork.Set(_modem, "link set dev lan down");
                TestNetwork.Set(_line, "link set dev x down"); // its end of the line is dark too
                break;
            case FaultKind.PcOff: TestNetwork.Set(Pc, "link set dev eth down"); break;
            case FaultKind.WrongAddress: Readdress("10.97.4.99/24", LabMap.Modem); break;
            case FaultKind.WrongMask: Readdress(LabMap.Pc + "/8", LabMap.Modem); break;
            case FaultKind.WrongGateway: Readdress(LabMap.Pc + "/24", "10.97.4.254"); break;
            case FaultKind.DuplicateAddress: TestNetwork.Set(_rival, "link set dev eth up"); break;
            case FaultKind.DnsHostOff: TestNetwork.Set(_dns, "link set dev n down"); break;
            case FaultKind.Loss: _relay.Loss = 0.18; break;
            case FaultKind.Delay: _relay.Delay = TimeSpan.FromMilliseconds(150); break;
            case FaultKind.MtuBlackHole: _relay.Largest = 1400; break;
            case FaultKind.IcmpFiltered: TestNetwork.Write(Pc, "net/ipv4/icmp_echo_ignore_all", "1"); break;
        }
    }

    private void Ends(string state)
    {
        TestNetwork.Set(_line, "link set dev x " + state);
        TestNetwork.Set(_line, "link set dev y " + state);
    }

    private void Readdress(string address, string gateway)
    {
        TestNetwork.Set(Pc, "addr flush dev eth");
        TestNetwork.Set(Pc, $"addr add {address} dev eth");
        TestNetwork.Set(Pc, $"route add default via {gateway}");
    }
}

/// <summary>Debian's snmpd of a router of the lab, started after the fault: it keeps what it knows of interfaces for a while.</summary>
internal sealed class LabSnmpd : IDisposable
{
    private readonly Process _process;

    public static string? Program { get; } = new[] { "/usr/sbin/snmpd", "/usr/bin/snmpd", "/usr/local/sbin/snmpd" }.FirstOrDefault(File.Exists);

    public LabSnmpd(string inside, string folder, string name, string address)
    {
        var (configuration, log) = (Path.Combine(folder, name + ".conf"), Path.Combine(folder, name + ".log"));
        File.WriteAllText(configuration, $"rocommunity {LabMap.Community}\nsysName {name}\n");
        _process = Process.Start(new ProcessStartInfo("ip", ["netns", "exec", inside, Program!, "-f", "-C", "-c", configuration, "-Lf", log, "-p", Path.Combine(folder, name + ".pid"), $"udp:{address}:161"])
        {
            UseShellExecute = false, Environment = { ["SNMP_PERSISTENT_DIR"] = Directory.CreateDirectory(Path.Combine(folder, name)).FullName, ["MIBS"] = "" },
        })!;
        for (var i = 0; i < 200 && !(File.Exists(log) && File.ReadAllText(log).Contains("NET-SNMP version", StringComparison.Ordinal)); i++)
            if (_process.WaitForExit(25)) throw new InvalidOperationException($"snmpd of {name} did not start: {File.ReadAllText(log)}");
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
