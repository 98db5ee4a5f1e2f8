using System.Diagnostics;
using System.Globalization;
using System.Net;
using Laksana.Network.Probes.Icmp;
using Laksana.Testing;

namespace Laksana.Bench;

/// <summary>
/// Pings of 1,000 targets across a cable between two network namespaces, beside <c>fping -i0</c> with the same targets and size, alternating. Targets: at least 0.8 of
/// its pings a second at no more than 1.2 times its processor time a ping; and a round with 300 dead ends within 1.2 s at a time-out of 1 s.
/// </summary>
internal static class NetworkPingBench
{
    private const int Targets = 1000;
    private const int DeadEnds = 300;
    private const int Races = 5;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <param name="words">Pings of every target in one race (200).</param>
    public static async Task RunAsync(string[] words, Scorecard score)
    {
        if (TestNetwork.Obstacle is { } obstacle)
        {
            Console.WriteLine(obstacle);
            return;
        }
        var times = words is [var given, ..] ? int.Parse(given, CultureInfo.InvariantCulture) : 200;
        using var network = new TestNetwork();
        var (here, there) = (network.Add("here"), network.Add("there"));
        TestNetwork.Cable(here, "left", "10.99.0.1/30", there, "right", "10.99.0.2/30");
        TestNetwork.Set(here, "route add 10.99.0.0/16 via 10.99.0.2");
        TestNetwork.Set(there, "route add local 10.99.4.0/22 dev lo");
        TestNetwork.Set(there, "route add blackhole 10.99.8.0/22");
        var living = Enumerable.Range(0, Targets).Select(i => Address(4, i)).ToArray();
        await RaceAsync(here, living, times, score);
        await RoundAsync(here, [.. Enumerable.Range(0, Targets).Select(i => Address(i % 10 < 10 - 10 * DeadEnds / Targets ? 4 : 8, i))], score);
    }

    private static async Task RaceAsync(string here, IPAddress[] targets, int times, Scorecard score)
    {
        using var engine = TestNetwork.Inside(here, () => EchoEngine.Open(new EchoSettings(MostPerSecond: 0)));
        var file = Path.GetTempFileName();
        await File.WriteAllLinesAsync(file, targets.Select(t => t.ToString()));
        for (var i = 0; i < 30; i++) await engine.RoundAsync(targets, Second, default); // fping has nothing to compile
        var (rates, costs, ours) = (new List<double>(), new List<double>(), new List<double>());
        for (var race = 0; race < Races; race++)
        {
            var peer = await FpingAsync(here, file, times);
            var own = await OwnAsync(engine, targets, times);
            rates.Add(own.Rate / peer.Rate);
            costs.Add(own.Cost / peer.Cost);
            ours.Add(own.Rate);
            Console.WriteLine(FormattableString.Invariant($"fping {peer.Rate:#,0} a second, {peer.Cost:F1} µs of processor each; laksana {own.Rate:#,0} a second, {own.Cost:F1} µs; lost {own.Lost}"));
        }
        File.Delete(file);
        score.AtLeast("pings a second / fping -i0, 1,000 targets", 0.8, Median(rates), note: FormattableString.Invariant($"{Median(ours):#,0} a second"));
        score.Under("processor time a ping / fping", 1.2, Median(costs));
    }

    private static async Task<(double Rate, double Cost)> FpingAsync(string here, string targets, int times)
    {
        var (before, watch) = (ProcessorTime.OfEndedChildren(), Stopwatch.StartNew());
        using var fping = Process.Start(new ProcessStartInfo("ip", ["netns", "exec", here, "fping", "-i0", "-p1", "-q", "-b32", "-c", times.ToString(CultureInfo.InvariantCulture), "-t1000", "-f", targets]) { RedirectStandardError = true })!;
        var said = await fping.StandardError.ReadToEndAsync();
        await fping.WaitForExitAsync();
        // The last line's reply may be late by its time-out; what counts is from the first to the last ping.
        if (!said.Contains($"{times}/{times}/0%", StringComparison.Ordinal)) throw new InvalidOperationException("fping said: " + said[..Math.Min(500, said.Length)]);
        var pings = (double)Targets * times;
        return (pings / watch.Elapsed.TotalSeconds, (ProcessorTime.OfEndedChildren() - before) * 1e6 / pings);
    }

    private static async Task<(double Rate, double Cost, int Lost)> OwnAsync(EchoEngine engine, IPAddress[] targets, int times)
    {
        var (before, watch, lost) = (ProcessorTime.OfThisProcess(), Stopwatch.StartNew(), 0);
        for (var i = 0; i < times; i++) lost += (await engine.RoundAsync(targets, Second, default)).Answers.Count(a => a.Verdict != EchoVerdict.Answered);
        var pings = (double)targets.Length * times;
        return (pings / watch.Elapsed.TotalSeconds, (ProcessorTime.OfThisProcess() - before) * 1e6 / pings, lost);
    }

    private static async Task RoundAsync(string here, IPAddress[] targets, Scorecard score)
    {
        using var engine = TestNetwork.Inside(here, () => EchoEngine.Open()); // at its usual pace
        var longest = TimeSpan.Zero;
        for (var i = 0; i < Races; i++)
        {
            var watch = Stopwatch.StartNew();
            var round = await engine.RoundAsync(targets, Second, default);
            longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, watch.Elapsed.Ticks));
            var dead = round.Answers.Count(a => a.Verdict == EchoVerdict.Silent);
            if (dead != DeadEnds) throw new InvalidOperationException($"{dead} dead ends instead of {DeadEnds}.");
        }
        score.Under("round of 1,000 targets with 300 dead ends, the longest of five", 1.2, longest.TotalSeconds, "s");
    }

    private static IPAddress Address(int third, int number) => new([10, 99, (byte)(third + number / 256 % 4), (byte)(number % 256)]);

    private static double Median(List<double> numbers) => numbers.Order().ElementAt(numbers.Count / 2);
}
