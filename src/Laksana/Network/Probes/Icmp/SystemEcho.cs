using System.Net;
using System.Net.NetworkInformation;

namespace Laksana.Network.Probes.Icmp;

/// <summary>Echoes through the system's own call, for an agent on Windows, where that call needs no privileges and starts no process.</summary>
internal static class SystemEcho
{
    private const int MostAtOnce = 64;

    public static async Task<EchoAnswer[]> AskAsync(IPAddress[] targets, EchoShape shape, TimeSpan timeout, CancellationToken token)
    {
        using var places = new SemaphoreSlim(MostAtOnce);
        return await Task.WhenAll(targets.Select(async target =>
        {
            await places.WaitAsync(token);
            try
            {
                return await AskAsync(target, shape, timeout, token);
            }
            finally
            {
                places.Release();
            }
        }));
    }

    private static async Task<EchoAnswer> AskAsync(IPAddress target, EchoShape shape, TimeSpan timeout, CancellationToken token)
    {
        using var ping = new Ping();
        try
        {
            var options = new PingOptions(shape.TimeToLive == 0 ? 128 : shape.TimeToLive, shape.DontFragment);
            var reply = await ping.SendPingAsync(target, timeout, new byte[shape.PayloadLength], options, token);
            return new EchoAnswer(Verdict(reply.Status), reply.Status == IPStatus.Success ? TimeSpan.FromMilliseconds(reply.RoundtripTime) : default,
                reply.Status == IPStatus.Success || reply.Address.Equals(IPAddress.Any) ? null : reply.Address);
        }
        catch (PingException)
        {
            return new EchoAnswer(EchoVerdict.NoRoute);
        }
    }

    private static EchoVerdict Verdict(IPStatus status) => status switch
    {
        IPStatus.Success => EchoVerdict.Answered,
        IPStatus.DestinationHostUnreachable or IPStatus.DestinationPortUnreachable or IPStatus.DestinationUnreachable => EchoVerdict.HostUnreachable,
        IPStatus.DestinationNetworkUnreachable or IPStatus.BadRoute => EchoVerdict.NetUnreachable,
        IPStatus.DestinationProhibited => EchoVerdict.Prohibited,
        IPStatus.TtlExpired or IPStatus.TimeExceeded or IPStatus.TtlReassemblyTimeExceeded => EchoVerdict.TimeExceeded,
        IPStatus.PacketTooBig => EchoVerdict.TooBig,
        _ => EchoVerdict.Silent,
    };
}
