using Laksana.Database;

namespace Laksana.Backups;

/// <summary>Where to go instead of a backup or copy that is not good.</summary>
/// <param name="Medium">A copy on this medium; null: in the backup directory.</param>
/// <param name="Level">What it was last found to be.</param>
/// <param name="SameBackup">A copy of the very backup; otherwise another backup of its source, and what came after it is lost.</param>
public sealed record GoodCopy(string Backup, string? Medium, BackupLevel Level, DateTimeOffset CheckedAt, DateTimeOffset TakenAt, bool SameBackup);

/// <summary>Finds the next good copy.</summary>
public sealed class GoodCopies(LaksanaDatabase database)
{
    /// <summary>
    /// Another copy of the same backup that was whole when it was looked at last; else the nearest older backup of the source that was read, else the nearest newer one.
    /// Null when there is none.
    /// </summary>
    /// <param name="medium">Of the copy that is not good; null: the backup in its own place is not.</param>
    public async Task<GoodCopy?> NextAsync(string office, string backup, string? medium, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("""
            with looked as (
                -- Of each copy, in its own place or on a medium, what the last look that could say something found.
                select distinct on (c.backup, coalesce(c.medium, '')) c.backup, c.medium, c.outcome, c.checked_at,
                    case when c.medium is null then b.level
                        else (select max(o.level) from backup_check o where o.office = c.office and o.backup = c.backup and o.medium = c.medium and o.outcome = 0) end as level,
                    b.taken_at, b.state
                from backup_check c join backup b on b.office = c.office and b.id = c.backup
                where c.office = $1 and b.source = (select source from backup where office = $1 and id = $2) and c.outcome < 2
                order by c.backup, coalesce(c.medium, ''), c.number desc)
            select l.backup, l.medium, l.level, l.checked_at, l.taken_at, l.backup = $2 as same
            from looked l, (select taken_at from backup where office = $1 and id = $2) bad
            where l.outcome = 0 and l.level >= 1 and (l.medium is not null or l.state = 0)
                and not (l.backup = $2 and l.medium is not distinct from $3) and (l.backup = $2 or l.level >= 2)
            order by (l.backup = $2) desc, (l.taken_at <= bad.taken_at) desc, abs(extract(epoch from l.taken_at - bad.taken_at)), (l.medium is not null), l.level desc
            limit 1
            """, office, backup, OrNull.Text(medium));
        await using var reader = await batch.ReadAsync(token);
        return !await reader.ReadAsync(token) ? null : new GoodCopy(reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), (BackupLevel)reader.GetInt16(2),
            reader.GetFieldValue<DateTimeOffset>(3), reader.GetFieldValue<DateTimeOffset>(4), reader.GetBoolean(5));
    }
}
