using System.Net;
using System.Net.Sockets;
using Laksana.Officers;

namespace Laksana.Network;

/// <summary>
/// Lets the sites of demo offices answer: listens on every address of this machine's loopback that a site names with a port, and closes each
/// connection at once. A site can be made silent, to show what a fault looks like. Other addresses are left alone. Safe for concurrent use.
/// </summary>
public sealed class DemoSites : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPEndPoint, (TcpListener Listener, Task Accepting)> _answering = [];
    private readonly HashSet<IPEndPoint> _silenced = [];
    private readonly CancellationTokenSource _end = new();

    public static DemoSites Open(IEnumerable<OfficeDefinition> offices)
    {
        var demo = new DemoSites();
        demo.Answer(offices.SelectMany(o => o.Sites));
        return demo;
    }

    public void Answer(IEnumerable<Site> sites)
    {
        foreach (var site in sites) Answer(site);
    }

    /// <summary>Lets a site answer from now on.</summary>
    /// <returns>False when it has no port on this machine's loopback, or something else listens there.</returns>
    public bool Answer(Site site)
    {
        if (PlaceOf(site) is not { } place) return false;
        lock (_lock)
        {
            if (_end.IsCancellationRequested || _answering.ContainsKey(place)) return true;
            var listener = new TcpListener(place);
            try
            {
                listener.Start();
            }
            catch (SocketException)
            {
                listener.Dispose();
                return false; // another node's, or a real service
            }
            _answering[place] = (listener, AcceptAsync(listener));
            _silenced.Remove(place);
            return true;
        }
    }

    /// <summary>Lets a site fall silent: whoever knocks is refused. Asked again, it stays so.</summary>
    /// <returns>False when it was not this one that let it answer.</returns>
    public async Task<bool> SilenceAsync(Site site)
    {
        if (PlaceOf(site) is not { } place) return false;
        (TcpListener Listener, Task Accepting) answering;
        lock (_lock)
        {
            if (!_answering.Remove(place, out answering)) return _silenced.Contains(place);
            _silenced.Add(place);
        }
        answering.Listener.Dispose();
        await answering.Accepting;
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        List<(TcpListener Listener, Task Accepting)> all;
        lock (_lock) all = [.. _answering.Values];
        foreach (var (listener, _) in all) listener.Dispose();
        await Task.WhenAll(all.Select(a => a.Accepting));
        _end.Dispose();
    }

    private static IPEndPoint? PlaceOf(Site site) =>
        site.Port is { } port && IPAddress.TryParse(site.Address, out var address) && IPAddress.IsLoopback(address) ? new IPEndPoint(address, port) : null;

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
