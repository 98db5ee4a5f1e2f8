using System.Diagnostics;
using Laksana.Testing;

namespace Laksana.Bench;

/// <summary>
/// Durable steps a second, in-process, beside <c>pgbench -M prepared -j 2</c> doing the same writes. Target: at least 0.8 of pgbench at 16 and
/// 64 clients.
/// </summary>
internal static class StepsBench
{
    private const double Target = 0.8;

    public static async Task RunAsync(string[] words, Scorecard score)
    {
        var cluster = await TestCluster.GetAsync();
        await using var database = await TestDatabase.NewAsync();
        var office = await BenchOffice.NewAsync(database);
        await new Race("in-process", cluster, database, Target, (clients, time) => StepsAsync(office, clients, time), ProcessorTime.OfThisProcess).RunAsync(words, score);
    }

    private static async Task<(double Seconds, double Rate)> StepsAsync(BenchOffice office, int clients, TimeSpan time)
    {
        var steps = 0;
        using var stop = new CancellationTokenSource();
        var opened = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => office.OpenAsync()));
        var watch = Stopwatch.StartNew();
        stop.CancelAfter(time);
        await Task.WhenAll(opened.Select(number => Task.Run(async () =>
        {
            for (var run = 1; !stop.IsCancellationRequested; run++)
            {
                if (run > BenchOffice.Rows) (number, run) = (await office.OpenAsync(), 1);
                await office.CompleteAsync(number, run);
                Interlocked.Increment(ref steps);
            }
        })));
        return (watch.Elapsed.TotalSeconds, steps / watch.Elapsed.TotalSeconds);
    }
}
