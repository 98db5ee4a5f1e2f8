using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Laksana.Testing;

namespace Laksana.Tests.Network.Probes;

/// <summary>
/// Debian's snmpd in a namespace with interfaces in every state and a sensor, reachable from here through a relay on loopback.
/// </summary>
internal sealed class RealSnmpd : IAsyncDisposable
{
    public const string Community = "umum-uji", Sha1 = "pantau1", Sha256 = "pantau2", ProofOnly = "pantau3", Proof = "sandi bukti uji", Hiding = "sandi sembunyi uji";

    private readonly string _folder = Directory.CreateTempSubdirectory("laksana-snmpd-").FullName;
    private readonly TestNetwork _network = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Process _process;
    private readonly Socket _here = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp), _inside;
    private readonly Task _relaying;
    private EndPoint? _caller;

    private RealSnmpd()
    {
        var space = _network.Add("device");
        foreach (var name in new[] { "ether1", "ether2", "ether3" }) TestNetwork.Set(space, $"link add name {name} type veth peer name {name}x");
        foreach (var name in new[] { "ether1", "ether1x", "ether2" }) TestNetwork.Set(space, $"link set {name} up");
        var configuration = Path.Combine(_folder, "snmpd.conf");
        File.WriteAllText(configuration, Configuration(_folder));
        File.WriteAllText(Path.Combine(_folder, "sensors"), Sensors + "\n");
        File.WriteAllText(Path.Combine(_folder, "sensor.sh"), Script(_folder));
        _process = Process.Start(new ProcessStartInfo("ip", ["netns", "exec", space, Program!, "-f", "-C", "-c", configuration, "-Lf", Path.Combine(_folder, "log"), "-p", Path.Combine(_folder, "pid"), "udp:127.0.0.1:1161"])
        {
            UseShellExecute = false, Environment = { ["SNMP_PERSISTENT_DIR"] = _folder, ["MIBS"] = "" }, RedirectStandardError = true,
        })!;
        _here.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _inside = TestNetwork.Inside(space, () =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(IPAddress.Loopback, 1161);
            return socket;
        });
        _relaying = Task.WhenAll(InAsync(), OutAsync());
    }

    public static string? Program { get; } = new[] { "/usr/sbin/snmpd", "/usr/bin/snmpd", "/usr/local/sbin/snmpd" }.FirstOrDefault(File.Exists);

    public int Port => ((IPEndPoint)_here.LocalEndPoint!).Port;

    public static async Task<RealSnmpd> StartAsync()
    {
        var started = new RealSnmpd();
        for (var i = 0; i < 200 && !started.SaysItIsUp(); i++) await Task.Delay(50);
        return started.SaysItIsUp() ? started : throw new InvalidOperationException("snmpd did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        await _relaying;
        _here.Dispose();
        _inside.Dispose();
        _end.Dispose();
        _network.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private bool SaysItIsUp() => File.Exists(Path.Combine(_folder, "log")) && File.ReadAllText(Path.Combine(_folder, "log")).Contains("NET-SNMP version", StringComparison.Ordinal);

    private static string Configuration(string folder) => $"""
        rocommunity {Community}
        createUser {Sha1} SHA "{Proof}" AES "{Hiding}"
        createUser {Sha256} SHA-256 "{Proof}" AES "{Hiding}"
        createUser {ProofOnly} SHA-256 "{Proof}"
        rouser {Sha1} priv
        rouser {Sha256} priv
        rouser {ProofOnly} auth
        sysName sakelar-uji
        pass .1.3.6.1.2.1.99.1.1.1 /bin/sh {folder}/sensor.sh
        """;

    /// <summary>ENTITY-SENSOR-MIB: 42.5 °C at 7, 61 °C in milli-units at 8, and volts. Interfaces and disks are what snmpd itself finds.</summary>
    private const string Sensors = """
        .1.3.6.1.2.1.99.1.1.1.1.7 integer 8
        .1.3.6.1.2.1.99.1.1.1.1.8 integer 8
        .1.3.6.1.2.1.99.1.1.1.1.9 integer 4
        .1.3.6.1.2.1.99.1.1.1.2.7 integer 9
        .1.3.6.1.2.1.99.1.1.1.2.8 integer 8
        .1.3.6.1.2.1.99.1.1.1.2.9 integer 9
        .1.3.6.1.2.1.99.1.1.1.3.7 integer 1
        .1.3.6.1.2.1.99.1.1.1.3.8 integer 0
        .1.3.6.1.2.1.99.1.1.1.3.9 integer 0
        .1.3.6.1.2.1.99.1.1.1.4.7 integer 425
        .1.3.6.1.2.1.99.1.1.1.4.8 integer 61000
        .1.3.6.1.2.1.99.1.1.1.4.9 integer 230
        .1.3.6.1.2.1.99.1.1.1.5.7 integer 1
        .1.3.6.1.2.1.99.1.1.1.5.8 integer 1
        .1.3.6.1.2.1.99.1.1.1.5.9 integer 1
        """;

    /// <summary>What snmpd calls with -g or -n and a name (snmpd.conf(5), pass).</summary>
    private static string Script(string folder) => $$"""
        exec awk -v how="$1" -v want="$2" '
            function key(oid, part, n, i, all) { n = split(oid, part, "."); for (i = 2; i <= n; i++) all = all sprintf("%010d.", part[i]); return all }
            how == "-g" ? $1 == want : key($1) > key(want) { print $1; print $2; print $3; exit }' {{folder}}/sensors
        """;

    private async Task InAsync()
    {
        var buffer = new byte[65_536];
        try
        {
            while (true)
            {
                var heard = await _here.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _end.Token);
                _caller = heard.RemoteEndPoint;
                await _inside.SendAsync(buffer.AsMemory(0, heard.ReceivedBytes), _end.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            // The test ends.
        }
    }

    private async Task OutAsync()
    {
        var buffer = new byte[65_536];
        while (true)
        {
            try
            {
                var length = await _inside.ReceiveAsync(buffer, _end.Token);
                await _here.SendToAsync(buffer.AsMemory(0, length), _caller!, _end.Token);
            }
            catch (SocketException)
            {
                await Task.Delay(10); // nobody listens there yet
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
