using System.Diagnostics;
using Laksana.Database;
using Laksana.Server.Accounts;
using Laksana.Testing;
using Npgsql;

namespace Laksana.Bench;

/// <summary>
/// Durable steps a second over the API of a served office, beside <c>pgbench -M prepared -j 2</c> doing the same writes; the callers share the
/// machine with it. Targets: at least 0.6 of pgbench at 16 and 64 clients; p95 of one step under ten median commits.
/// </summary>
internal static class HttpBench
{
    private const double Target = 0.6;
    private const double MostCommits = 10;
    private const int Commits = 1000;
    private static readonly TimeSpan ThinkingTime = TimeSpan.FromSeconds(8);

    public static async Task RunAsync(string[] words, Scorecard score)
    {
        var cluster = await TestCluster.GetAsync();
        await using var database = await TestDatabase.NewAsync();
        var office = await BenchOffice.NewAsync(database);
        var bearer = await new AccessTokens(database, TimeProvider.System).IssueAsync(BenchOffice.Id, BenchOffice.Officer, "bench", null);
        await using var served = await ServedOffice.OverAsync(database, Path.Combine(cluster.Folder, "served"));
        var steps = new HttpSteps(office, served.Address, bearer);
        var closedLoop = new Dictionary<int, Latencies>();
        var rates = await new Race("over HTTP", cluster, database, Target, async (clients, time) =>
        {
            var (seconds, times) = await steps.RunAsync(clients, time, TimeSpan.Zero);
            if (!closedLoop.TryGetValue(clients, out var kept)) closedLoop[clients] = kept = new Latencies();
            kept.Add(times);
            return (seconds, times.Count / seconds);
        }, () => served.ProcessorTime).RunAsync(words, score);

        var commit = await MedianCommitAsync(database);
        Print($"one commit of one row, alone: median {commit:F2} ms; the program resides in {served.ResidentBytes / 1e6:F0} MB");
        foreach (var (clients, rate) in rates)
        {
            Say($"{clients} at once, without a pause", closedLoop[clients], commit);
            if (clients == 1) score.Under("a step over HTTP, one officer: p95 in median commits", MostCommits, closedLoop[1].Percentile(95) / commit);
            else score.Note($"the same, {clients} at once without a pause: p95 / mean of pgbench", closedLoop[clients].Percentile(95) / (1000 * clients / rate.Peer), note: "queueing, no target");
        }
        foreach (var share in new[] { 0.25, 0.5, 0.8 }) await ThinkingAsync(steps, rates.MaxBy(r => r.Key), share, commit, score);
    }

    /// <summary>Officers who pause between their steps, so that together they ask for a share of what the machine can do.</summary>
    private static async Task ThinkingAsync(HttpSteps steps, KeyValuePair<int, (double Peer, double Ours)> most, double share, double commit, Scorecard score)
    {
        var pause = TimeSpan.FromSeconds(most.Key / (most.Value.Ours * share)) - TimeSpan.FromMilliseconds(2);
        var (seconds, times) = await steps.RunAsync(most.Key, ThinkingTime, pause);
        var all = new Latencies();
        all.Add(times);
        Say(FormattableString.Invariant($"{most.Key} pausing {pause.TotalMilliseconds:F0} ms ({times.Count / seconds:F0} a second, {times.Count / seconds / most.Value.Ours:P0} of the most)"), all, commit);
        score.Note(FormattableString.Invariant($"the same, {most.Key} at {share:P0} of the most: p95 in median commits"), all.Percentile(95) / commit);
    }

    private static void Say(string who, Latencies times, double commit)
    {
        var p95 = times.Percentile(95);
        Print($"{who}: a step takes {times.Percentile(50):F2} ms (median), {p95:F2} ms (p95) = {p95 / commit:F1} commits");
    }

    private static async Task<double> MedianCommitAsync(LaksanaDatabase database)
    {
        var times = new Latencies();
        await using var connection = await database.OpenAsync(BenchOffice.Id);
        await using var command = new NpgsqlCommand("insert into case_counter (office, code, year, last) values ($1, $2, 2026, 0)", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = BenchOffice.Id }, new NpgsqlParameter<string>() },
        };
        for (var i = 0; i < Commits; i++)
        {
            command.Parameters[1].Value = "C" + i;
            var started = Stopwatch.GetTimestamp();
            await command.ExecuteNonQueryAsync();
            times.Add(Stopwatch.GetElapsedTime(started));
        }
        return times.Percentile(50);
    }

    private static void Print(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
