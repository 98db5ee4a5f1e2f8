namespace Laksana.Backups;

/// <summary>A restore that was timed: a drill that came to its end.</summary>
/// <param name="SourceBytes">What the source's tables or files took when it was dumped.</param>
/// <param name="Restore">From the first byte read of the artifact to the last index built.</param>
/// <param name="Proof">The whole drill, with comparing and checking.</param>
public sealed record TimedRestore(string Source, SourceKind Kind, long SourceBytes, TimeSpan Restore, TimeSpan Proof, DateTimeOffset At);

/// <summary>
/// How long the next recovery will take, learnt from the drills of the same source: the middle of the last five, in minutes for each gigabyte, and the
/// quickest and slowest of them as its bounds. Pure.
/// </summary>
/// <param name="Restore">Expected time until the data stand beside the live ones.</param>
/// <param name="Proof">The same with comparing and checking.</param>
/// <param name="Drills">How many drills it rests on.</param>
/// <param name="OfSource">False: this source was never drilled, and these are drills of others of its kind.</param>
/// <param name="Beyond">The backup is more than three times as large as any that was drilled: take it for a guess.</param>
public sealed record DrillForecast(TimeSpan Restore, TimeSpan Quickest, TimeSpan Slowest, TimeSpan Proof, double MinutesPerGigabyte, int Drills, bool OfSource, bool Beyond)
{
    private const double Gigabyte = 1e9;

    /// <summary>What every restore takes however small it is: a server must start.</summary>
    private const long Least = 50_000_000;

    private const int Recent = 5;

    /// <returns>Null when nothing of its kind was ever drilled.</returns>
    public static DrillForecast? For(string source, SourceKind kind, long sourceBytes, IEnumerable<TimedRestore> drills)
    {
        var all = drills.OrderByDescending(d => d.At).ToList();
        var own = all.Where(d => d.Source == source).Take(Recent).ToList();
        var used = own.Count > 0 ? own : [.. all.Where(d => d.Kind == kind).Take(Recent)];
        if (used.Count == 0) return null;
        var rates = used.Select(d => d.Restore.TotalSeconds / Of(d.SourceBytes)).Order().ToList();
        var proof = used.Select(d => d.Proof.TotalSeconds / Of(d.SourceBytes)).Order().ToList();
        var bytes = Of(sourceBytes);
        return new DrillForecast(At(Middle(rates)), At(rates[0]), At(rates[^1]), At(Middle(proof)), Math.Round(Middle(rates) * Gigabyte / 60, 2), used.Count, own.Count > 0,
            Beyond: sourceBytes > 3 * used.Max(d => d.SourceBytes));

        TimeSpan At(double rate) => TimeSpan.FromSeconds(rate * bytes);
    }

    private static double Of(long bytes) => Math.Max(bytes, Least);

    private static double Middle(List<double> ordered) =>
        ordered.Count % 2 == 1 ? ordered[ordered.Count / 2] : (ordered[ordered.Count / 2 - 1] + ordered[ordered.Count / 2]) / 2;
}
