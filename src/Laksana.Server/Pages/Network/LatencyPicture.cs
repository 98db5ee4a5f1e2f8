using System.Net;
using System.Text;
using Laksana.Network;
using Microsoft.AspNetCore.Html;
using static System.FormattableString;
using static Laksana.Server.Pages.Network.JaringanWords;

namespace Laksana.Server.Pages.Network;

/// <summary>
/// The latencies of one target over a time: the mean as a line, the least and greatest as a band, lost answers as red columns at the foot. Where nothing was measured there is
/// nothing. Lengths stand in the picture, colours in the style sheet, the same figures in the table beneath.
/// </summary>
internal sealed class LatencyPicture
{
    private const int Wide = 900, High = 220, Left = 56, Right = 10, Top = 12, Foot = 26;

    private readonly DateTimeOffset _from, _until;
    private readonly LatencyRange _range;
    private readonly double _most;

    private LatencyPicture(IReadOnlyList<(DateTimeOffset At, RollBucket Bucket)> buckets, LatencyRange range, DateTimeOffset until)
    {
        (Buckets, _range, _until, _from) = (buckets, range, until, until - range.Length);
        _most = Round(buckets.Max(b => b.Bucket.GreatestMs) ?? 1);
    }

    public IReadOnlyList<(DateTimeOffset At, RollBucket Bucket)> Buckets { get; }

    /// <summary>Null when nothing is kept of that time.</summary>
    public static async Task<LatencyPicture?> ReadAsync(NetworkHistory history, string office, MapTarget target, LatencyRange range, DateTimeOffset now, CancellationToken token)
    {
        var buckets = range.Each == RollBucket.Short
            ? await history.FiveMinutesAsync(office, target.Number, now - range.Length, now, token)
            : await history.HoursAsync(office, target.Number, now - range.Length, now, token);
        return buckets.Count == 0 ? null : new LatencyPicture(buckets, range, now);
    }

    /// <summary>Rows for the table beneath, the newest first.</summary>
    public IEnumerable<(DateTimeOffset At, RollBucket Bucket)> Rows => Buckets.GroupBy(b => b.At.UtcTicks / _range.Row.Ticks).OrderByDescending(g => g.Key).Select(g =>
    {
        var sum = new RollBucket();
        foreach (var (_, bucket) in g) sum.Add(bucket);
        return (g.First().At, sum);
    });

    public IHtmlContent Draw(string name, OfficeTimes times)
    {
        var (means, all) = (Buckets.Select(b => b.Bucket.MeanMs).OfType<double>().ToList(), new RollBucket());
        foreach (var (_, bucket) in Buckets) all.Add(bucket);
        var svg = new StringBuilder(Invariant($"<svg class=\"latency\" viewBox=\"0 0 {Wide} {High}\" role=\"img\" aria-labelledby=\"lat-t lat-d\"><title id=\"lat-t\">"))
            .Append(WebUtility.HtmlEncode(Say["latency.of", name])).Append("</title><desc id=\"lat-d\">")
            .Append(WebUtility.HtmlEncode(means.Count == 0 ? Say["latency.silent"] : Say["latency.desc", means.Average(), all.GreatestMs ?? 0, StandingWords.Share(all.Answered)])).Append("</desc>");
        Axes(svg, times);
        foreach (var run in Runs()) Run(svg, run);
        foreach (var (at, bucket) in Buckets.Where(b => b.Bucket.Down > 0))
            svg.Append(Invariant($"<rect class=\"lost\" x=\"{X(at):0.#}\" y=\"{High - Foot - Lost(bucket):0.#}\" width=\"{Math.Max(1.5, Step):0.##}\" height=\"{Lost(bucket):0.#}\"/>"));
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    private double Step => (Wide - Left - Right) * (_range.Each / _range.Length);

    private double X(DateTimeOffset at) => Left + (Wide - Left - Right) * ((at - _from) / _range.Length);

    private double Y(double ms) => High - Foot - (High - Foot - Top) * (ms / _most);

    /// <summary>A tenth of the height for a single lost answer, a third when nothing came.</summary>
    private static double Lost(RollBucket bucket) => 14 + 46 * (1 - bucket.Answered ?? 0);

    private void Axes(StringBuilder svg, OfficeTimes times)
    {
        foreach (var share in new[] { 0, 0.5, 1 })
            svg.Append(Invariant($"<line class=\"axis\" x1=\"{Left}\" x2=\"{Wide - Right}\" y1=\"{Y(_most * share):0.#}\" y2=\"{Y(_most * share):0.#}\"/><text x=\"{Left - 6}\" y=\"{Y(_most * share) + 4:0.#}\" text-anchor=\"end\">"))
                .Append(WebUtility.HtmlEncode(Say["ms", _most * share])).Append("</text>");
        const int marks = 4;
        for (var i = 0; i <= marks; i++)
        {
            var at = _from + _range.Length * i / marks;
            svg.Append(Invariant($"<text x=\"{X(at):0.#}\" y=\"{High - 8}\" text-anchor=\"{(i == 0 ? "start" : i == marks ? "end" : "middle")}\">"))
                .Append(WebUtility.HtmlEncode(_range == LatencyRange.Day ? times.Clock(at) : times.Here(at).ToString("d MMM", System.Globalization.CultureInfo.CurrentCulture))).Append("</text>");
        }
    }

    /// <summary>Stretches in which answers came one after another.</summary>
    private List<List<(DateTimeOffset At, RollBucket Bucket)>> Runs()
    {
        var runs = new List<List<(DateTimeOffset At, RollBucket Bucket)>>();
        foreach (var one in Buckets.Where(b => b.Bucket.MeanMs is not null))
        {
            if (runs.Count == 0 || one.At - runs[^1][^1].At > _range.Each * 1.5) runs.Add([]);
            runs[^1].Add(one);
        }
        return runs;
    }

    private void Run(StringBuilder svg, List<(DateTimeOffset At, RollBucket Bucket)> run)
    {
        double Middle((DateTimeOffset At, RollBucket) one) => X(one.At) + Step / 2;
        if (run.Count == 1)
        {
            svg.Append(Invariant($"<circle class=\"single\" cx=\"{Middle(run[0]):0.#}\" cy=\"{Y(run[0].Bucket.MeanMs!.Value):0.#}\" r=\"2\"/>"));
            return;
        }
        var edge = run.Select(b => Invariant($"{Middle(b):0.#},{Y(b.Bucket.GreatestMs!.Value):0.#}")).Concat(Enumerable.Reverse(run).Select(b => Invariant($"{Middle(b):0.#},{Y(b.Bucket.LeastMs!.Value):0.#}")));
        svg.Append("<polygon class=\"range\" points=\"").AppendJoin(' ', edge).Append("\"/><polyline class=\"mean\" points=\"")
            .AppendJoin(' ', run.Select(b => Invariant($"{Middle(b):0.#},{Y(b.Bucket.MeanMs!.Value):0.#}"))).Append("\"/>");
    }

    /// <summary>The next of 1, 2, 5, 10, 20 … that is not less.</summary>
    private static double Round(double ms)
    {
        var size = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(ms, 0.1))));
        return new[] { 1, 2, 5, 10 }.Select(s => s * size).First(s => s >= ms * 0.999);
    }
}
