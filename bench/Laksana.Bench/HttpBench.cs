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

    public static async Task RunAsync(string[] words)
    {
        await using var cluster = await TestCluster.GetAsync();
        await using var database = await TestDatabase.NewAsync();
        var office = await BenchOffice.NewAsync(database);
        var bearer = await new AccessTokens(database, TimeProvider.System).IssueAsync(BenchOffice.Id, BenchOffice.Officer, "bench", null);
        await using var served = await ServedOffice.OverAsync(database);
        var latencies = new Dictionary<int, Latencies>();
        await new Race(cluster, database, Target, (clients, time) => StepsAsync(office, served, bearer, clients, time, latencies), () => served.ProcessorTime).RunAsync(words);

        var commit = await MedianCommitAsync(database);
        Print($"one commit of one row: median {commit:F2} ms; the program resides in {served.ResidentBytes / 1e6:F0} MB");
        foreach (var (clients, times) in latencies.OrderBy(l => l.Key))
        {
            var p95 = times.Percentile(95);
            Print($"{clients,8} clients: a step takes {times.Percentile(50):F2} ms (median), {p95:F2} ms (p95) = {p95 / commit:F1} commits{(clients > 1 ? "" : p95 < commit * MostCommits ? ", under 10" : ", NOT under 10")}");
        }
    }

    private static async Task<(double Seconds, double Rate)> StepsAsync(BenchOffice office, ServedOffice served, string bearer, int clients, TimeSpan time, Dictionary<int, Latencies> latencies)
    {
        using var stop = new CancellationTokenSource();
        var opened = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => office.OpenAsync()));
        var watch = Stopwatch.StartNew();
        stop.CancelAfter(time);
        var times = await Task.WhenAll(opened.Select(number => Task.Run(() => CallAsync(office, served, bearer, number, stop.Token))));
        var seconds = watch.Elapsed.TotalSeconds;
        if (!latencies.TryGetValue(clients, out var kept)) latencies[clients] = kept = new Latencies();
        foreach (var some in times) kept.Add(some);
        return (seconds, times.Sum(t => t.Count) / seconds);
    }

    private static async Task<List<TimeSpan>> CallAsync(BenchOffice office, ServedOffice served, string bearer, string number, CancellationToken stop)
    {
        var times = new List<TimeSpan>();
        using var caller = new HttpCaller(served.Address, bearer);
        for (var run = 1; !stop.IsCancellationRequested; run++)
        {
            if (run > BenchOffice.Rows) (number, run) = (await office.OpenAsync(), 1);
            var started = Stopwatch.GetTimestamp();
            var status = await caller.PostAsync($"/api/v1/cases/{number}/runs/{run}/complete", Guid.NewGuid().ToString("N"));
            times.Add(Stopwatch.GetElapsedTime(started));
            if (status != 200) throw new InvalidOperationException(caller.Text);
        }
        return times;
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
