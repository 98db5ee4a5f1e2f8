using Laksana.Network.Probes;

namespace Laksana.Network;

/// <summary>
/// The results of about a second, of all targets: a version, their number, then per result the target's short name (as the difference to the one before), its
/// moment (milliseconds after the one before, of either sign) and its answer. Six to nine bytes a result.
/// </summary>
internal static class JournalRow
{
    private const byte Version = 1;

    /// <param name="at">The row's own moment: the first result is told from it.</param>
    public static byte[] Write(DateTimeOffset at, IReadOnlyList<PackedResult> results)
    {
        var room = new byte[16 + results.Count * 26];
        var pack = new PackWriter(room);
        pack.Add(Version);
        pack.Add((ulong)results.Count);
        var (target, moment) = (0L, at.ToUnixTimeMilliseconds());
        foreach (var result in results)
        {
            pack.AddSigned(result.Target - target);
            var then = result.At.ToUnixTimeMilliseconds();
            pack.AddSigned(then - moment);
            pack.Add(Answer.Write(result.Outcome, result.Latency));
            (target, moment) = (result.Target, then);
        }
        return room[..pack.Length];
    }

    /// <summary>What can be read of a row; a damaged end is left out.</summary>
    public static List<PackedResult> Read(DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var pack = new PackReader(body);
        var results = new List<PackedResult>();
        if (!pack.TryRead(out var version) || version != Version || !pack.TryRead(out var count)) return results;
        var (target, moment) = (0L, at.ToUnixTimeMilliseconds());
        for (var i = 0UL; i < count; i++)
        {
            if (!pack.TryReadSigned(out var step) || !pack.TryReadSigned(out var later) || !pack.TryRead(out var answer)) break;
            if (!PackedMoment.TryStep(ref moment, later, out var then)) break;
            target = unchecked(target + step);
            var (outcome, latency) = Answer.Read(answer);
            results.Add(new PackedResult((int)target, then, outcome, latency));
        }
        return results;
    }
}

/// <summary>Outcome and latency as one number: the outcome in the two lowest bits, above them 0 for no latency, else the latency and one.</summary>
internal static class Answer
{
    public static ulong Write(ProbeOutcome outcome, long? latency) => (latency is { } known ? (ulong)Math.Clamp(known, 0, 1L << 40) + 1 : 0) << 2 | (ulong)outcome & 3;

    public static (ProbeOutcome Outcome, long? Latency) Read(ulong answer) => ((ProbeOutcome)(answer & 3), answer >> 2 is > 0 and var above ? (long)(above - 1) : null);
}
