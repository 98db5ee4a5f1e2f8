namespace Laksana.WorkTime;

/// <summary>
/// Standstills in order, overlapping ones joined, those without length left out.
/// An open one reaches to <see cref="long.MaxValue"/>.
/// </summary>
internal sealed class StoppedTime
{
    private static readonly StoppedTime Never = new([]);
    private readonly Stop[] _stops;

    private StoppedTime(Stop[] stops) => _stops = stops;

    internal readonly record struct Stop(long From, long Until, string Reason)
    {
        internal bool IsOpen => Until == long.MaxValue;
    }

    internal IReadOnlyList<Stop> Stops => _stops;

    /// <summary>Since when the clock stands still for good; null when it runs in the end.</summary>
    internal long? OpenSince => _stops.Length > 0 && _stops[^1].IsOpen ? _stops[^1].From : null;

    internal static StoppedTime Of(IReadOnlyList<Standstill> standstills)
    {
        if (standstills.Count == 0)
            return Never;
        var joined = new List<Stop>(standstills.Count);
        foreach (var next in standstills.Select(s => new Stop(s.From.UtcTicks, s.Until?.UtcTicks ?? long.MaxValue, s.Reason))
            .Where(s => s.Until > s.From).OrderBy(s => s.From))
        {
            if (joined.Count > 0 && joined[^1] is var last && next.From <= last.Until)
                joined[^1] = Join(last, next);
            else
                joined.Add(next);
        }
        return new([.. joined]);
    }

    internal bool Touches(long from, long until)
    {
        foreach (var stop in _stops)
            if (stop.From < until && from < stop.Until)
                return true;
        return false;
    }

    internal bool Covers(long from, long until) => Array.Exists(_stops, s => s.From <= from && until <= s.Until);

    /// <summary>The parts of a stretch in which the clock runs.</summary>
    internal IEnumerable<Stretch> Running(Stretch stretch)
    {
        var from = stretch.From;
        foreach (var stop in _stops)
        {
            if (stop.Until <= from)
                continue;
            if (stop.From >= stretch.Until)
                break;
            if (stop.From > from)
                yield return new(from, stop.From);
            from = stop.Until;
        }
        if (from < stretch.Until)
            yield return new(from, stretch.Until);
    }

    private static Stop Join(Stop a, Stop b) => new(
        a.From,
        Math.Max(a.Until, b.Until),
        a.Reason.Split(", ").Contains(b.Reason, StringComparer.Ordinal) ? a.Reason : $"{a.Reason}, {b.Reason}");
}
