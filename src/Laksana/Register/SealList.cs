using Laksana.Database;

namespace Laksana.Register;

/// <summary>Reads an office's seals.</summary>
public sealed class SealList(LaksanaDatabase database)
{
    /// <summary>At most <paramref name="most"/> seals before a number, newest first.</summary>
    public async Task<IReadOnlyList<Seal>> ReadAsync(string office, long before, int most, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add($"select {SealTable.Columns} from seal where office = $1 and number < $2 order by number desc limit $3", office, before, (long)most);
        await using var reader = await batch.ReadAsync(token);
        var seals = new List<Seal>();
        while (await reader.ReadAsync(token)) seals.Add(SealTable.Read(reader));
        return seals;
    }

    /// <summary>The newest seal, and how many acts wait for the next one.</summary>
    public async Task<(Seal? Last, long Waiting)> LastAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select count(*) from seal_pending where office = $1", office);
        batch.Add($"select {SealTable.Columns} from seal where office = $1 order by number desc limit 1", office);
        await using var reader = await batch.ReadAsync(token);
        await reader.ReadAsync(token);
        var waiting = reader.GetInt64(0);
        await reader.NextResultAsync(token);
        return (await reader.ReadAsync(token) ? SealTable.Read(reader) : null, waiting);
    }
}
