using Laksana.Database;
using Laksana.Officers;

namespace Laksana.Backups;

/// <summary>Notes each day how much room the backup directory's disk has, from which <see cref="SpaceForecast"/> tells when it is full. Each machine for its own.</summary>
public sealed class SpaceSampling(LaksanaDatabase database, BackupSettings settings, TimeProvider clock)
{
    /// <summary>The last sample of a day stands for it: how much is left after what that day brought.</summary>
    public async Task NoteAsync(OfficeAtWork office, CancellationToken token)
    {
        if (!Directory.Exists(settings.Directory)) return;
        var (now, disk) = (clock.GetUtcNow(), new DriveInfo(settings.Directory));
        await using var batch = database.Batch(office.Id);
        batch.Add("""
            insert into backup_space (office, machine, day, free, total) values ($1, $2, $3, $4, $5)
            on conflict (office, machine, day) do update set free = excluded.free, total = excluded.total
            """, office.Id, Environment.MachineName, office.DayOf(now), disk.AvailableFreeSpace, disk.TotalSize);
        batch.Add("delete from backup_space where office = $1 and day < $2", office.Id, office.DayOf(now).AddDays(-2 * SpaceForecast.MostDays));
        await batch.ExecuteAsync(token);
    }

    /// <summary>How the disk of each machine stands, and when it will be full.</summary>
    public async Task<IReadOnlyList<(string Machine, SpaceForecast Forecast)>> ReadAsync(OfficeAtWork office, CancellationToken token)
    {
        var samples = new List<(string Machine, SpaceSample Sample)>();
        await using var batch = database.Batch(office.Id);
        batch.Add("select machine, day, free, total from backup_space where office = $1 order by machine, day", office.Id);
        await using (var reader = await batch.ReadAsync(token))
            while (await reader.ReadAsync(token)) samples.Add((reader.GetString(0), new SpaceSample(reader.GetFieldValue<DateOnly>(1), reader.GetInt64(2), reader.GetInt64(3))));
        return [.. samples.GroupBy(s => s.Machine, s => s.Sample, StringComparer.Ordinal).Select(g => (g.Key, SpaceForecast.Of([.. g], null, g.Last())))];
    }
}
