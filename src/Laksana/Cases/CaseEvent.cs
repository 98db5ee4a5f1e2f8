using System.Text.Json.Serialization;
using Laksana.Officers;

namespace Laksana.Cases;

/// <summary>
/// Something that happened in a case. A case is its events: <see cref="CaseEngine.Apply"/> folds them into a <see cref="CaseState"/>.
/// Stored as exact UTF-8 bytes (see docs/register.md); a change of a body's meaning gets a new body version, never an edit.
/// </summary>
public abstract record CaseEvent
{
    /// <summary>When it was recorded (UTC).</summary>
    [JsonPropertyOrder(-2)]
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it and by which authority; null when the program did it by itself (a schedule, a sweep, a machine step's result).</summary>
    [JsonPropertyOrder(-1)]
    public Authority? By { get; init; }

    /// <summary>Where somebody without an account did it (<see cref="PublicChannel"/>); null for everything that is done inside the office.</summary>
    [JsonPropertyOrder(-1)]
    public string? Channel { get; init; }
}

/// <summary>
/// By which right an officer acted: the position and capacity that play the role in the sheet, or the rule that let him stand in.
/// </summary>
/// <param name="Officer">Id of the officer within the office; never a name.</param>
/// <param name="Role">Role in the sheet that this act belongs to; null for an administrator's act.</param>
public sealed record Authority(string Officer, string? Position, Capacity Capacity, string? Warrant, string? Role, AuthorityBasis Basis)
{
    /// <summary>The officer whose decision this was, when staff recorded it for him.</summary>
    public OnBehalf? OnBehalf { get; init; }
}

public enum AuthorityBasis
{
    /// <summary>The officer's own position plays the role.</summary>
    Role,
    /// <summary>A position above the one that plays the role (returning, reassigning, cancelling).</summary>
    Superior,
    /// <summary>Named by the sheet's second-officer rule because nobody else may do the row.</summary>
    StandIn,
    /// <summary>Recorded for a superior from his signed paper.</summary>
    OnBehalf,
    /// <summary>Administrator of the installation for this office.</summary>
    Administrator,
}

/// <summary>A decision recorded by staff: whose it is, and the signed paper's SHA-256 (hex) among the case's documents.</summary>
/// <param name="Capacity">As what the superior held the position when it was recorded; null in events of body version 1, which did not say it.</param>
/// <param name="Warrant">Number of the warrant of a Plt. or Plh.</param>
public sealed record OnBehalf(string Officer, string Position, string SignedPaper, Capacity? Capacity = null, string? Warrant = null);

/// <summary>A value as an event holds it: in the clear, or for personal data only the salted digest (hex); the value then stands in an erasable table.</summary>
public sealed record RecordedValue(string? Value, string? Digest)
{
    public static RecordedValue Clear(string value) => new(value, null);
}

/// <summary>Time a row took, fixed when it was completed so that a later change of calendar never rewrites it. Whole seconds of working time.</summary>
/// <param name="Handling">From begin to completion, without pauses.</param>
/// <param name="Queueing">From ready to begin.</param>
/// <param name="Waiting">Paused for an outside party.</param>
public sealed record TimeUsed(int Handling, int Queueing, int Waiting);

public sealed record CaseOpened(string Number, string Procedure, int ProcedureVersion,
    IReadOnlyDictionary<string, RecordedValue> Fields, string? Schedule, DateTimeOffset? FireTime) : CaseEvent;

/// <summary>A row may be begun. <paramref name="Run"/> counts the runs of a case from 1.</summary>
public sealed record StepReady(int Run, string Step, string? Site, int Round) : CaseEvent;

/// <summary>An officer took the row. <paramref name="RealTime"/> is set when it was entered afterwards.</summary>
public sealed record StepBegun(int Run, DateTimeOffset? RealTime) : CaseEvent;

public sealed record StepReleased(int Run, string? Reason) : CaseEvent;

public sealed record StepReassigned(int Run, string To, string Reason) : CaseEvent;

/// <summary>A row is done. <paramref name="Outcome"/> for a diamond; <paramref name="RealTime"/> when entered afterwards.</summary>
public sealed record StepCompleted(int Run, IReadOnlyDictionary<string, RecordedValue> Fields, string? Outcome, string? Remark,
    TimeUsed Time, DateTimeOffset? RealTime, bool ByHand) : CaseEvent;

/// <summary>The sender of a report is done; the receiver has yet to acknowledge.</summary>
public sealed record StepReported(int Run, IReadOnlyDictionary<string, RecordedValue> Fields, string? Remark, TimeUsed Time, DateTimeOffset? RealTime) : CaseEvent;

/// <summary>The receiver took note; on a diamond with his decision. <paramref name="Queueing"/>: working seconds the report lay.</summary>
public sealed record ReportAcknowledged(int Run, string? Outcome, string? Remark, int Queueing, DateTimeOffset? RealTime) : CaseEvent;

/// <summary>Sent back for correction: this run ends and <paramref name="To"/> becomes ready again (for the named sites only, on a per-site row).</summary>
public sealed record StepReturned(int Run, string To, IReadOnlyList<string> Sites, string Reason, TimeUsed Time) : CaseEvent;

/// <summary>The office's clock of a run stands still while <paramref name="Party"/> (id of an outside party in the sheet) works.</summary>
public sealed record ClockPaused(int Run, string Party, string Reason) : CaseEvent;

public sealed record ClockResumed(int Run, string? Answer) : CaseEvent;

/// <summary>Machine work was asked for; the runner's row is written in the same transaction. <paramref name="Attempt"/> counts from 1.</summary>
public sealed record ActionStarted(int Run, Guid ActionRun, string Action, int Attempt) : CaseEvent;

/// <summary>The machine's structured result. <paramref name="Result"/> is a JSON object; <paramref name="Proposed"/> an outcome it proposes.</summary>
public sealed record ActionSucceeded(int Run, Guid ActionRun, string Summary, string? Proposed, System.Text.Json.JsonElement Result) : CaseEvent;

public sealed record ActionFailed(int Run, Guid ActionRun, string Reason, string? Hint) : CaseEvent;

public sealed record ActionCancelled(int Run, Guid ActionRun, string Reason) : CaseEvent;

/// <summary>A document was attached. Its bytes are found by <paramref name="Sha256"/> (hex).</summary>
public sealed record DocumentAttached(string Sha256, string Name, string MediaType, long Size, int? Run) : CaseEvent
{
    /// <summary>The sheet's field it was sent for; its <c>terlihat</c> says who may read it. Null: everybody who sees the case.</summary>
    public string? Field { get; init; }
}

/// <summary>Whoever asked for the service wrote to the office. What he wrote is a personal value.</summary>
public sealed record MessageReceived(RecordedValue Text) : CaseEvent;

public sealed record NoteAdded(string Text) : CaseEvent;

/// <summary>A limit passed; said once per run and kind of limit (run 0 is the case's own limit).</summary>
public sealed record LimitPassed(int Run, LimitKind Limit, DateTimeOffset Due) : CaseEvent;

public enum LimitKind { Handling, Queueing, Case }

/// <summary>The officer whose decision was recorded by staff confirmed or disputed it (<paramref name="Event"/> is the version of that event, counted from 1).</summary>
public sealed record OnBehalfConfirmed(int Event, bool Agrees, string? Remark) : CaseEvent;

public sealed record CaseCancelled(string Reason) : CaseEvent;

public sealed record CaseClosed(TimeUsed Time) : CaseEvent;

/// <summary>What the case was about came back: it runs again, from its first row on.</summary>
public sealed record CaseReopened(string Reason) : CaseEvent;

/// <summary>A running case goes on under another version of its sheet; <paramref name="Steps"/> maps the ids of steps that changed name.</summary>
public sealed record CaseMoved(int ToVersion, IReadOnlyDictionary<string, string> Steps, string Reason) : CaseEvent;

/// <summary>The case was tied to another of the office; <paramref name="Other"/> is its number and knows of it through the store, not by an event of its own.</summary>
public sealed record CaseLinked(string Other, LinkKind Kind, string Reason) : CaseEvent;

/// <summary>What a case is to the one it was tied to.</summary>
public enum LinkKind
{
    /// <summary>"Terkait": the two concern the same matter.</summary>
    Related,
    /// <summary>"Lanjutan": it goes on with what the other left.</summary>
    Continuation,
    /// <summary>"Duplikat": the same matter came twice; the other is the one that is worked on.</summary>
    Duplicate,
}

/// <summary>A person's values were erased lawfully; the digests stay.</summary>
public sealed record ValuesErased(IReadOnlyList<string> Fields, string Reason) : CaseEvent;
