using System.Net;
using System.Net.Sockets;

namespace Laksana.Network.Probes.Icmp;

/// <summary>
/// All pings of this process: one socket for each family of addresses and one thread, however many targets. Safe for concurrent use. The sockets belong
/// to the network namespace of the thread that opens it.
/// </summary>
public sealed class EchoEngine : IDisposable
{
    private readonly EchoPump? _pump;

    private EchoEngine(EchoPump? pump, EchoMeans means) => (_pump, Means) = (pump, means);

    /// <summary>What IPv4 is asked by. With <see cref="EchoMeans.None"/> every answer is <see cref="EchoVerdict.NotPermitted"/>.</summary>
    public EchoMeans Means { get; }

    public static EchoEngine Open(EchoSettings? settings = null)
    {
        settings ??= new EchoSettings();
        if (!OperatingSystem.IsLinux()) return new EchoEngine(null, EchoMeans.System);
        var (four, six) = (EchoWire.Open(AddressFamily.InterNetwork, settings), EchoWire.Open(AddressFamily.InterNetworkV6, settings));
        return four is null && six is null ? new EchoEngine(null, EchoMeans.None)
            : new EchoEngine(new EchoPump(four, six, settings.MostPerSecond), four?.Means ?? EchoMeans.None);
    }

    /// <summary>Asks every target once, all at the same time as far as the pace allows.</summary>
    public Task<EchoRound> RoundAsync(IReadOnlyList<IPAddress> targets, TimeSpan timeout, CancellationToken token) => RoundAsync(targets, EchoShape.Usual, timeout, token);

    public async Task<EchoRound> RoundAsync(IReadOnlyList<IPAddress> targets, EchoShape shape, TimeSpan timeout, CancellationToken token)
    {
        if (shape.PayloadLength is < EchoShape.LeastPayload or > EchoShape.MostPayload) throw new ArgumentOutOfRangeException(nameof(shape));
        var plain = targets.Select(t => t.IsIPv4MappedToIPv6 ? t.MapToIPv4() : t).ToArray();
        var answers = new EchoAnswer[plain.Length];
        await Task.WhenAll(new[] { AddressFamily.InterNetwork, AddressFamily.InterNetworkV6 }.Select(async family =>
        {
            var places = Enumerable.Range(0, plain.Length).Where(i => plain[i].AddressFamily == family).ToArray();
            if (places.Length == 0) return;
            var found = await AskAsync([.. places.Select(i => plain[i])], family, shape, timeout, token);
            for (var i = 0; i < places.Length; i++) answers[places[i]] = found[i];
        }));
        return new EchoRound(answers);
    }

    public async Task<EchoAnswer> AskAsync(IPAddress target, EchoShape shape, TimeSpan timeout, CancellationToken token) =>
        (await RoundAsync([target], shape, timeout, token)).Answers[0];

    public void Dispose() => _pump?.Dispose();

    private async Task<EchoAnswer[]> AskAsync(IPAddress[] targets, AddressFamily family, EchoShape shape, TimeSpan timeout, CancellationToken token)
    {
        if (Means == EchoMeans.System) return await SystemEcho.AskAsync(targets, shape, timeout, token);
        if (_pump?.For(family) is null) return [.. targets.Select(_ => new EchoAnswer(EchoVerdict.NotPermitted))];
        var work = new EchoWork(targets, family, shape, timeout);
        await using var cancelling = token.UnsafeRegister((state, cancelled) =>
        {
            ((EchoWork)state!).Cancel(cancelled);
            _pump.Ring();
        }, work);
        _pump.Begin(work);
        return await work.Done;
    }
}
