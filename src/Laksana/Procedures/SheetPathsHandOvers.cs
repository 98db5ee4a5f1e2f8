namespace Laksana.Procedures;

/// <summary>Who has the work in hand along a path: each row's roles in order, and the one after whom the next must wait.</summary>
internal static class HandOverSteps
{
    /// <summary>The row's role; then the receiver of its report, or the outside party and the role again.</summary>
    public static IReadOnlyList<string> Chain(Step row) =>
        row.ReportsTo is { } receiver && receiver != row.Role ? [row.Role, receiver]
        : row.Waits is { Always: true } wait ? [row.Role, wait.Party, row.Role]
        : [row.Role];

    /// <summary>Of rows done at the same time the longest: it is the one that is waited for.</summary>
    public static Step Main(FlowStop stop, StopTimes times) => stop.Rows.OrderByDescending(times.Expected).First();

    /// <summary>Hand-overs inside a stop.</summary>
    public static IEnumerable<(string From, string To)> Within(FlowStop stop) =>
        stop.Rows.Select(Chain).SelectMany(c => c.Zip(c.Skip(1)));

    /// <summary>Hand-overs between two stops, the first of them the one that counts for time.</summary>
    public static IEnumerable<(string From, string To)> Between(FlowStop stop, FlowStop next, StopTimes times)
    {
        var (holder, taker) = (Chain(Main(stop, times))[^1], Main(next, times).Role);
        var holders = stop.Rows.Select(r => Chain(r)[^1]).Prepend(holder).Distinct();
        var takers = next.Rows.Select(r => r.Role).Prepend(taker).Distinct();
        return holders.SelectMany(h => takers.Where(t => t != h).Select(t => (h, t)));
    }

    public static IEnumerable<(string From, string To)> Along(IReadOnlyList<FlowStop> path, StopTimes times) =>
        path.SelectMany(Within).Concat(path.Zip(path.Skip(1)).SelectMany(p => Between(p.First, p.Second, times)));
}

/// <summary>
/// The sheet as a Markov chain. A state is a stop together with the role that handed the work to whoever does it, so that
/// working time can be told by hand-over.
/// </summary>
internal sealed class SheetChain
{
    private readonly Dictionary<(string From, string To), (double Times, double Minutes)> _handOvers = [];

    private SheetChain() { }

    public double Minutes { get; private set; }
    public double Rows { get; private set; }

    /// <summary>Null when from some reachable stop no end can be reached.</summary>
    public static SheetChain? Solve(FlowGraph graph, StopTimes times, WalkOptions options)
    {
        var states = new List<State> { new(graph.Stops[0], null) };
        var moves = new List<(int From, int To, double Chance)>();
        for (var i = 0; i < states.Count; i++)
            foreach (var way in states[i].Stop.Ways.Where(w => w.To is not null))
            {
                var next = new State(way.To!, Giver(states[i], way.To!, times));
                var to = states.IndexOf(next);
                if (to < 0)
                {
                    to = states.Count;
                    states.Add(next);
                }
                moves.Add((i, to, options.Chance(states[i].Stop, way)));
            }
        return Visits(states.Count, moves) is { } visits ? Sum(states, moves, visits, times) : null;
    }

    public IReadOnlyList<HandOver> HandOvers(IReadOnlyDictionary<(string From, string To), int> paths) =>
        [.. _handOvers
            .Select(h => new HandOver(h.Key.From, h.Key.To, paths.GetValueOrDefault(h.Key), h.Value.Times, h.Value.Minutes, Minutes > 0 ? h.Value.Minutes / Minutes : 0))
            .OrderByDescending(h => h.Minutes).ThenByDescending(h => h.TimesPerCase).ThenBy(h => h.From, StringComparer.Ordinal).ThenBy(h => h.To, StringComparer.Ordinal)];

    private static SheetChain Sum(List<State> states, List<(int From, int To, double Chance)> moves, double[] visits, StopTimes times)
    {
        var chain = new SheetChain();
        for (var i = 0; i < states.Count; i++)
        {
            var (stop, giver) = states[i];
            chain.Minutes += visits[i] * times.Expected(stop);
            chain.Rows += visits[i] * stop.Rows.Count;
            if (giver is not null)
                chain.Add((giver, HandOverSteps.Main(stop, times).Role), 0, visits[i] * times.Expected(stop));
            foreach (var pair in HandOverSteps.Within(stop))
                chain.Add(pair, visits[i], 0);
        }
        foreach (var (from, to, chance) in moves)
            foreach (var pair in HandOverSteps.Between(states[from].Stop, states[to].Stop, times))
                chain.Add(pair, visits[from] * chance, 0);
        return chain;
    }

    private void Add((string From, string To) pair, double times, double minutes)
    {
        var sum = _handOvers.GetValueOrDefault(pair);
        _handOvers[pair] = (sum.Times + times, sum.Minutes + minutes);
    }

    private static string? Giver(State state, FlowStop next, StopTimes times)
    {
        var chain = HandOverSteps.Chain(HandOverSteps.Main(state.Stop, times));
        return chain[^1] != HandOverSteps.Main(next, times).Role ? chain[^1] : chain.Count > 1 ? chain[^2] : state.Giver;
    }

    /// <summary>Expected visits v of every state: v = e₀ + Pᵀv, by elimination. Null when the system has no finite answer.</summary>
    private static double[]? Visits(int count, List<(int From, int To, double Chance)> moves)
    {
        var rows = new double[count, count + 1];
        for (var i = 0; i < count; i++)
            rows[i, i] = 1;
        rows[0, count] = 1;
        foreach (var (from, to, chance) in moves)
            rows[to, from] -= chance;
        for (var pivot = 0; pivot < count; pivot++)
            if (!Eliminate(rows, pivot, count))
                return null;
        return [.. Enumerable.Range(0, count).Select(i => rows[i, count] / rows[i, i])];
    }

    private static bool Eliminate(double[,] rows, int pivot, int count)
    {
        var best = Enumerable.Range(pivot, count - pivot).MaxBy(i => Math.Abs(rows[i, pivot]));
        if (Math.Abs(rows[best, pivot]) < 1e-12)
            return false;
        for (var k = 0; k <= count && best != pivot; k++)
            (rows[pivot, k], rows[best, k]) = (rows[best, k], rows[pivot, k]);
        for (var i = 0; i < count; i++)
        {
            var factor = i == pivot ? 0 : rows[i, pivot] / rows[pivot, pivot];
            for (var k = pivot; k <= count && factor != 0; k++)
                rows[i, k] -= factor * rows[pivot, k];
        }
        return true;
    }

    private sealed record State(FlowStop Stop, string? Giver);
}
