using Laksana.Database;

namespace Laksana.Backups;

/// <summary>Tells all nodes which media this machine sees, every few seconds, so that work for a medium goes where it is plugged in.</summary>
public sealed class MediumWatch(LaksanaDatabase database, MediaPlaces places)
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    public async Task LookAsync(CancellationToken token)
    {
        var machine = Environment.MachineName;
        var now = places.Now().Where(p => p.Mark is not null).ToLookup(p => p.Mark!.Office, StringComparer.Ordinal);
        foreach (var office in await database.OfficesAsync(token))
        {
            var here = now[office].ToList();
            await using var batch = database.Batch(office);
            batch.Add("delete from medium_seen where office = $1 and machine = $2 and medium <> all ($3)", office, machine, here.Select(p => p.Mark!.Label).ToArray());
            foreach (var place in here)
                batch.Add("""
                    insert into medium_seen (office, medium, machine, path, free, own_disk, seen_at)
                    select m.office, m.label, $4, $5, $6, $7, clock_timestamp() from medium m where m.office = $1 and m.label = $2 and m.mark = $3
                    on conflict (office, medium, machine) do update set path = excluded.path, free = excluded.free, own_disk = excluded.own_disk, seen_at = excluded.seen_at
                    """, office, place.Mark!.Label, place.Mark.Mark, machine, place.Path, place.Free, place.OwnDisk);
            await batch.ExecuteAsync(token);
        }
    }
}
