using System.Diagnostics;
using System.Text.Json;
using Laksana.Automation;
using Laksana.Backups;
using Laksana.Database;
using Laksana.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Laksana.Tests.Backups.Proving;

/// <summary>Programs that are killed while they restore for trial.</summary>
public sealed class KilledDrillTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Theory]
    [InlineData(4, 20261116)]
    public Task a_killed_drill_leaves_nothing_and_the_next_program_goes_on(int kills, int seed) => TryAsync(kills, seed);

    [Theory]
    [Trait("Category", "Long")]
    [InlineData(60, 4711)]
    public Task sixty_killed_drills_leave_nothing(int kills, int seed) => TryAsync(kills, seed);

    private async Task TryAsync(int kills, int seed)
    {
        using var office = await DrilledOffice.NewAsync(fixture.Database);
        var backup = await office.TakeAsync();
        var whole = await File.ReadAllBytesAsync(office.FileOf(backup));
        var random = new Random(seed);
        var (job, _) = await office.Jobs.AskAsync(office.Id, DrillJob.Order(backup.Id, DrillReason.NeverProved, "installation", null), default);
        for (var kill = 0; kill < kills; kill++)
        {
            using var node = await DrillingNode.StartAsync(office);
            // Beginning with the taking of the job, that is after what the killed one before left was swept and its lease is over.
            await UntilAsync(async () => (await office.Jobs.FindAsync(office.Id, job, default))! is var now && (now.Attempt > kill || !now.Going));
            if (!(await office.Jobs.FindAsync(office.Id, job, default))!.Going) (job, _) = await office.Jobs.AskAsync(office.Id, DrillJob.Order(backup.Id, null, "installation", null), default);
            await Task.Delay(random.Next(0, 4000));
            node.Kill();
            await node.WaitForExitAsync();
            // Never said to be what nobody has established.
            var level = (await office.Book.FindAsync(office.Id, backup.Id, default))!.Level;
            Assert.Equal((await office.Drills.ListAsync(office.Id, 100, default)).Count > 0 ? BackupLevel.Proved : BackupLevel.None, level);
        }
        using (var last = await DrillingNode.StartAsync(office))
        {
            await UntilAsync(async () => !(await office.Jobs.FindAsync(office.Id, job, default))!.Going);
            last.StandardInput.Close();
            await last.WaitForExitAsync();
        }
        Assert.Equal(ActionRunStatus.Succeeded, (await office.Jobs.FindAsync(office.Id, job, default))!.Status);
        Assert.Equal(BackupLevel.Proved, (await office.Book.FindAsync(office.Id, backup.Id, default))!.Level);
        Assert.Single(await office.Drills.ListAsync(office.Id, 100, default), d => d.Id == job);
        Assert.Equal(["giliran"], Directory.GetFileSystemEntries(office.Scratch.Directory).Select(f => Path.GetFileName(f)!));
        Assert.DoesNotContain(Process.GetProcesses(), p => p.Id != Environment.ProcessId && Words(p.Id).Contains(office.Scratch.Directory, StringComparison.Ordinal));
        Assert.Equal(whole, await File.ReadAllBytesAsync(office.FileOf(backup)));
    }

    private static string Words(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> reached)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await reached()) await Task.Delay(50, patience.Token);
    }
}

/// <summary>This executable as a node that does drills alone, until it is killed or its input closes.</summary>
internal static class DrillingNode
{
    private const string Variable = "LAKSANA_TEST_DRILLS";

    private sealed record Orders(string Owner, string Application, string Root, string Backups);

    public static string? Asked => Environment.GetEnvironmentVariable(Variable);

    public static async Task<Process> StartAsync(DrilledOffice office)
    {
        var description = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = "/" };
        description.Environment[Variable] = JsonSerializer.Serialize(new Orders(office.Database.OwnerConnectionString, office.Database.ApplicationConnectionString, office.Root, office.Settings.Directory));
        var node = Process.Start(description)!;
        Assert.Equal("ready", await node.StandardOutput.ReadLineAsync());
        return node;
    }

    public static async Task<int> ServeAsync(string asked)
    {
        var orders = JsonSerializer.Deserialize<Orders>(asked)!;
        await using var database = await LaksanaDatabase.ReachAsync(orders.Owner, orders.Application);
        var clock = TimeProvider.System;
        var (book, scratch) = (new BackupBook(database, clock), ProofSettings.In(orders.Root) with { Reserve = 0 });
        var proof = new BackupProof(database, new BackupSettings(orders.Backups, []), scratch, new BackupKeys(database, orders.Root, clock), new GoodCopies(database), clock);
        var runner = new BackupJobRunner(database, [new DrillJob(book, proof, scratch)],
            new RunnerSettings { Node = "uji-" + Environment.ProcessId, Lease = TimeSpan.FromSeconds(2), Heartbeat = TimeSpan.FromSeconds(0.5), Poll = TimeSpan.FromMilliseconds(200), MostTakings = 1000 }, clock, NullLogger<BackupJobRunner>.Instance);
        using var end = new CancellationTokenSource();
        var work = runner.RunAsync(end.Token);
        Console.WriteLine("ready");
        await Task.WhenAny(work, Console.In.ReadToEndAsync());
        await end.CancelAsync();
        await work;
        return 0;
    }
}
