using System.Globalization;

namespace Laksana.Backups;

/// <summary>The numbers are those of <c>handover.state</c>.</summary>
public enum HandoverState { Offered, Accepted, Refused, Withdrawn }

/// <summary>A copy as a handover's minute lists it.</summary>
public sealed record HandedCopy(string Backup, string Digest, long Bytes)
{
    internal static string Text(IEnumerable<HandedCopy> copies) => string.Join('\n', copies.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Backup} {c.Digest} {c.Bytes}")));

    internal static IReadOnlyList<HandedCopy> Read(string? text) => text is null ? [] :
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')).Select(w => new HandedCopy(w[0], w[1], long.Parse(w[2], CultureInfo.InvariantCulture)))];
}

/// <summary>A medium on its way from one officer to another.</summary>
/// <param name="Backup">The copy that it is about; null: all that the medium carries.</param>
/// <param name="Measured">The measurement that the acceptance rests on.</param>
/// <param name="Place">Where the receiver keeps it.</param>
/// <param name="Reason">Why he refused.</param>
/// <param name="RecordedBy">Staff who recorded his answer from his signed paper.</param>
public sealed record Handover(Guid Id, int Version, string Medium, string? Backup, string Giver, string Receiver, HandoverState State, string? Note, DateTimeOffset OfferedAt, Guid? Measured,
    IReadOnlyList<HandedCopy> Content, string? Place, string? Reason, DateTimeOffset? AnsweredAt, string? RecordedBy, string? CaseNumber, int? Run)
{
    /// <summary>The machine that measured and the node may differ by so much.</summary>
    internal static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    /// <summary>How long a measurement is of this moment.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromHours(2);

    /// <summary>Why a measurement of that minute cannot carry an acceptance now; null when it can.</summary>
    public static CustodyAnswer.Refused? AgainstTime(DateTimeOffset measured, DateTimeOffset offered, DateTimeOffset now) =>
        measured > now + ClockSlack ? new("code-future")
        : measured < offered - ClockSlack ? new("code-before")
        : measured < now - Fresh - ClockSlack ? new("code-old", (int)Fresh.TotalHours)
        : null;

    /// <summary>Why the officer cannot answer it; null when he can.</summary>
    public CustodyAnswer.Refused? AgainstAnswer(string by) => State != HandoverState.Offered ? new("answered") : Receiver != by ? new("not-receiver") : null;
}
