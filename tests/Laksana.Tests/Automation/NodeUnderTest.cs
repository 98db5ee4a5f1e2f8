using System.Diagnostics;
using System.Text.Json;
using Laksana.Automation;
using Laksana.Backups;
using Laksana.Database;
using Microsoft.Extensions.Logging;

namespace Laksana.Tests.Automation;

/// <summary>What a node's process is to do.</summary>
internal sealed record NodeOrders(string Node, string Owner, string Application, string Office)
{
    public double LeaseSeconds { get; init; } = 3;
    public bool Schedules { get; init; }
    /// <summary>It sends messages and does nothing else.</summary>
    public bool Delivers { get; init; }
    public string? BackupFolder { get; init; }
    public string? Source { get; init; }

    public RunnerSettings Runner => new()
    {
        Node = Node, Lease = TimeSpan.FromSeconds(LeaseSeconds), Heartbeat = TimeSpan.FromSeconds(LeaseSeconds / 4), Poll = TimeSpan.FromMilliseconds(200),
    };
}

/// <summary>
/// A node in a process of its own, so that a test can kill or freeze it. It is this executable, told by a variable to be that node instead of
/// running tests; it ends when its input closes, so also when the tests are killed.
/// </summary>
internal sealed class NodeUnderTest : IAsyncDisposable
{
    private const string Variable = "LAKSANA_TEST_NODE";

    private readonly Process _process;

    private NodeUnderTest(Process process) => _process = process;

    public static string? Asked => Environment.GetEnvironmentVariable(Variable);

    public static async Task<NodeUnderTest> StartAsync(NodeOrders orders)
    {
        var description = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = "/" };
        description.Environment[Variable] = JsonSerializer.Serialize(orders);
        var node = new NodeUnderTest(Process.Start(description)!);
        var said = await node._process.StandardOutput.ReadLineAsync();
        return said == "ready" ? node : throw new InvalidOperationException($"{said} {await node._process.StandardOutput.ReadToEndAsync()}");
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public Task FreezeAsync() => SignalAsync("STOP");

    public Task ThawAsync() => SignalAsync("CONT");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    public static async Task<int> ServeAsync(string asked)
    {
        var orders = JsonSerializer.Deserialize<NodeOrders>(asked)!;
        await using var database = await LaksanaDatabase.ReachAsync(orders.Owner, orders.Application);
        using var end = new CancellationTokenSource();
        var work = ServeAsync(orders, database, end.Token);
        Console.WriteLine("ready");
        await Task.WhenAny(work, Console.In.ReadToEndAsync());
        await end.CancelAsync();
        await work;
        return 0;
    }

    private static Task ServeAsync(NodeOrders orders, LaksanaDatabase database, CancellationToken token)
    {
        if (orders.Delivers) return Notices.Sending.Delivery(database, orders.Node, TimeSpan.FromSeconds(orders.LeaseSeconds)).RunAsync(token);
        List<IStepAction> actions = [SlowSteps.Action(database, orders.Node)];
        if (orders.BackupFolder is { } folder)
            actions.Add(new TakeAction(TakeAction.Older, Backups.DumpTrial.TakingOf(database, new BackupSettings(folder, [new BackupSource("besar", orders.Source!, [])])),
                new TakenRuns(new ActionProgress(database), database)));
        var office = new MachineOffice(database, orders.Office, new StepActionRegistry(actions), TimeProvider.System);
        // What a node complains of appears beside the tests' own words.
        var logs = LoggerFactory.Create(to => to.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        var runner = office.Runner(orders.Runner, logs).RunAsync(token);
        return orders.Schedules ? Task.WhenAll(runner, office.Schedules(orders.Node).RunAsync(token)) : runner;
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, _process.Id.ToString()]);
        await kill.WaitForExitAsync();
    }
}

/// <summary>
/// An action that works for a while in the open: it notes each of its steps, and at its end one effect that cannot be taken back and carries
/// the run's id, as every action's must.
/// </summary>
internal static class SlowSteps
{
    public const string Name = "uji.langkah";
    public const int Steps = 20;

    public static async Task PrepareAsync(LaksanaDatabase database) => await Laksana.Testing.TestDatabase.DoAsync(database, null, """
        create table step_done (run uuid, attempt int, node text, step int);
        create table final_effect (run uuid primary key, attempt int);
        grant insert on step_done, final_effect to laksana_app
        """);

    public static IStepAction Action(LaksanaDatabase database, string node) => new TrialAction(Name, async (run, progress, token) =>
    {
        for (var step = 1; step <= Steps; step++)
        {
            await Laksana.Testing.TestDatabase.DoAsync(database, run.Office, "insert into step_done values ($1, $2, $3, $4)", run.Id, run.Attempt, node, step);
            await progress.ReportAsync($"{node}: langkah {step}", (double)step / Steps, token);
            await Task.Delay(100, token);
        }
        await progress.StillMineAsync(token);
        await Laksana.Testing.TestDatabase.DoAsync(database, run.Office, "insert into final_effect values ($1, $2) on conflict do nothing", run.Id, run.Attempt);
        return TrialAction.Fine("Oleh " + node);
    });
}
