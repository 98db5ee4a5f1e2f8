using System.Diagnostics;
using System.Globalization;
using Laksana.Register;
using Laksana.Testing;

namespace Laksana.Bench;

/// <summary>How many events a second <see cref="RegisterVerifier"/> recomputes, for seals that gather one act or many.</summary>
internal static class RegisterRate
{
    private const int Rounds = 3;

    private const double Target = 250_000;

    /// <param name="words">Events (1000000), then acts per seal (1 10 1000).</param>
    public static async Task RunAsync(string[] words, Scorecard score)
    {
        var numbers = Array.ConvertAll(words, w => int.Parse(w, CultureInfo.InvariantCulture));
        var folder = Directory.CreateTempSubdirectory("laksana-bench-").FullName;
        try
        {
            using var key = SealKey.OpenOrCreate(folder);
            foreach (var acts in numbers is [_, _, ..] ? numbers[1..] : [1, 10, 1000])
                score.AtLeast($"register verify, {acts} act{(acts == 1 ? "" : "s")} a seal", Target, await MeasureAsync(key, numbers is [var events, ..] ? events : 1_000_000, acts),
                    "events/s", acts == 1 ? "two events to a signature, in an office that is nearly at rest" : "");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <returns>The median of the rounds, in events a second.</returns>
    private static async Task<double> MeasureAsync(SealKey key, long events, int actsPerSeal)
    {
        await using var database = await TestDatabase.NewAsync();
        await database.AddOfficeAsync("ukur");
        var load = new RegisterLoad(database, "ukur", key);
        await load.FillAsync(events, actsPerSeal);
        var bytes = await database.ScalarAsync<long>(null, "select sum(length(body)) from event");
        Console.WriteLine($"{load.Events} events of {bytes / load.Events} bytes, {load.Seals} seals ({actsPerSeal} acts each)");
        var rates = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var processor = Process.GetCurrentProcess().TotalProcessorTime;
            var report = await new RegisterVerifier(database.OwnerConnectionString).VerifyAsync(new VerificationOrder("ukur"));
            if (!report.Fits || report.Events != load.Events) throw new InvalidOperationException(string.Join('\n', report.Findings));
            var used = Process.GetCurrentProcess().TotalProcessorTime - processor;
            Console.WriteLine(FormattableString.Invariant(
                $"  {report.Events / report.Duration.TotalSeconds:0} events/s ({report.Duration.TotalSeconds:0.00} s, {used.TotalSeconds:0.00} s of processor here)"));
            rates.Add(report.Events / report.Duration.TotalSeconds);
        }
        return rates.Order().ElementAt(Rounds / 2);
    }
}
