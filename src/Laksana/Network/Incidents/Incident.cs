namespace Laksana.Network;

public enum IncidentState { Open = 0, Recovered = 1, PartOfAnother = 2 }

/// <summary>Something broke: one cause, whatever stands behind it.</summary>
public sealed record Incident
{
    /// <summary>GGN-2026-0001.</summary>
    public required string Number { get; init; }
    public required string Element { get; init; }
    public required IncidentState State { get; init; }
    public required IncidentKind Kind { get; init; }
    /// <summary>The first failure.</summary>
    public required DateTimeOffset BeganAt { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    /// <summary>The first answer again.</summary>
    public DateTimeOffset? EndedAt { get; init; }
    public string? PartOf { get; init; }
    public IReadOnlyList<string> Between { get; init; } = [];
    public int Affected { get; init; }
    public int Reopened { get; init; }
    /// <summary>How many levels have been told.</summary>
    public int Level { get; init; }
    public DateTimeOffset? NextAt { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }
    public string? AcknowledgedBy { get; init; }
    public IReadOnlyList<IReadOnlyList<string>> Evidence { get; init; } = [];
    public DateTimeOffset? CaseAt { get; init; }
    public DateTimeOffset CaseTime { get; init; }
    public string? CaseNumber { get; init; }
}

/// <summary>A line of an incident's own history.</summary>
/// <param name="Kind">One of <see cref="IncidentEvents"/>.</param>
public sealed record IncidentEvent(int Place, DateTimeOffset At, string Kind, IReadOnlyList<string> Arguments, string? Officer);

/// <summary>What happens to incidents, as it is stored; the words for people stand under <c>event.…</c>.</summary>
public static class IncidentEvents
{
    public const string Opened = "opened", Reopened = "reopened", Widened = "widened", TookIn = "took-in", Merged = "merged", Recovered = "recovered", Dropped = "dropped", Told = "told",
        Acknowledged = "acknowledged", CaseOpened = "case-opened", CaseAdopted = "case-adopted", CaseNoted = "case-noted", CaseReopened = "case-reopened", CaseRefused = "case-refused", Corrected = "corrected";
}
