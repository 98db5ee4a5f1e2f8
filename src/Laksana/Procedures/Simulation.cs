using System.Globalization;
using System.Text;

namespace Laksana.Procedures;

/// <summary>Walks a sheet at random, with returns for correction and waits, to see that every walk ends. The same seed gives the same walks.</summary>
public static class Simulation
{
    /// <summary>A walk longer than this counts as one that does not end.</summary>
    public const int MostRows = 10_000;

    private const double ReturnChance = 0.1;
    private const double WaitChance = 0.3;

    /// <param name="seed">Any number; printed with the result so that a walk can be repeated.</param>
    /// <param name="count">How many walks.</param>
    /// <param name="options">Weights of answers, minutes of a day, sites; null: equal chances.</param>
    public static SimulationResult Run(Procedure procedure, int seed, int count, WalkOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var chosen = options ?? new();
        var walker = new Walker(new(procedure), new(chosen), chosen, new(seed));
        var walks = Enumerable.Range(0, count).Select(_ => walker.Walk()).ToList();
        var ended = walks.Where(w => w.Endless is null).ToList();
        return new()
        {
            Procedure = procedure.Id,
            Title = procedure.Title,
            Seed = seed,
            Walks = count,
            Ended = ended.Count,
            Endless = walks.Find(w => w.Endless is not null)?.Endless,
            Rows = Spread.Of(ended.Select(w => (double)w.Rows)),
            Minutes = Spread.Of(ended.Select(w => w.Minutes)),
            Returns = walks.Sum(w => (long)w.Returns),
            Waits = walks.Sum(w => (long)w.Waits),
            MinutesPerDay = chosen.MinutesPerDay,
            Visits = procedure.Steps.ToDictionary(s => s.Number, s => walker.Visits.GetValueOrDefault(s.Id)),
        };
    }

    private sealed class Walker(FlowGraph graph, StopTimes times, WalkOptions options, Chance chance)
    {
        public Dictionary<string, long> Visits { get; } = [];

        public Steps Walk()
        {
            var walk = new Steps();
            var trail = new Queue<string>();
            for (var stop = graph.Stops[0]; stop is not null; stop = Next(stop, walk))
            {
                foreach (var row in stop.Rows)
                    Pass(row, walk, trail);
                walk.Minutes += times.Expected(stop);
                if (walk.Rows > MostRows)
                {
                    walk.Endless = [.. trail];
                    return walk;
                }
            }
            return walk;
        }

        private void Pass(Step row, Steps walk, Queue<string> trail)
        {
            walk.Rows++;
            Visits[row.Id] = Visits.GetValueOrDefault(row.Id) + 1;
            if (row.Waits is { } wait && (wait.Always || chance.Next() < WaitChance))
                walk.Waits++;
            trail.Enqueue(row.Number);
            if (trail.Count > 30)
                trail.Dequeue();
        }

        private FlowStop? Next(FlowStop stop, Steps walk)
        {
            // The receiver of a report may send it back to its sender: the same row again.
            var back = stop.Returns.Select(r => r.To).Concat(stop.Rows.Any(r => r.ReportsTo is not null) ? [stop] : []).ToList();
            if (back.Count > 0 && chance.Next() < ReturnChance)
            {
                walk.Returns++;
                return back[chance.Below(back.Count)];
            }
            var left = chance.Next();
            foreach (var way in stop.Ways)
                if ((left -= options.Chance(stop, way)) < 0)
                    return way.To;
            return stop.Ways[^1].To;
        }
    }

    private sealed class Steps
    {
        public int Rows { get; set; }
        public double Minutes { get; set; }
        public int Returns { get; set; }
        public int Waits { get; set; }
        public IReadOnlyList<string>? Endless { get; set; }
    }

    /// <summary>SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every runtime, unlike <see cref="Random"/>.</summary>
    private sealed class Chance(int seed)
    {
        private ulong _state = unchecked((ulong)seed);

        public double Next() => (Draw() >> 11) * (1.0 / (1UL << 53));

        public int Below(int limit) => (int)(Next() * limit);

        private ulong Draw()
        {
            unchecked
            {
                var z = _state += 0x9E3779B97F4A7C15UL;
                z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
                z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
                return z ^ (z >> 31);
            }
        }
    }
}

/// <summary>The answer of <see cref="Simulation.Run"/>.</summary>
public sealed record SimulationResult
{
    public required string Procedure { get; init; }
    public required string Title { get; init; }
    public required int Seed { get; init; }
    public required int Walks { get; init; }
    public required int Ended { get; init; }
    /// <summary>Row numbers at the end of the first walk that did not end; null when all did.</summary>
    public required IReadOnlyList<string>? Endless { get; init; }
    /// <summary>Rows passed in the walks that ended.</summary>
    public required Spread Rows { get; init; }
    /// <summary>Working minutes of the walks that ended.</summary>
    public required Spread Minutes { get; init; }
    public required long Returns { get; init; }
    public required long Waits { get; init; }
    public required int MinutesPerDay { get; init; }
    /// <summary>How often each row was passed, by its number.</summary>
    public required IReadOnlyDictionary<string, long> Visits { get; init; }

    public bool AllEnded => Ended == Walks;

    public string ToText(CultureInfo culture)
    {
        var text = new StringBuilder();
        void Line(string key, params object?[] arguments) => text.Append(FlowWords.Say.In(culture, key, arguments)).Append('\n');
        string Time(double minutes) => WorkingTimeText.Of(minutes, MinutesPerDay, culture);

        Line("simulate-walks", Title, Walks, Seed);
        if (Endless is null)
            Line("simulate-ended");
        else
            Line("simulate-endless", Walks - Ended, Simulation.MostRows, string.Join(" → ", Endless));
        Line("simulate-rows", Rows.Least, Rows.Average, Rows.Most);
        Line("simulate-minutes", Time(Minutes.Least), Time(Minutes.Average), Time(Minutes.Most));
        Line("simulate-acts", Returns, Waits);
        var never = Visits.Where(v => v.Value == 0).Select(v => v.Key).ToList();
        if (never.Count > 0)
            Line("simulate-never", string.Join(", ", never));
        return text.ToString();
    }
}

/// <summary>The least, average and most of some numbers; all 0 when there are none.</summary>
public sealed record Spread(double Least, double Average, double Most)
{
    internal static Spread Of(IEnumerable<double> numbers)
    {
        var all = numbers.ToList();
        return all.Count == 0 ? new(0, 0, 0) : new(all.Min(), all.Average(), all.Max());
    }
}
