using Laksana.WorkTime;

namespace Laksana.Network;

/// <summary>Times from one moment to another, in order and apart from each other. Immutable.</summary>
public sealed class Stretches
{
    public static readonly Stretches None = new([]);

    private readonly List<(DateTimeOffset From, DateTimeOffset Until)> _all;

    private Stretches(List<(DateTimeOffset, DateTimeOffset)> all) => _all = all;

    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset Until)> All => _all;

    /// <summary>Any times, joined where they touch; those without length are left out.</summary>
    public static Stretches Of(IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> times)
    {
        var joined = new List<(DateTimeOffset From, DateTimeOffset Until)>();
        foreach (var next in times.Where(t => t.Until > t.From).OrderBy(t => t.From))
            if (joined.Count > 0 && next.From <= joined[^1].Until) joined[^1] = (joined[^1].From, next.Until > joined[^1].Until ? next.Until : joined[^1].Until);
            else joined.Add(next);
        return new(joined);
    }

    public Stretches And(Stretches other)
    {
        var (both, i, j) = (new List<(DateTimeOffset, DateTimeOffset)>(), 0, 0);
        while (i < _all.Count && j < other._all.Count)
        {
            var (a, b) = (_all[i], other._all[j]);
            var (from, until) = (a.From > b.From ? a.From : b.From, a.Until < b.Until ? a.Until : b.Until);
            if (from < until) both.Add((from, until));
            if (a.Until < b.Until) i++;
            else j++;
        }
        return new(both);
    }

    public Stretches Without(Stretches other)
    {
        var left = new List<(DateTimeOffset From, DateTimeOffset Until)>();
        foreach (var (from, until) in _all)
        {
            var at = from;
            foreach (var cut in other._all.Where(c => c.Until > from && c.From < until))
            {
                if (cut.From > at) left.Add((at, cut.From));
                if (cut.Until > at) at = cut.Until;
            }
            if (at < until) left.Add((at, until));
        }
        return new(left);
    }

    public TimeSpan Length => new(_all.Sum(t => (t.Until - t.From).Ticks));

    /// <summary>How much of it lies in working hours.</summary>
    public TimeSpan Working(WorkCalendar calendar) => new(_all.Sum(t => calendar.Worked(t.From, t.Until, []).Ticks));
}
