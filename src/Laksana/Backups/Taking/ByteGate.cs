using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Laksana.Backups;

/// <summary>
/// A door on this machine (loopback) to a database server, through which what the server sends passes no faster than it may. A database's own programs know no limit;
/// held back here, the server itself waits. What passes is not looked into, so encrypted connections stay so.
/// </summary>
internal sealed class ByteGate : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closed = new();
    private readonly Func<CancellationToken, Task<Socket>> _connect;
    private readonly ByteRate _rate;

    private ByteGate(Func<CancellationToken, Task<Socket>> connect, long rate)
    {
        (_connect, _rate) = (connect, new ByteRate(rate));
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    /// <param name="rate">Bytes a second, of all connections together.</param>
    public static ByteGate Open(NpgsqlConnectionStringBuilder login, long rate) => login.Host!.StartsWith('/')
        ? new ByteGate(token => ToSocketAsync(Path.Combine(login.Host, $".s.PGSQL.{login.Port}"), token), rate)
        : Open(login.Host.Split(',')[0], login.Port, rate);

    public static ByteGate Open(string host, int port, long rate) => new(async token =>
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(host, port, token);
        return socket;
    }, rate);

    /// <summary>To a server that listens on a socket of the file system.</summary>
    public static ByteGate OpenSocket(string path, long rate) => new(token => ToSocketAsync(path, token), rate);

    public void Dispose()
    {
        _closed.Cancel();
        _listener.Dispose();
    }

    private static async Task<Socket> ToSocketAsync(string path, CancellationToken token)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), token);
        return socket;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = PassAsync(await _listener.AcceptSocketAsync(_closed.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // closed
        }
    }

    private async Task PassAsync(Socket client)
    {
        using var near = client;
        try
        {
            using var far = await _connect(_closed.Token);
            await Task.WhenAny(CopyAsync(near, far, ByteRate.Unlimited), CopyAsync(far, near, _rate));
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            // the program at the near end sees its connection close, and says so
        }
    }

    private async Task CopyAsync(Socket from, Socket to, ByteRate rate)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _closed.Token) is var read and > 0)
            {
                await rate.TakeAsync(read, _closed.Token);
                for (var sent = 0; sent < read;) sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), _closed.Token);
            }
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // both ends are closed
        }
    }
}
