using System.Net;

namespace Laksana.Network.Probes.Icmp;

/// <param name="Largest">The largest whole packet that arrives undivided; null when not even the smallest does.</param>
/// <param name="Told">What fits, as a router said (0: it did not say how much); null when larger packets vanish without a word.</param>
/// <param name="ToldBy">Who said so; null when it was this machine itself.</param>
/// <param name="DividedArrives">Whether the wanted size arrives when it may be divided; null when it was not asked.</param>
public sealed record EchoMtu(int? Largest, int? Told, IPAddress? ToldBy, bool? DividedArrives);

/// <summary>
/// The largest packet that gets through, with echoes that may not be divided. Sixteen sizes at a time, each twice, so that the whole takes a few
/// time-outs however many sizes vanish.
/// </summary>
public static class PathMtu
{
    private const int AtOnce = 16;
    private const int LeastPacket = 128;
    private const int Tries = 2;

    public static async Task<EchoMtu> LargestAsync(this EchoEngine engine, IPAddress target, int wanted, TimeSpan timeout, CancellationToken token)
    {
        var six = target.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6;
        var headers = six ? 48 : 28;
        var each = timeout / 6;
        (int Told, IPAddress? By)? told = null;

        async Task<bool> ArrivesAsync(int packet, bool whole, int tries)
        {
            var shape = new EchoShape(packet - headers, DontFragment: whole);
            var answers = await Task.WhenAll(Enumerable.Range(0, tries).Select(_ => engine.AskAsync(target, shape, each, token)));
            foreach (var answer in answers.Where(a => a.Verdict == EchoVerdict.TooBig)) told ??= (answer.Mtu, answer.From);
            return answers.Any(a => a.Verdict == EchoVerdict.Answered);
        }

        if (await ArrivesAsync(wanted, true, Tries)) return new EchoMtu(wanted, null, null, null);
        if (!await ArrivesAsync(LeastPacket, true, Tries)) return new EchoMtu(null, null, null, null);
        var (fits, fails) = (LeastPacket, wanted);
        if (told is { Told: > LeastPacket } hint && hint.Told < wanted && await ArrivesAsync(hint.Told, true, Tries)) (fits, fails) = (hint.Told, hint.Told + 1);
        while (fails - fits > 1)
        {
            var (low, gap) = (fits, fails - fits);
            var sizes = Enumerable.Range(1, Math.Min(AtOnce, gap - 1)).Select(i => low + Math.Max(i, (int)((long)gap * i / (AtOnce + 1)))).Distinct().Where(size => size < fails).ToArray();
            var arrived = await Task.WhenAll(sizes.Select(size => ArrivesAsync(size, true, Tries)));
            var last = Array.LastIndexOf(arrived, true);
            if (last >= 0) fits = sizes[last];
            if (last + 1 < sizes.Length) fails = sizes[last + 1];
        }
        // Once more, in case it was loss that looked like a limit.
        if (told is null && await ArrivesAsync(wanted, true, 2 * Tries)) return new EchoMtu(wanted, null, null, null);
        return new EchoMtu(fits, told?.Told, told?.By, await ArrivesAsync(wanted, false, Tries));
    }
}
