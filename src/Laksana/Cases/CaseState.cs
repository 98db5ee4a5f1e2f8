using System.Collections.Immutable;

namespace Laksana.Cases;

/// <summary>What a case's events add up to. Immutable; <see cref="Version"/> is the number of events applied.</summary>
public sealed record CaseState
{
    public required string Number { get; init; }
    public required string Procedure { get; init; }
    public required int ProcedureVersion { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public Authority? OpenedBy { get; init; }
    /// <summary>Where the public opened it (<see cref="PublicChannel"/>); null when the office or a schedule did.</summary>
    public string? Channel { get; init; }
    public int Version { get; init; }
    public CaseStatus Status { get; init; } = CaseStatus.Running;
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Values given so far, last one wins; personal ones hold the digest.</summary>
    public ImmutableDictionary<string, RecordedValue> Fields { get; init; } = ImmutableDictionary<string, RecordedValue>.Empty;
    /// <summary>Every digest a personal field has had, so that erasing reaches corrected values too.</summary>
    public ImmutableDictionary<string, ImmutableList<string>> Digests { get; init; } = ImmutableDictionary<string, ImmutableList<string>>.Empty;
    /// <summary>Every run so far, in order of readiness; <c>Runs[n-1].Run == n</c>.</summary>
    public ImmutableList<StepRun> Runs { get; init; } = [];
    public ImmutableList<DocumentAttached> Documents { get; init; } = [];
    /// <summary>Values that the public gave, as it gave them: what staff wrote later stands in <see cref="Fields"/> alone.</summary>
    public ImmutableDictionary<string, RecordedValue> FromApplicant { get; init; } = ImmutableDictionary<string, RecordedValue>.Empty;
    /// <summary>When whoever asked for the service wrote to the office. What he wrote has its digests under <see cref="Messages"/>.</summary>
    public ImmutableList<DateTimeOffset> MessagesAt { get; init; } = [];
    /// <summary>Other cases that this one was tied to; those tied to it are found by <see cref="CaseLinks"/>.</summary>
    public ImmutableList<CaseLinked> Links { get; init; } = [];
    public bool CaseLimitPassed { get; init; }
    /// <summary>How many runs it had when it was last reopened: their times were counted when it was closed.</summary>
    public int RunsBefore { get; init; }
    /// <summary>When it lay closed before it was reopened.</summary>
    public ImmutableList<ClockStop> Closures { get; init; } = [];
    /// <summary>Decisions that staff recorded for a superior, by the version of their event.</summary>
    public ImmutableDictionary<int, OnBehalfAct> OnBehalfActs { get; init; } = ImmutableDictionary<int, OnBehalfAct>.Empty;

    /// <summary>Name under which the digests of his messages are kept: no field can have it.</summary>
    public const string Messages = "@pesan";

    /// <summary>Whether a value is still as the public gave it.</summary>
    public bool IsFromApplicant(string key) => FromApplicant.TryGetValue(key, out var given) && Fields.GetValueOrDefault(key) == given;

    /// <summary>Runs whose clock stands still until whoever asked for the service answers.</summary>
    public IEnumerable<StepRun> WaitingForApplicant(Procedures.Procedure procedure) => Status != CaseStatus.Running ? []
        : Runs.Where(r => r.Status == RunStatus.Paused && r.Pauses is [.., { Until: null } now] && procedure.Parties.Any(p => p.IsApplicant && p.Id == now.Party));

    public StepRun? FindRun(int run) => run >= 1 && run <= Runs.Count ? Runs[run - 1] : null;

    public IEnumerable<StepRun> OpenRuns => Runs.Where(r => r.IsOpen);

    /// <summary>Officers who had a hand in the case: opened it, did a part of it, or recorded one for a superior.</summary>
    public IEnumerable<string> Hands() =>
        Runs.SelectMany(r => r.DoneBy.Concat(r.RecordedBy)).Concat(OpenedBy is null ? [] : [OpenedBy.Officer]).Distinct(StringComparer.Ordinal);
}

public enum CaseStatus { Running, Closed, Cancelled }

/// <summary>One passage through a row (a row returned to is a new run).</summary>
public sealed record StepRun
{
    public required int Run { get; init; }
    public required string Step { get; init; }
    public string? Site { get; init; }
    /// <summary>1 the first time the row (at this site) is reached, 2 the second …</summary>
    public required int Round { get; init; }
    public required RunStatus Status { get; init; }
    public required DateTimeOffset ReadyAt { get; init; }
    /// <summary>From when on it could be done: the real end of what came before it, earlier than <see cref="ReadyAt"/> when that was entered afterwards.</summary>
    public DateTimeOffset FreeAt { get; init; }
    /// <summary>Who works on it, or last did.</summary>
    public string? Officer { get; init; }
    /// <summary>It became ready because work was sent back to it.</summary>
    public bool SentBack { get; init; }
    /// <summary>Everyone who did part of this run, for the second-officer rule.</summary>
    public ImmutableList<string> DoneBy { get; init; } = [];
    /// <summary>Staff who recorded a part of it for a superior: their hands count like his for the second-officer rule.</summary>
    public ImmutableList<string> RecordedBy { get; init; } = [];
    public DateTimeOffset? BegunAt { get; init; }
    public DateTimeOffset? ReportedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public ImmutableList<ClockStop> Pauses { get; init; } = [];
    public string? Outcome { get; init; }
    public string? ReturnedBecause { get; init; }
    public TimeUsed? Time { get; init; }
    public MachineWork? Machine { get; init; }
    public bool HandlingLimitPassed { get; init; }
    public bool QueueLimitPassed { get; init; }
    public bool EnteredAfterwards { get; init; }
    public bool OnBehalf { get; init; }

    public bool IsOpen => Status is RunStatus.Ready or RunStatus.Working or RunStatus.Paused or RunStatus.Reported;
}

public enum RunStatus
{
    /// <summary>Lies in the tray: queueing time runs.</summary>
    Ready,
    /// <summary>Someone works on it: handling time runs.</summary>
    Working,
    /// <summary>Begun, but an outside party is awaited: the office's clock stands still.</summary>
    Paused,
    /// <summary>Reported; the receiver has yet to acknowledge.</summary>
    Reported,
    Done,
    Returned,
    /// <summary>Ended without being done: the case was cancelled or moved on without it.</summary>
    Dropped,
}

/// <summary>A decision recorded for <paramref name="Officer"/>; <paramref name="Agrees"/> is null until he confirms or disputes it.</summary>
/// <param name="Recorder">The staff who recorded it.</param>
/// <param name="SignedPaper">SHA-256 (hex) of the paper it was recorded from.</param>
public sealed record OnBehalfAct(string Officer, int Run, string Recorder, string SignedPaper, bool? Agrees);

/// <summary>An interval in which the office's clock stood still; <paramref name="Until"/> is null while it lasts.</summary>
public sealed record ClockStop(DateTimeOffset From, DateTimeOffset? Until, string Party, string Reason);

/// <summary>The machine's part of a run.</summary>
public sealed record MachineWork(Guid ActionRun, string Action, int Attempt, MachineStatus Status, string? Summary, string? Proposed, string? Failure, string? Hint);

public enum MachineStatus { Running, Succeeded, Failed, Cancelled }
