using System.Text.Json;
using System.Text.Json.Serialization;
using Laksana.Automation;
using static Laksana.Backups.RecoveryWords;

namespace Laksana.Backups;

/// <summary>What a node is to do on a recovery.</summary>
public enum RecoveryTask { Preflight, Restore, Compare, Swap, Check, Undo, Clear }

/// <param name="Reason">Of an undoing.</param>
public sealed record RecoveryOrder(RecoveryTask Task, string? Reason = null)
{
    internal JsonElement Json => JsonSerializer.SerializeToElement(this, RecoveryOrderJson.Default.RecoveryOrder);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RecoveryOrder))]
internal sealed partial class RecoveryOrderJson : JsonSerializerContext;

/// <summary>The work on a recovery that pages, calls and commands ask for; one piece of it at a time for each recovery.</summary>
public sealed class RecoveryJob(RecoveryWork work, RecoveryBook book, BackupJobs jobs, ActionProgress runs) : IBackupJob
{
    public const string JobKind = "recovery";

    public string Kind => JobKind;

    /// <summary>Asks for work on a recovery, at the machine where its backup lies.</summary>
    public static Task<(Guid Id, bool New)> AskAsync(BackupJobs jobs, Recovery recovery, RecoveryOrder order, string officer, CancellationToken token) =>
        jobs.AskAsync(recovery.Office, new JobOrder(JobKind, recovery.Id, order.Json, officer), token);

    public async Task<JobResult> RunAsync(JobRun run, IActionProgress progress, CancellationToken token)
    {
        var order = run.Arguments.Deserialize(RecoveryOrderJson.Default.RecoveryOrder)!;
        var (office, id, by) = (run.Office, run.Subject, run.AskedBy);
        var recovery = order.Task switch
        {
            RecoveryTask.Preflight => await work.PreflightAsync(office, id, by, progress, token),
            RecoveryTask.Restore => await RestoreAsync(run, progress, token),
            RecoveryTask.Compare => await work.CompareAsync(office, id, by, progress, token),
            RecoveryTask.Swap => await work.SwapAsync(office, id, by, progress, token),
            RecoveryTask.Check => await work.CheckAsync(office, id, by, progress, token),
            RecoveryTask.Undo => await work.UndoAsync(office, id, by, order.Reason ?? "", progress, token),
            _ => await work.ClearAsync(office, id, by, token),
        };
        return new JobResult(Recovering["job." + order.Task, recovery.Source, RecoveryTelling.Tell(recovery.Stage)]);
    }

    /// <summary>What killed programs left in the middle of a recovery is brought to an end, unless somebody works on it or will go on with it.</summary>
    public async Task TidyAsync(string office, IReadOnlyDictionary<Guid, int> alive, CancellationToken token)
    {
        foreach (var recovery in await book.UnfinishedAsync(office, token))
        {
            if (await jobs.GoingAsync(office, JobKind, recovery.Id, token) is not null) continue;
            if (recovery.CaseNumber is { } number && (await runs.ReadAsync(office, number, token)).Any(r => r.Status is ActionRunStatus.Waiting or ActionRunStatus.Running)) continue;
            try
            {
                await work.SettleAsync(recovery, token);
            }
            catch (ActionFailedException)
            {
                // Its server cannot be reached, or another node was first: the next look sees.
            }
        }
    }

    private async Task<Recovery> RestoreAsync(JobRun run, IActionProgress progress, CancellationToken token)
    {
        var restored = await work.RestoreAsync(run.Office, run.Subject, run.AskedBy, run.Attempt, progress, token);
        return restored.Stage == RecoveryStage.Restored ? await work.CompareAsync(run.Office, run.Subject, run.AskedBy, progress, token) : restored;
    }
}
