using System.Net;
using System.Net.Sockets;
using Laksana.Officers;

namespace Laksana.Network;

/// <summary>
/// Lets the sites of demo offices answer: listens on every address of this machine's loopback that a site names with a port, and closes each
/// connection at once. Other addresses are left alone.
/// </summary>
public sealed class DemoSites : IAsyncDisposable
{
    private readonly List<TcpListener> _listeners = [];
    private readonly List<Task> _accepting = [];
    private readonly CancellationTokenSource _end = new();

    private DemoSites()
    {
    }

    public static DemoSites Open(IEnumerable<OfficeDefinition> offices)
    {
        var demo = new DemoSites();
        foreach (var site in offices.SelectMany(o => o.Sites))
            if (site.Port is { } port && IPAddress.TryParse(site.Address, out var address) && IPAddress.IsLoopback(address)) demo.Listen(address, port);
        return demo;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        foreach (var listener in _listeners) listener.Dispose();
        await Task.WhenAll(_accepting);
        _end.Dispose();
    }

    private void Listen(IPAddress address, int port)
    {
        var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
        }
        catch (SocketException)
        {
            listener.Dispose();
            return; // another node's, or a real service
        }
        _listeners.Add(listener);
        _accepting.Add(AcceptAsync(listener));
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true) (await listener.AcceptSocketAsync(_end.Token)).Dispose();
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The demo ends; a listener closed between two accepts says that it is not listening.
        }
    }
}
