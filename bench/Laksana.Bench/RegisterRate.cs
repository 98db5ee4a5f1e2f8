using System.Diagnostics;
using Laksana.Register;
using Laksana.Testing;

namespace Laksana.Bench;

/// <summary>How many events a second <see cref="RegisterVerifier"/> recomputes, for seals that gather one act or many.</summary>
internal static class RegisterRate
{
    private const int Rounds = 3;

    public static async Task RunAsync(long events, params int[] actsPerSeal)
    {
        var folder = Directory.CreateTempSubdirectory("laksana-bench-").FullName;
        try
        {
            using var key = SealKey.OpenOrCreate(folder);
            foreach (var acts in actsPerSeal) await MeasureAsync(key, events, acts);
        }
        finally
        {
            await TestCluster.EndAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(SealKey key, long events, int actsPerSeal)
    {
        await using var database = await TestDatabase.NewAsync();
        await database.AddOfficeAsync("ukur");
        var load = new RegisterLoad(database, "ukur", key);
        await load.FillAsync(events, actsPerSeal);
        var bytes = await database.ScalarAsync<long>(null, "select sum(length(body)) from event");
        Console.WriteLine($"{load.Events} events of {bytes / load.Events} bytes, {load.Seals} seals ({actsPerSeal} acts each)");
        for (var round = 0; round < Rounds; round++)
        {
            var processor = Process.GetCurrentProcess().TotalProcessorTime;
            var report = await new RegisterVerifier(database.OwnerConnectionString).VerifyAsync(new VerificationOrder("ukur"));
            if (!report.Fits || report.Events != load.Events) throw new InvalidOperationException(string.Join('\n', report.Findings));
            var used = Process.GetCurrentProcess().TotalProcessorTime - processor;
            Console.WriteLine(FormattableString.Invariant(
                $"  {report.Events / report.Duration.TotalSeconds:0} events/s ({report.Duration.TotalSeconds:0.00} s, {used.TotalSeconds:0.00} s of processor here)"));
        }
    }
}
