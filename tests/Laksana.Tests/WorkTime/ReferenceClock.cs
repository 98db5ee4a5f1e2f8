using System.Numerics;
using Laksana.WorkTime;

namespace Laksana.Tests.WorkTime;

/// <summary>
/// Working time told by looking at the clock again and again, a step at a time, and asking of each step alone whether it counts.
/// It shares nothing with the calendar but the definition, and knows the zones' offsets by heart.
/// Starts and standstills must lie on whole steps, and a step must divide a minute.
/// </summary>
internal sealed class ReferenceClock(CalendarDefinition definition, IReadOnlyList<Standstill> standstills, TimeSpan step)
{
    private readonly TimeSpan _offset = TimeSpan.FromHours(definition.Zone.Abbreviation switch { "WIB" => 7, "WITA" => 8, _ => 9 });
    private readonly Dictionary<DateOnly, (bool[] Open, int Count)> _minutes = [];

    internal TimeSpan Worked(DateTimeOffset from, DateTimeOffset to)
    {
        var worked = TimeSpan.Zero;
        for (var t = from; t < to; t += step)
            if (Counts(t, out _))
                worked += step;
        return worked;
    }

    /// <summary>Null: the clock stands still for good before the amount is used up.</summary>
    internal DateTimeOffset? Due(DateTimeOffset start, WorkAmount amount)
    {
        // What is left of the days, as numerator and denominator.
        var (left, of) = ((BigInteger)amount.Days, BigInteger.One);
        var minutes = TimeSpan.FromMinutes(amount.Minutes);
        var open = standstills.Where(s => s.Until is null).Select(s => (DateTimeOffset?)s.From).Min();
        var t = start;
        while (!left.IsZero || minutes > TimeSpan.Zero)
        {
            if (t >= open)
                return null;
            if (!Counts(t, out var dayMinutes))
            {
                t += step;
                continue;
            }
            if (left.IsZero)
            {
                var used = minutes < step ? minutes : step;
                (minutes, t) = (minutes - used, t + used);
                continue;
            }
            // One step is step / day of a day.
            var (day, one) = ((BigInteger)dayMinutes * 60, (BigInteger)(int)step.TotalSeconds);
            if (left * day <= one * of)
            {
                t = t.AddSeconds((int)((left * day + of - 1) / of));
                left = 0;
                var rest = step - TimeSpan.FromSeconds((t - start).TotalSeconds % step.TotalSeconds);
                if (rest < step)
                {
                    var used = minutes < rest ? minutes : rest;
                    (minutes, t) = (minutes - used, t + used);
                }
                continue;
            }
            (left, of) = (left * day - one * of, of * day);
            var divisor = BigInteger.GreatestCommonDivisor(left, of);
            (left, of) = (left / divisor, of / divisor);
            t += step;
        }
        return t;
    }

    private bool Counts(DateTimeOffset t, out int dayMinutes)
    {
        var local = t.UtcDateTime + _offset;
        var date = DateOnly.FromDateTime(local);
        if (!_minutes.TryGetValue(date, out var day))
        {
            bool[] open = [.. Enumerable.Range(0, 1440).Select(m => IsOpen(date, m))];
            _minutes[date] = day = (open, open.Count(m => m));
        }
        dayMinutes = day.Count;
        return day.Open[(int)local.TimeOfDay.TotalMinutes] && !standstills.Any(s => s.From <= t && (s.Until is null || t < s.Until));
    }

    private bool IsOpen(DateOnly date, int minute)
    {
        if (definition.Holidays.ContainsKey(date) || definition.JointLeave.ContainsKey(date))
            return false;
        if (definition.Closures.Any(c => c.Date == date && (c.Hours is null || Within(c.Hours.Value, minute))))
            return false;
        var hours = definition.Hours.GetValueOrDefault(date.DayOfWeek, []);
        foreach (var season in definition.Seasons)
            if (date >= season.From && date <= season.To && season.Hours.TryGetValue(date.DayOfWeek, out var others))
                hours = others;
        return hours.Any(h => Within(h, minute));
    }

    private static bool Within(WorkInterval interval, int minute)
    {
        var end = interval.To == TimeOnly.MinValue ? 1440 : interval.To.Hour * 60 + interval.To.Minute;
        return interval.From.Hour * 60 + interval.From.Minute <= minute && minute < end;
    }
}
