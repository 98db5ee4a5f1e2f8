using System.Net;
using System.Net.Sockets;

namespace Laksana.Network;

/// <summary>What a TCP port said to an attempt to connect.</summary>
internal enum TcpState { Open, Refused, Silent, Unreachable }

internal static class TcpDoor
{
    /// <summary>Tries to connect, and closes at once.</summary>
    public static async Task<(TcpState State, TimeSpan Took)> KnockAsync(IPAddress address, int port, TimeSpan patience, CancellationToken token)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(patience);
        var begun = TimeProvider.System.GetTimestamp();
        var state = await KnockAsync(socket, new IPEndPoint(address, port), limit.Token);
        token.ThrowIfCancellationRequested();
        return (state, TimeProvider.System.GetElapsedTime(begun));
    }

    private static async Task<TcpState> KnockAsync(Socket socket, IPEndPoint to, CancellationToken limit)
    {
        try
        {
            await socket.ConnectAsync(to, limit);
            return TcpState.Open;
        }
        catch (OperationCanceledException)
        {
            return TcpState.Silent;
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode switch
            {
                SocketError.ConnectionRefused => TcpState.Refused,
                SocketError.TimedOut => TcpState.Silent,
                _ => TcpState.Unreachable,
            };
        }
    }
}
