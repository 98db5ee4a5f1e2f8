using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Laksana.Tests.Network.Probes;

/// <summary>A server on loopback that does with every connection what a test says, once the caller's first bytes are there.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<Task> _serving = [];
    private readonly Func<NetworkStream, CancellationToken, ValueTask> _answer;
    private readonly bool _listens;
    private readonly Task _accepting;
    private int _connections;

    private RawServer(Func<NetworkStream, CancellationToken, ValueTask> answer, bool listens)
    {
        (_answer, _listens) = (answer, listens);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => _connections;

    /// <param name="listens">Reads the caller's first bytes before it answers.</param>
    public static RawServer Start(Func<NetworkStream, CancellationToken, ValueTask> answer, bool listens = true) => new(answer, listens);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_serving);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_end.Token);
                Interlocked.Increment(ref _connections);
                _serving.Add(ServeAsync(socket));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test ends.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            if (_listens) _ = await stream.ReadAsync(new byte[16_384], _end.Token);
            await _answer(stream, _end.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or SocketException)
        {
            // The caller has had enough, or the test ends.
        }
    }
}
