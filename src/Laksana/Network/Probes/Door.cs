using System.Net;
using System.Net.Sockets;

namespace Laksana.Network.Probes;

/// <summary>Where a probe was led, or why it got no further.</summary>
internal readonly record struct Found<T>(T? Value, ProbeResult? Refusal) where T : class
{
    public static implicit operator Found<T>(T value) => new(value, null);

    public static implicit operator Found<T>(ProbeResult refusal) => new(null, refusal);
}

/// <summary>The only way from a probe to an address: names are resolved here, every address passes the guard, and connections are made here.</summary>
internal sealed class Door(AddressGuard guard)
{
    private const int MostAddresses = 4;

    /// <summary>Addresses of a host that may be asked, IPv4 first.</summary>
    public async Task<Found<IPAddress[]>> AddressesAsync(string host, CancellationToken token)
    {
        host = host.Trim('[', ']');
        IPAddress[] all;
        try
        {
            all = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, token);
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData
                ? ProbeResult.Down(ProbeFindings.NameUnknown, host) : ProbeResult.Unknown(ProbeFindings.ResolverFailed, $"{host}: {error.SocketErrorCode}");
        }
        if (all.Length == 0) return ProbeResult.Down(ProbeFindings.NameUnknown, host);
        var permitted = all.Where(guard.Permits).OrderBy(a => a.AddressFamily == AddressFamily.InterNetwork ? 0 : 1).Take(MostAddresses).ToArray();
        return permitted.Length > 0 ? permitted : Forbidden(host, all[0]);
    }

    /// <summary>A connection to the first address of a host that accepts one.</summary>
    public async Task<Found<Socket>> ConnectAsync(string host, int port, CancellationToken token)
    {
        var addresses = await AddressesAsync(host, token);
        if (addresses.Value is null) return addresses.Refusal!;
        Found<Socket> found = default;
        foreach (var address in addresses.Value)
        {
            found = await ConnectAsync(new IPEndPoint(address, port), token);
            if (found.Value is not null) break;
        }
        return found;
    }

    /// <summary>A UDP socket that hears the first address of a host alone.</summary>
    public async Task<Found<Socket>> DatagramAsync(string host, int port, CancellationToken token)
    {
        var addresses = await AddressesAsync(host, token);
        if (addresses.Value is null) return addresses.Refusal!;
        var to = new IPEndPoint(addresses.Value[0], port);
        var socket = new Socket(to.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            await socket.ConnectAsync(to, token);
            return socket;
        }
        catch (SocketException error)
        {
            socket.Dispose();
            return Refusal(error, to.ToString());
        }
    }

    /// <summary>What the failure of a socket says of the target.</summary>
    public static ProbeResult Refusal(SocketException error, string about) => error.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => ProbeResult.Down(ProbeFindings.Refused, about),
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => ProbeResult.Down(ProbeFindings.Reset, about),
        SocketError.TimedOut => ProbeResult.Down(ProbeFindings.Timeout, about),
        SocketError.HostUnreachable or SocketError.HostDown => ProbeResult.Down(ProbeFindings.UnreachableHost, about),
        SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.AddressNotAvailable or SocketError.InvalidArgument => ProbeResult.Unknown(ProbeFindings.NoRoute, about),
        SocketError.AccessDenied => ProbeResult.Unknown(ProbeFindings.NotPermitted, about),
        _ => ProbeResult.Unknown(ProbeFindings.ProbeFailed, $"{about}: {error.SocketErrorCode}"),
    };

    private static async Task<Found<Socket>> ConnectAsync(IPEndPoint to, CancellationToken token)
    {
        var socket = new Socket(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(to, token);
            return socket;
        }
        catch (SocketException error)
        {
            socket.Dispose();
            return Refusal(error, to.ToString());
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }

    private static ProbeResult Forbidden(string host, IPAddress address) =>
        ProbeResult.Unknown(ProbeFindings.AddressForbidden, host == address.ToString() ? host : $"{host} → {address}");
}
