using System.Globalization;
using Laksana.Database;
using Laksana.Officers;

namespace Laksana.Backups;

/// <summary>A statement with its positional parameters, to be run in the transaction of an act.</summary>
internal sealed record CustodyStatement(string Sql, params object?[] Values);

/// <summary>What acts of custody write, whether they are done on a page of their own or as a row of a case: the same in both.</summary>
internal static class CustodyStatements
{
    public static CustodyStatement Check(string office, MediumCheck c) => new("""
        insert into medium_check (office, id, medium, backup, way, whole, code, bytes, seconds, detail, machine, checked_by, measured_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """, office, c.Id, c.Medium, OrNull.Text(c.Backup), (short)c.Way, c.Whole, OrNull.Text(c.Code), c.Bytes, c.Seconds, c.Detail, OrNull.Text(c.Machine), c.CheckedBy, c.MeasuredAt);

    /// <summary>The medium was measured; what it was found to hold is <see cref="Copy"/>.</summary>
    public static CustodyStatement Measured(string office, MediumCheck c) =>
        new("update medium set checked_at = greatest(checked_at, $3) where office = $1 and label = $2", office, c.Medium, c.MeasuredAt);

    public static CustodyStatement Copy(string office, string medium, string backup, CopyState state, DateTimeOffset at) =>
        new("update medium_copy set state = $4, checked_at = $5 where office = $1 and medium = $2 and backup = $3", office, medium, backup, (short)state, at);

    public static CustodyStatement Handover(string office, Handover h) => new("""
        insert into handover (office, id, medium, backup, giver, receiver, state, note, offered_at, measured, content, place, reason, answered_at, recorded_by, case_number, run)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        """, office, h.Id, h.Medium, OrNull.Text(h.Backup), h.Giver, h.Receiver, (short)h.State, OrNull.Text(h.Note), h.OfferedAt, h.Measured, HandedCopy.Text(h.Content), OrNull.Text(h.Place), OrNull.Text(h.Reason),
        OrNull.Moment(h.AnsweredAt), OrNull.Text(h.RecordedBy), OrNull.Text(h.CaseNumber), h.Run);

    /// <summary>The medium is in another's hands. Somebody who changed it since it was looked at makes the transaction fail.</summary>
    /// <param name="place">Null: as before.</param>
    public static IEnumerable<CustodyStatement> Taken(string office, Medium medium, string holder, string? place)
    {
        yield return new("select require_medium($1, $2, $3)", office, medium.Label, medium.Version);
        yield return new("update medium set version = version + 1, holder = $3, place = coalesce($4, place) where office = $1 and label = $2", office, medium.Label, holder, OrNull.Text(place));
    }

    public static CustodyStatement Log(string office, string by, string act, string label, IReadOnlyList<(string Name, string? Value)> details, DateTimeOffset now, string? reason = null)
    {
        var (sql, values) = AdministrationLog.Statement(office, by, act, label, details, now, reason);
        return new(sql, values);
    }

    /// <summary>What the log says of a handover.</summary>
    public static (string Name, string? Value)[] Details(Handover h, MeasureCode? code) =>
    [
        ("giver", h.Giver), ("receiver", h.Receiver), ("backup", h.Backup), ("code", code?.ToString()), ("place", h.Place), ("case", h.CaseNumber), ("recorded-by", h.RecordedBy),
        ("copies", h.Content.Count > 0 ? h.Content.Count.ToString(CultureInfo.InvariantCulture) : null),
        ("digest", h.Content is [{ Digest: var only }] ? only : null),
    ];

    public static async Task RunAsync(this OfficeTransaction transaction, IEnumerable<CustodyStatement> statements, CancellationToken token)
    {
        foreach (var (sql, values) in statements)
        {
            await using var command = transaction.Command(sql, values);
            await command.ExecuteNonQueryAsync(token);
        }
    }
}
