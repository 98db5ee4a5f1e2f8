using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Laksana.Network;

/// <summary>
/// Asks one address for an echo: through the datagram socket that the system gives to programs without privileges (Linux, within
/// <c>net.ipv4.ping_group_range</c>), or a raw socket where that is permitted.
/// </summary>
internal sealed class EchoSocket : IDisposable
{
    private readonly Socket _socket;
    private readonly AddressFamily _family;
    private readonly bool _withHeader;
    private readonly ushort _identifier = (ushort)RandomNumberGenerator.GetInt32(1, ushort.MaxValue);

    private EchoSocket(Socket socket, AddressFamily family, bool raw) =>
        (_socket, _family, _withHeader) = (socket, family, raw && family == AddressFamily.InterNetwork);

    /// <summary>Null when this program may use neither kind of socket.</summary>
    public static EchoSocket? Open(IPAddress to) => Open(to, SocketType.Dgram) ?? Open(to, SocketType.Raw);

    /// <summary>The time until the answer, or null when none came in time.</summary>
    public async Task<TimeSpan?> AskAsync(ushort sequence, TimeSpan patience, CancellationToken token)
    {
        var payload = RandomNumberGenerator.GetBytes(EchoPacket.PayloadLength);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(patience);
        var begun = TimeProvider.System.GetTimestamp();
        try
        {
            await _socket.SendAsync(EchoPacket.Request(_family, _identifier, sequence, payload), limit.Token);
            var buffer = new byte[2048];
            while (true)
            {
                var length = await _socket.ReceiveAsync(buffer, limit.Token);
                if (EchoPacket.Answers(_family, _withHeader, buffer.AsSpan(0, length), sequence, payload)) return TimeProvider.System.GetElapsedTime(begun);
            }
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            return null;
        }
        catch (SocketException)
        {
            return null; // no route, refused by a filter, unreachable: no answer
        }
    }

    public void Dispose() => _socket.Dispose();

    private static EchoSocket? Open(IPAddress to, SocketType type)
    {
        var protocol = to.AddressFamily == AddressFamily.InterNetworkV6 ? ProtocolType.IcmpV6 : ProtocolType.Icmp;
        Socket? socket = null;
        try
        {
            socket = new Socket(to.AddressFamily, type, protocol);
            socket.Connect(new IPEndPoint(to, 0)); // answers of others do not reach it
            return new EchoSocket(socket, to.AddressFamily, type == SocketType.Raw);
        }
        catch (SocketException)
        {
            socket?.Dispose();
            return null;
        }
    }
}
