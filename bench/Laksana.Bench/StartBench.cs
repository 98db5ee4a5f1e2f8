using System.Diagnostics;
using System.Text.Json;

namespace Laksana.Bench;

/// <summary>
/// From the program's start to its first page on a data directory that is there already, and what it takes of memory: after that page, and
/// at most in the tour, which opens and finishes a case of every procedure. Targets: under 3 s, under 200 MB.
/// </summary>
internal static class StartBench
{
    private const int Starts = 3;
    private const double MostSeconds = 3;
    private const double MostMegabytes = 200;

    public static async Task RunAsync(string[] words, Scorecard score)
    {
        var folder = Directory.CreateTempSubdirectory("laksana-bench-").FullName;
        try
        {
            var first = await StartAsync(folder);
            Print($"first start, with a new database and demo offices: {first.Seconds:F2} s");
            var again = new List<(double Seconds, double Megabytes)>();
            for (var i = 0; i < Starts; i++) again.Add(await StartAsync(folder));
            foreach (var (seconds, megabytes) in again) Print($"start to first page: {seconds:F2} s, {megabytes:F0} MB");
            score.Under("start to first page, existing data directory", MostSeconds, again.Select(s => s.Seconds).Order().ElementAt(Starts / 2), "s");
            score.Note("resident after that page", again.Max(s => s.Megabytes), "MB");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        score.Under("resident in the tour, at most", MostMegabytes, await TourAsync(), "MB");
    }

    private static async Task<(double Seconds, double Megabytes)> StartAsync(string folder)
    {
        var watch = Stopwatch.StartNew();
        await using var served = await ServedOffice.StartAsync(folder, [], "--demo");
        using var caller = new HttpCaller(served.Address, "");
        var status = await caller.GetAsync("/masuk");
        var seconds = watch.Elapsed.TotalSeconds;
        return status == 200 ? (seconds, served.ResidentBytes / 1e6) : throw new InvalidOperationException(caller.Text);
    }

    /// <summary>As the tour itself says of the program that it toured, in MB of a million bytes.</summary>
    private static async Task<double> TourAsync()
    {
        using var tour = ServedOffice.Begin(["tour", "--json"], []);
        _ = tour.StandardError.ReadToEndAsync();
        using var said = JsonDocument.Parse(await tour.StandardOutput.ReadToEndAsync());
        return said.RootElement.GetProperty("memory").GetProperty("peakMiB").GetDouble() * 1024 * 1024 / 1e6;
    }

    private static void Print(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
