using System.Collections.Concurrent;
using System.Text.Json;
using Laksana.Automation;

namespace Laksana.Tests.Automation;

/// <summary>An action made of a function.</summary>
internal sealed class TrialAction(string name, Func<ActionRun, IActionProgress, CancellationToken, Task<ActionResult>> work) : IStepAction
{
    public string Name => name;

    public ConcurrentQueue<ActionRun> Runs { get; } = new();

    public Task<ActionResult> RunAsync(ActionRun run, IActionProgress progress, CancellationToken token)
    {
        Runs.Enqueue(run);
        return work(run, progress, token);
    }

    public static ActionResult Fine(string summary = "Selesai.", string? proposed = null) => new(summary, JsonSerializer.SerializeToElement(new { baik = true }), proposed);
}

/// <summary>Runs a node's runner beside a test and ends it with the test.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Task _work;

    public RunningNode(Func<CancellationToken, Task> work) => _work = Task.Run(() => work(_end.Token));

    public static RunningNode Of(MachineOffice office, RunnerSettings settings) => new(office.Runner(settings).RunAsync);

    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await _work;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _end.Dispose();
    }
}
