using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using Laksana.Automation;
using Laksana.Officers;
using static Laksana.Network.NetworkWords;

namespace Laksana.Network;

/// <summary>What was found at a site. Times in milliseconds; kept in the register as it stands.</summary>
/// <param name="Echo">False when this program may not send ICMP: then nothing was sent, and the port alone decides.</param>
internal sealed record SiteFinding(string Site, string Address, bool Echo, int Sent, int Received, double? MinMs, double? AvgMs, double? MaxMs, PortFinding? Tcp)
{
    /// <summary>Answers, and its service does where the site names one.</summary>
    [JsonIgnore]
    public bool Answers => Tcp is null ? Received > 0 : Tcp.State == PortFinding.Open;

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, NetworkJson.Default.SiteFinding);
}

/// <param name="State">open, refused, silent or unreachable.</param>
internal sealed record PortFinding(int Port, string State, double Ms)
{
    public const string Open = "open";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SiteFinding))]
internal sealed partial class NetworkJson : JsonSerializerContext;

/// <summary>Asks a site a few times for an echo, and its service's port once. Bounded: at most some ten seconds.</summary>
internal static class SiteProbe
{
    public const int Questions = 4;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(3);

    public static async Task<SiteFinding> RunAsync(Site site, IActionProgress progress, CancellationToken token)
    {
        var address = await ResolveAsync(site, token);
        var times = new List<double>();
        using var socket = EchoSocket.Open(address);
        if (socket is null) await progress.ReportAsync(Say["ping.not-permitted"], null, token);
        for (var i = 1; socket is not null && i <= Questions; i++)
        {
            if (i > 1) await Task.Delay(Between, token);
            var took = await socket.AskAsync((ushort)i, Patience, token);
            if (took is { } time) times.Add(Math.Round(time.TotalMilliseconds, 3));
            var line = took is { } t ? Say["ping.answer", i, Questions, address, t.TotalMilliseconds] : Say["ping.silence", i, Questions, address];
            await progress.ReportAsync(line, (double)i / (Questions + 1), token);
        }
        return new SiteFinding(site.Id, address.ToString(), socket is not null, socket is null ? 0 : Questions, times.Count,
            times.Count > 0 ? times.Min() : null, times.Count > 0 ? Math.Round(times.Average(), 3) : null, times.Count > 0 ? times.Max() : null,
            await KnockAsync(site, address, progress, token));
    }

    private static async Task<PortFinding?> KnockAsync(Site site, IPAddress address, IActionProgress progress, CancellationToken token)
    {
        if (site.Port is not { } port) return null;
        var (state, took) = await TcpDoor.KnockAsync(address, port, LongPatience, token);
        var word = state.ToString().ToLowerInvariant();
        await progress.ReportAsync(Say["port." + word, port], 1, token);
        return new PortFinding(port, word, Math.Round(took.TotalMilliseconds, 3));
    }

    private static async Task<IPAddress> ResolveAsync(Site site, CancellationToken token)
    {
        if (IPAddress.TryParse(site.Address, out var literal)) return literal;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(LongPatience);
        try
        {
            var all = await Dns.GetHostAddressesAsync(site.Address!, limit.Token);
            return all.OrderBy(a => a.AddressFamily == AddressFamily.InterNetwork ? 0 : 1).First();
        }
        catch (Exception error) when (error is SocketException or InvalidOperationException || (error is OperationCanceledException && !token.IsCancellationRequested))
        {
            throw new ActionFailedException(Say["name-unknown", site.Name, site.Address], Say["name-unknown.hint"], mayRetry: true, error);
        }
    }
}
