using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;

namespace Laksana.Server.Api;

/// <summary>A case as its caller may see it.</summary>
internal sealed record CaseView
{
    public required string Number { get; init; }
    /// <summary>Id of the sheet.</summary>
    public required string Sheet { get; init; }
    /// <summary>The version of the sheet that the case is on.</summary>
    public required int SheetVersion { get; init; }
    public required string SheetTitle { get; init; }
    /// <summary>The case's title, made from its fields.</summary>
    public required string Subject { get; init; }
    public required CaseStatus Status { get; init; }
    /// <summary>How many events there are; also the ETag, and what If-Match is held against.</summary>
    public required int Version { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    /// <summary>Null when a schedule opened it.</summary>
    public ActorView? OpenedBy { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    /// <summary>The case's own limit, while it runs and the sheet has one.</summary>
    public DueView? Due { get; init; }
    /// <summary>The case's own limit has passed.</summary>
    public required bool Late { get; init; }
    /// <summary>Values given so far by field name; on a per-site row by <c>name@site</c>.</summary>
    public required IReadOnlyDictionary<string, ValueView> Fields { get; init; }
    /// <summary>Every passage through a row so far, in order of readiness.</summary>
    public required IReadOnlyList<RunView> Runs { get; init; }
    public required IReadOnlyList<DocumentView> Documents { get; init; }
    /// <summary>Cases that this one is tied to, or that are tied to it.</summary>
    public required IReadOnlyList<LinkView> Links { get; init; }
    /// <summary>What the caller may do with the case as a whole.</summary>
    public required IReadOnlyList<CaseAct> Acts { get; init; }
    /// <summary>Versions of the events in which a decision of the caller was recorded that he has yet to confirm.</summary>
    public required IReadOnlyList<int> ToConfirm { get; init; }
}

/// <summary>A value of a case. A personal one that is not for the caller, or was erased, has no <c>value</c>.</summary>
internal sealed record ValueView(string? Value, bool Personal);

/// <summary>Who did something, and by which right.</summary>
internal sealed record ActorView(string Officer, string Name, string? Position, string? PositionTitle, Capacity Capacity, string? Warrant, string? Role, AuthorityBasis Basis)
{
    /// <summary>The superior whose decision this was, when staff recorded it from his signed paper.</summary>
    public OnBehalfView? OnBehalf { get; init; }
}

/// <param name="SignedPaper">SHA-256 (hex) of the picture of the signed paper.</param>
/// <param name="Capacity">As what he held the position; missing in old events, which did not say it.</param>
internal sealed record OnBehalfView(string Officer, string Name, string PositionTitle, string SignedPaper, Capacity? Capacity = null, string? Warrant = null);

/// <summary>Another case that this one is tied to.</summary>
/// <param name="Kind"><c>related</c>, <c>continuation</c> or <c>duplicate</c>: what this case is to the other, or the other to this where <paramref name="Own"/> is false.</param>
/// <param name="Subject">Missing where the caller may not see that case.</param>
internal sealed record LinkView(string Number, LinkKind Kind, bool Own, string? Subject, CaseStatus Status);

/// <summary>An officer by id and name.</summary>
internal sealed record OfficerRef(string Officer, string Name);

/// <summary>A limit that runs now.</summary>
/// <param name="Amount">Working time, in words.</param>
/// <param name="At">When it is used up; missing while the office's clock stands still.</param>
/// <param name="Explanation">The sum behind the moment, in one sentence.</param>
internal sealed record DueView(string Amount, DateTimeOffset Since, DateTimeOffset? At, bool Passed, string? Explanation)
{
    /// <summary>Which limit it is.</summary>
    public required LimitKind Limit { get; init; }
}

/// <summary>One passage through a row; a row that is returned to is a new one.</summary>
internal sealed record RunView
{
    /// <summary>Names the passage in calls.</summary>
    public required int Run { get; init; }
    /// <summary>Id of the row in the sheet.</summary>
    public required string Step { get; init; }
    /// <summary>The row's number on the form; missing, like what follows from the sheet, where the case has moved to a version without it.</summary>
    public string? Row { get; init; }
    public string? Activity { get; init; }
    /// <summary>The time that the sheet gives the row, in its words (<c>10 - 30 menit</c>); missing where it gives none.</summary>
    public string? StandardTime { get; init; }
    /// <summary>The column whose officers must act now: the row's, or its receiver's once it is reported.</summary>
    public string? Role { get; init; }
    public string? RoleTitle { get; init; }
    public string? Site { get; init; }
    public string? SiteName { get; init; }
    public required int Round { get; init; }
    public required RunStatus Status { get; init; }
    public required DateTimeOffset ReadyAt { get; init; }
    public DateTimeOffset? BegunAt { get; init; }
    public DateTimeOffset? ReportedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    /// <summary>Who works on it, or last did.</summary>
    public OfficerRef? Officer { get; init; }
    public string? Outcome { get; init; }
    public string? ReturnedBecause { get; init; }
    /// <summary>Working seconds, fixed when the row was done.</summary>
    public TimeUsed? Time { get; init; }
    public required bool HandlingLate { get; init; }
    public required bool QueueingLate { get; init; }
    public required bool EnteredAfterwards { get; init; }
    public required bool OnBehalf { get; init; }
    public required IReadOnlyList<ClockStop> Pauses { get; init; }
    public MachineWork? Machine { get; init; }
    /// <summary>Only while the row is open.</summary>
    public OpenRunView? Open { get; init; }
}

/// <summary>What an open row asks, and of whom.</summary>
internal sealed record OpenRunView
{
    /// <summary>What the caller may do with it.</summary>
    public required IReadOnlyList<CaseAct> Acts { get; init; }
    /// <summary>Who may act on it now.</summary>
    public required IReadOnlyList<OfficerRef> MayAct { get; init; }
    /// <summary>The limit that runs now; missing where there is none.</summary>
    public DueView? Due { get; init; }
    /// <summary>The values that completing it asks for; none once it is reported.</summary>
    public required IReadOnlyList<Field> Fields { get; init; }
    /// <summary>The labelled ways out that whoever acts now must choose from; none where nothing is decided.</summary>
    public required IReadOnlyList<string> Outcomes { get; init; }
    /// <summary>Steps that it may be sent back to.</summary>
    public required IReadOnlyList<string> ReturnTo { get; init; }
    /// <summary>The role that the report goes to.</summary>
    public string? ReportsTo { get; init; }
    /// <summary>The outside party that the row always waits for.</summary>
    public string? WaitsFor { get; init; }
    /// <summary>The machine work of the row.</summary>
    public string? Action { get; init; }
    /// <summary>The machine of this installation does it; false: it is done by hand with the form.</summary>
    public bool ByMachine { get; init; }
}

/// <param name="Sha256">Names the document in calls (hex).</param>
/// <param name="Run">The passage it was attached to.</param>
internal sealed record DocumentView(string Sha256, string Name, string MediaType, long Size, int? Run, DateTimeOffset At, ActorView? By);
