namespace Laksana.Procedures;

/// <summary>Walks every path of a sheet without an engine, and tells how long they take and who waits for whom.</summary>
public static class SheetPaths
{
    // Enough for any office's sheet; a sheet made to explode ends here instead of never.
    private const int MostExpansions = 1_000_000;

    /// <summary>
    /// Every path from the first row to an end on which each way that leads back is taken at most once, at most <see cref="WalkOptions.MostPaths"/>
    /// of them. Sending back for correction (<c>kembali-ke</c>) is no path: it can happen anywhere, any number of times. The expected time solves
    /// the sheet as a Markov chain, so that it counts every number of rounds of a loop.
    /// </summary>
    public static SheetWalk Walk(Procedure procedure, WalkOptions? options = null)
    {
        var (graph, chosen) = (new FlowGraph(procedure), options ?? new());
        var times = new StopTimes(chosen);
        var search = new PathSearch(graph, times, chosen);
        search.Run();
        var chain = SheetChain.Solve(graph, times, chosen);
        return new()
        {
            Procedure = procedure.Id,
            Title = procedure.Title,
            MinutesPerDay = chosen.MinutesPerDay,
            Sites = chosen.Sites,
            Paths = [.. search.Paths.OrderByDescending(p => p.Chance).ThenBy(p => p.Longest).ThenBy(p => p.Route, StringComparer.Ordinal)],
            Cut = search.Cut,
            Shortest = search.Paths.Select(p => p.Shortest).DefaultIfEmpty(0).Min(),
            Longest = search.Paths.Select(p => p.Longest).DefaultIfEmpty(0).Max(),
            Expected = chain?.Minutes,
            ExpectedRows = chain?.Rows,
            ReturnWays = procedure.Steps.Sum(s => s.ReturnTo.Count),
            RowsWithoutTime = [.. procedure.Steps.Where(s => s.StandardTime is null).Select(s => s.Number)],
            HandOvers = chain?.HandOvers(search.Passed) ?? [],
            Roles = Titles(procedure),
        };
    }

    private static Dictionary<string, string> Titles(Procedure procedure)
    {
        var titles = procedure.Parties.ToDictionary(p => p.Id, p => p.Title);
        foreach (var role in procedure.Roles)
            titles[role.Id] = role.Title;
        return titles;
    }

    private sealed class PathSearch(FlowGraph graph, StopTimes times, WalkOptions options)
    {
        private readonly List<FlowStop> _at = [];
        private readonly HashSet<(int, int)> _backUsed = [];
        private int _expansions;

        public List<SheetPath> Paths { get; } = [];
        /// <summary>On how many paths each hand-over occurs.</summary>
        public Dictionary<(string From, string To), int> Passed { get; } = [];
        public bool Cut { get; private set; }

        public void Run() => Visit(graph.Stops[0], 1);

        private void Visit(FlowStop stop, double chance)
        {
            if (Cut |= ++_expansions > MostExpansions)
                return;
            _at.Add(stop);
            for (var i = 0; i < stop.Ways.Count && !Cut; i++)
            {
                var way = stop.Ways[i];
                var share = chance * options.Chance(stop, way);
                if (way.To is null)
                    Finish(share);
                else if (!way.Back)
                    Visit(way.To, share);
                else if (_backUsed.Add((stop.Index, i)))
                {
                    Visit(way.To, share);
                    _backUsed.Remove((stop.Index, i));
                }
            }
            _at.RemoveAt(_at.Count - 1);
        }

        private void Finish(double chance)
        {
            if (Cut = Paths.Count >= options.MostPaths)
                return;
            var rows = _at.SelectMany(s => s.Rows).ToList();
            Paths.Add(new([.. rows.Select(r => r.Id)], string.Join(" → ", _at.Select(s => string.Join("‖", s.Rows.Select(r => r.Number)))),
                _at.Sum(times.Shortest), _at.Sum(times.Longest), chance, [.. rows.Select(r => r.Waits).OfType<Wait>().Where(w => w.Always).Select(w => w.Party)]));
            foreach (var pair in HandOverSteps.Along(_at, times).Distinct())
                Passed[pair] = Passed.GetValueOrDefault(pair) + 1;
        }
    }
}

/// <summary>What a walk assumes.</summary>
public sealed record WalkOptions
{
    /// <summary>Working minutes a day stands for (<c>menit-per-hari</c> of the calendar; 450 is 37.5 hours in 5 days, Perpres 21/2023).</summary>
    public int MinutesPerDay { get; init; } = 450;
    /// <summary>How many sites a per-site row is counted for.</summary>
    public int Sites { get; init; } = 1;
    public int MostPaths { get; init; } = 10_000;
    /// <summary>Weights of answers, by step id and name of the outcome. A diamond without them has equal chances.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Weights { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, double>>();

    /// <summary>The chance of a way out of a stop.</summary>
    /// <exception cref="InvalidOperationException">Weights of the diamond are negative, all zero, or name an answer it does not have.</exception>
    internal double Chance(FlowStop stop, FlowWay way)
    {
        if (stop.Ways.Count == 1)
            return 1;
        var outcomes = stop.Last.Outcomes;
        if (!Weights.TryGetValue(stop.Last.Id, out var weights))
            return (double)way.Names.Count / outcomes.Count;
        var sum = weights.Values.Sum();
        if (sum <= 0 || weights.Any(w => w.Value < 0 || outcomes.All(o => o.Name != w.Key)))
            throw new InvalidOperationException($"Weights of row {stop.Last.Id} are negative, all zero, or name an answer it does not have.");
        return way.Names.Sum(n => weights.GetValueOrDefault(n)) / sum;
    }
}

/// <summary>Working minutes of a stop: of rows done at the same time only the longest counts.</summary>
internal sealed class StopTimes(WalkOptions options)
{
    public int Shortest(FlowStop stop) => stop.Rows.Max(r => Minutes(r, r.StandardTime?.Lower ?? r.StandardTime?.Limit));

    public int Longest(FlowStop stop) => stop.Rows.Max(r => Minutes(r, r.StandardTime?.Limit));

    /// <summary>Of a range the middle.</summary>
    public double Expected(FlowStop stop) => stop.Rows.Max(Expected);

    public double Expected(Step row) => (Minutes(row, row.StandardTime?.Lower ?? row.StandardTime?.Limit) + Minutes(row, row.StandardTime?.Limit)) / 2.0;

    private int Minutes(Step row, WorkTime.WorkAmount? amount) =>
        (amount?.InMinutes(options.MinutesPerDay) ?? 0) * (row.PerSite is null ? 1 : options.Sites);
}
