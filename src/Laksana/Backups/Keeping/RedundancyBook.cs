using Laksana.Database;
using Laksana.Officers;
using Npgsql;

namespace Laksana.Backups;

/// <summary>Reads where the data of each source stands, for the 3-2-1-1-0 picture.</summary>
public sealed class RedundancyBook(LaksanaDatabase database, BackupSettings settings, WatchBook watch, TimeProvider clock)
{
    public const string ServerKind = "server-disk";

    public async Task<IReadOnlyList<ThreeTwoOne>> ReadAsync(OfficeAtWork office, CancellationToken token)
    {
        var (limits, _) = await watch.SettingsAsync(office.Id, token);
        var young = clock.GetUtcNow().AddDays(-limits.CopyDays);
        await using var batch = database.Batch(office.Id);
        // The newest good backup of each source in the backup directory; older ones beside it are no further copies of today's data.
        batch.Add("""
            select distinct on (source) source, id, taken_at, level, level_at from backup where office = $1 and state = 0 and level >= 1 and taken_at >= $2 order by source, taken_at desc, id desc
            """, office.Id, young);
        // Of each medium the newest copy of a source.
        batch.Add("""
            select distinct on (b.source, c.medium) b.source, c.medium, b.id, b.taken_at, m.kind, m.place, c.state, c.checked_at, m.holder is not null,
                exists (select from medium_seen s where s.office = m.office and s.medium = m.label and s.seen_at > clock_timestamp() - interval '1 minute'), b.level
            from medium_copy c join medium m on m.office = c.office and m.label = c.medium join backup b on b.office = c.office and b.id = c.backup
            where c.office = $1 and m.state = 0 and b.taken_at >= $2 order by b.source, c.medium, b.taken_at desc, b.id desc
            """, office.Id, young);
        batch.Add("select source, count(*) from backup where office = $1 and state = 2 and taken_at >= $2 group by source", office.Id, young);
        batch.Add("select distinct source from backup where office = $1 and level = 3 and state <> 2", office.Id);
        await using var reader = await batch.ReadAsync(token);
        var own = await ListAsync(reader, r => (Source: r.GetString(0), Place: Own(r)), token);
        await reader.NextResultAsync(token);
        var media = await ListAsync(reader, r => (Source: r.GetString(0), Place: OnMedium(r, limits)), token);
        await reader.NextResultAsync(token);
        var damaged = (await ListAsync(reader, r => (r.GetString(0), (int)r.GetInt64(1)), token)).ToDictionary(d => d.Item1, d => d.Item2, StringComparer.Ordinal);
        await reader.NextResultAsync(token);
        var proved = (await ListAsync(reader, r => r.GetString(0), token)).ToHashSet(StringComparer.Ordinal);
        return [.. settings.All(office.Id).Select(s => s.Name).Union(own.Select(o => o.Source), StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(source =>
        {
            List<CopyPlace> places = [Live, .. own.Where(o => o.Source == source).Select(o => o.Place), .. media.Where(m => m.Source == source).Select(m => m.Place)];
            return new ThreeTwoOne(source, places, damaged.GetValueOrDefault(source) + places.Count(p => !p.Good), proved.Contains(source));
        })];
    }

    private static CopyPlace Live => new(null, null, null, ServerKind, null, false, false, BackupLevel.None, true, null);

    private static CopyPlace Own(NpgsqlDataReader r) => new(null, r.GetString(1), r.GetFieldValue<DateTimeOffset>(2), ServerKind, null, false, false, (BackupLevel)r.GetInt16(3), true,
        r.IsDBNull(4) ? null : r.GetFieldValue<DateTimeOffset>(4));

    private static CopyPlace OnMedium(NpgsqlDataReader r, WatchSettings limits)
    {
        var (kind, place, plugged) = ((MediumKind)r.GetInt16(4), r.GetString(5), r.GetBoolean(9));
        var inServerRoom = limits.ServerPlaces.Any(word => place.Contains(word, StringComparison.OrdinalIgnoreCase)) || plugged;
        // What is written once stays as it is, plugged in or not; a share can be reached by whoever reaches the server.
        var offline = kind == MediumKind.Optical || kind != MediumKind.Share && !plugged;
        return new CopyPlace(r.GetString(1), r.GetString(2), r.GetFieldValue<DateTimeOffset>(3), kind.ToString(), place, !inServerRoom, offline,
            r.GetInt16(6) == 0 ? BackupLevel.Whole : BackupLevel.None, r.GetInt16(6) == 0, r.GetFieldValue<DateTimeOffset>(7));
    }

    private static async Task<List<T>> ListAsync<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> row, CancellationToken token)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(token)) rows.Add(row(reader));
        return rows;
    }
}
