using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Laksana.Network.Probes;
using Laksana.Tests.Network.Probes;

namespace Laksana.Tests.Network.Watching;

/// <summary>
/// Far places on this machine's loopback: each has a listener of its own that can be closed and opened again, and a place that stands behind a closed one is closed with
/// it. Asked through real sockets.
/// </summary>
internal sealed class LoopbackWorld : IProber, IAsyncDisposable
{
    private static readonly Prober Real = LocalProber.With();

    private readonly ConcurrentDictionary<string, Place> _places = new(StringComparer.Ordinal);

    private sealed class Place(IPEndPoint at, string? behind)
    {
        public IPEndPoint At { get; } = at;
        public string? Behind { get; } = behind;
        public TcpListener? Listener { get; set; }
        public bool Broken { get; set; }
    }

    public int Asked => _asked;
    private int _asked;

    /// <summary>A place that answers, and the probe that asks it.</summary>
    public TcpSpec Add(string name, string? behind = null)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(200);
        var place = _places[name] = new Place((IPEndPoint)listener.LocalEndpoint, behind) { Listener = listener };
        return new TcpSpec("127.0.0.1", place.At.Port) { Timeout = TimeSpan.FromMilliseconds(500) };
    }

    public void Break(string name) => Set(name, broken: true);

    public void Mend(string name) => Set(name, broken: false);

    public async ValueTask<ProbeResult> ProbeAsync(ProbeSpec spec, CancellationToken token)
    {
        Interlocked.Increment(ref _asked);
        return await Real.ProbeAsync(spec, token);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var place in _places.Values) place.Listener?.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Set(string name, bool broken)
    {
        _places[name].Broken = broken;
        foreach (var place in _places.Values) Follow(place);
    }

    private void Follow(Place place)
    {
        var open = true;
        for (var at = place; open && at is not null; at = at.Behind is { } behind ? _places[behind] : null) open = !at.Broken;
        if (open == place.Listener is not null) return;
        place.Listener?.Dispose();
        place.Listener = null;
        if (!open) return;
        place.Listener = new TcpListener(place.At) { ExclusiveAddressUse = false };
        place.Listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        place.Listener.Start(200);
    }
}
