using System.Text.Json.Serialization;

namespace Laksana.Cases;

/// <summary>What the tray shows of an open run; derived, never decided upon.</summary>
internal sealed record TaskRow(string Role, string Queue, string? Officer, string? Sender, DateTimeOffset Since, DateTimeOffset? DueAt, string? Party, bool Late, bool Returned)
{
    public static TaskRow Of(Rights rights, CaseState state, StepRun run, RunningLimit? limit)
    {
        var step = rights.Procedure.Step(run.Step);
        var reported = run.Status == RunStatus.Reported;
        return new TaskRow(
            reported ? step.ReportsTo! : step.Role,
            rights.QueueOf(state, run),
            reported ? null : run.Officer,
            reported ? run.DoneBy.LastOrDefault() : null,
            reported ? run.ReportedAt!.Value : run.ReadyAt,
            limit?.Due?.At,
            run.Status == RunStatus.Paused ? run.Pauses[^1].Party : null,
            run.Status is RunStatus.Ready or RunStatus.Reported ? run.QueueLimitPassed : run.HandlingLimitPassed,
            run.SentBack);
    }
}

/// <summary>JSON of the store's own columns.</summary>
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class CaseJson : JsonSerializerContext;
