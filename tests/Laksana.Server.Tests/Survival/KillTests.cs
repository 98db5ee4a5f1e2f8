using Xunit;

namespace Laksana.Server.Tests.Survival;

/// <summary>The program is killed at random moments while officers work and machines run; so is its PostgreSQL.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, string> Fault = new()
    {
        ["lokasi"] = "kalibening", ["pelapor"] = "Ibu Marni", ["kontak"] = "0812 3456 7890", ["saluran"] = "telepon", ["keluhan"] = "SIAK tidak bisa dibuka.",
    };

    private static readonly Dictionary<string, string> Backup = new() { ["basis-data"] = "kependudukan", ["waktu-backup"] = "2026-11-20T08:00" };

    [Fact]
    public Task five_kills_lose_nothing_that_was_acknowledged_and_do_nothing_twice() => KillAsync(5);

    [Fact]
    [Trait("Category", "Long")]
    public Task two_hundred_kills_lose_nothing_that_was_acknowledged_and_do_nothing_twice() => KillAsync(200);

    private async Task KillAsync(int kills)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(40));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(patience.Token);
        await using var served = new ServedInstallation();
        await served.StartAsync(demo: true);
        using var caller = new Caller(served.Address, await TokensAsync(served));
        CaseWalker[] walkers =
        [
            new(caller, "pemeliharaan-jaringan", "ratri", Fault, 1), new(caller, "pemeliharaan-jaringan", "galih", Fault, 2), new(caller, "pemeliharaan-jaringan", "ratri", Fault, 3),
            new(caller, "backup-database", "dimas", Backup, 4),
        ];
        var working = Task.WhenAll(walkers.Select(w => w.WalkAsync(stop.Token, patience.Token)));
        var random = new Random(20261120);
        var postgres = 0;
        for (var kill = 1; kill <= kills && !working.IsCompleted; kill++)
        {
            // Now and then long enough for machines to finish.
            await Task.Delay(kill % 10 == 0 ? 5000 : random.Next(1500), patience.Token);
            if (kill % 7 == 3)
            {
                served.KillPostgres();
                postgres++;
                if (random.Next(2) == 0) await Task.Delay(random.Next(1000), patience.Token);
            }
            await served.KillAsync();
            await served.StartAsync(demo: true);
        }
        await stop.CancelAsync();
        await working;
        foreach (var walker in walkers) await walker.FinishAsync(patience.Token);

        await using var database = await served.JoinAsync();
        var told = walkers.SelectMany(w => w.Told).ToList();
        await RegisterCheck.NothingLostNothingTwiceAsync(database, [.. told.Where(t => t.What != "retry")]);
        var machines = await RegisterCheck.MachinesSaidOnceAsync(database);
        await RegisterCheck.BackupsOnceAsync(database, served.Backups);
        await Task.Delay(TimeSpan.FromSeconds(4), patience.Token); // a seal is made every three
        await RegisterCheck.VerifiesAsync(database);
        output.WriteLine(FormattableString.Invariant($"{kills} kills, {postgres} of PostgreSQL; {told.Count} acts acknowledged, {caller.Again} sent again; {machines} machine runs; {told.Count(t => t.What == "open")} cases; {told.Count(t => t.What == "retry")} retries"));
    }

    private static async Task<Dictionary<string, string>> TokensAsync(ServedInstallation served)
    {
        await using var database = await served.JoinAsync();
        return await ServedInstallation.TokensAsync(database, "ratri", "galih", "dimas", "bagus");
    }
}
