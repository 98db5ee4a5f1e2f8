using System.Text.Json;
using Laksana.Automation;

namespace Laksana.Backups;

/// <summary>
/// Long work that a page, a call or a command asks for outside a case's row. The same rules as for <see cref="IStepAction"/>: it may be run again after a crash with
/// the same id, so every effect carries that id. An expected failure is an <see cref="ActionFailedException"/>.
/// </summary>
public interface IBackupJob
{
    /// <summary>What it does, e.g. <c>take</c>, <c>drill</c>, <c>copy</c>; stands in <c>backup_job.kind</c>.</summary>
    string Kind { get; }

    Task<JobResult> RunAsync(JobRun run, IActionProgress progress, CancellationToken token);

    /// <summary>Clears away what lost attempts left behind at this node; asked when it starts and now and then.</summary>
    /// <param name="alive">Jobs of the office that a node works on now, with their attempt.</param>
    Task TidyAsync(string office, IReadOnlyDictionary<Guid, int> alive, CancellationToken token) => Task.CompletedTask;
}

/// <param name="Subject">The source or the backup it is about.</param>
/// <param name="Arguments">A JSON object.</param>
/// <param name="Attempt">Counts the takings from 1; may name what one attempt leaves unfinished.</param>
/// <param name="AskedBy">An officer, or <see cref="Officers.AdministrationLog.Installation"/>.</param>
public sealed record JobRun(string Office, Guid Id, string Kind, string Subject, JsonElement Arguments, int Attempt, string AskedBy, DateTimeOffset AskedAt);

/// <summary>What it did, for people; <paramref name="Result"/> is a JSON object without secrets.</summary>
public sealed record JobResult(string Summary, JsonElement? Result = null);

/// <summary>What is asked for.</summary>
/// <param name="Machine">Only on this machine (<see cref="Environment.MachineName"/>), when what it needs is there alone.</param>
public sealed record JobOrder(string Kind, string Subject, JsonElement Arguments, string AskedBy, string? Machine = null);

/// <summary>A job as pages, calls and commands show it.</summary>
/// <param name="Summary">Once it ended: what it did, or why not.</param>
/// <param name="Fraction">0 to 1; null when it cannot be known.</param>
/// <param name="Machine">Where it has to run; null: anywhere.</param>
public sealed record JobNow(Guid Id, string Kind, string Subject, string Arguments, ActionRunStatus Status, int Attempt, IReadOnlyList<string> Lines, double? Fraction, WorkCount? Count,
    string? Summary, string? Hint, string? Result, string AskedBy, string? Machine, DateTimeOffset AskedAt, DateTimeOffset? BegunAt, DateTimeOffset? EndedAt)
{
    public bool Going => Status is ActionRunStatus.Waiting or ActionRunStatus.Running;
}
