using System.Globalization;
using Laksana.Network.Probes;

namespace Laksana.Network;

/// <param name="Seen">Null: nothing could be asked, and so nothing is said.</param>
/// <param name="Finding">Of the first answer, a code of <see cref="ProbeFindings"/>.</param>
internal sealed record SeriesAnswer(EchoSeen? Seen, string Finding, string Detail);

/// <summary>First ten echoes, so that a line that loses half of them is not taken for dead; where one is answered, so many that losses show, and again when they do.</summary>
internal static class EchoSeries
{
    private const int Rows = 10, InRow = EchoSeen.Series / Rows, FirstRows = 5, InFirst = 2, Whole = 2, WholePayload = 1472;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromMilliseconds(900), Between = TimeSpan.FromMilliseconds(40), Again = TimeSpan.FromMilliseconds(300);

    public static async Task<SeriesAnswer> AskAsync(IProber prober, string from, string to, string address, bool thorough, CancellationToken token)
    {
        var all = await Task.WhenAll(Enumerable.Range(0, FirstRows).Select(_ => prober.ProbeAsync(new IcmpSpec(address) { Count = InFirst, Timeout = First, Interval = Between }, token).AsTask()));
        var first = all.FirstOrDefault(r => r.Outcome != ProbeOutcome.Unknown) ?? all[0];
        if (first.Outcome == ProbeOutcome.Unknown) return new SeriesAnswer(null, first.Finding, first.Detail);
        var (sent, received, least) = Count(all);
        // This machine was too busy to ask: that says nothing of anybody.
        if (sent == 0) return new SeriesAnswer(null, ProbeFindings.ProbeFailed, first.Detail);
        if (received > 0 && thorough)
        {
            var (more, came, faster) = await RowsAsync(prober, address, token);
            if (more > 0) (sent, received, least) = (more, came, Math.Min(least, faster));
            if (sent - received > 1)
            {
                // What passes is not sustained.
                await Task.Delay(Again, token);
                (more, came, faster) = await RowsAsync(prober, address, token);
                (sent, received, least) = (sent + more, received + came, Math.Min(least, faster));
            }
        }
        return new SeriesAnswer(new EchoSeen(from, to, sent, received, received > 0 ? Math.Round(least, 3) : null) { Rung = LadderRung.Ping, Detail = first.Detail }, first.Finding, first.Detail);
    }

    /// <summary>Full packets to a node that answers; null: they could not be sent.</summary>
    public static async Task<SizeSeen?> WholeAsync(IProber prober, string from, string to, string address, CancellationToken token)
    {
        var spec = new IcmpSpec(address) { Count = Whole, PayloadLength = WholePayload, DontFragment = true, Timeout = Patience, Interval = Between };
        var rows = await Task.WhenAll(prober.ProbeAsync(spec, token).AsTask(), prober.ProbeAsync(spec, token).AsTask());
        var (sent, received, _) = Count(rows);
        return sent == 0 ? null : new SizeSeen(from, to, sent, received, rows.Any(r => r.Finding == ProbeFindings.FragmentationNeeded)) { Rung = LadderRung.Ping, Detail = rows[0].Detail };
    }

    private static async Task<(int Sent, int Received, double Least)> RowsAsync(IProber prober, string address, CancellationToken token) =>
        Count(await Task.WhenAll(Enumerable.Range(0, Rows).Select(_ => prober.ProbeAsync(new IcmpSpec(address) { Count = InRow, Timeout = Patience, Interval = Between, LossAbovePercent = 100 }, token).AsTask())));

    private static (int Sent, int Received, double Least) Count(ProbeResult[] rows) =>
        ((int)rows.Sum(r => Fact(r, ProbeFacts.Sent) ?? 0), (int)rows.Sum(r => Fact(r, ProbeFacts.Received) ?? 0), rows.Min(r => Fact(r, ProbeFacts.MinMs)) ?? double.MaxValue);

    private static double? Fact(ProbeResult result, string name) => result.Facts?.GetValueOrDefault(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;
}
