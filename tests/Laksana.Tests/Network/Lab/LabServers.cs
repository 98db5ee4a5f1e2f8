using System.Net;
using System.Net.Sockets;
using System.Text;
using Laksana.Testing;

namespace Laksana.Tests.Network.Lab;

/// <summary>A web server in a namespace: answers, hangs, or is stopped.</summary>
internal sealed class LabWeb : IDisposable
{
    private static readonly byte[] Page = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 19\r\nConnection: close\r\n\r\n<p>Layanan baik</p>");
    private readonly Socket _listener;
    private readonly bool _hangs;

    public LabWeb(string inside, string address, int port, bool hangs = false)
    {
        _hangs = hangs;
        _listener = TestNetwork.Inside(inside, () =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), port));
            socket.Listen(50);
            return socket;
        });
        if (!hangs) _ = ServeAsync();
    }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true) _ = AnswerAsync(await _listener.AcceptAsync());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The lab ends, or the service is stopped.
        }
    }

    private static async Task AnswerAsync(Socket socket)
    {
        using (socket)
            try
            {
                if (await socket.ReceiveAsync(new byte[4096]) > 0) await socket.SendAsync(Page);
                socket.Shutdown(SocketShutdown.Send);
                await socket.ReceiveAsync(new byte[16]);
            }
            catch (SocketException)
            {
                // Whoever asked has gone.
            }
    }
}

/// <summary>A name server in a namespace, which gives one address for every name.</summary>
internal sealed class LabDns : IDisposable
{
    private readonly Socket _socket;

    public LabDns(string inside, string address)
    {
        _socket = TestNetwork.Inside(inside, () =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 53));
            return socket;
        });
        _ = ServeAsync();
    }

    public void Dispose() => _socket.Dispose();

    private async Task ServeAsync()
    {
        var buffer = new byte[600];
        try
        {
            while (true)
            {
                var heard = await _socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0));
                if (heard.ReceivedBytes < 17) continue;
                var end = 12 + buffer.AsSpan(12, heard.ReceivedBytes - 12).IndexOf((byte)0) + 5;
                byte[] answer = [.. buffer.AsSpan(0, 2), 0x84, 0, 0, 1, 0, 1, 0, 0, 0, 0, .. buffer.AsSpan(12, end - 12), 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 10, 97, 5, 2];
                await _socket.SendToAsync(answer, heard.RemoteEndPoint);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The lab ends, or the service is stopped.
        }
    }
}
