using Laksana.Database;

namespace Laksana.Backups;

/// <summary>How long a restore will take, from the restores of the same source that were timed: proofs and drills, and earlier recoveries.</summary>
public sealed class RestoreTimes(LaksanaDatabase database)
{
    private const int Most = 5;

    /// <summary>Seconds; null when none was timed yet.</summary>
    public async Task<double?> SecondsAsync(string office, string source, long bytes, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add($"""
            select c.seconds, b.source_bytes from backup_check c join backup b on b.office = c.office and b.id = c.backup
            where c.office = $1 and b.source = $2 and c.level = 3 and c.outcome = 0 and c.seconds > 0 order by c.number desc limit {Most}
            """, office, source);
        await using var reader = await batch.ReadAsync(token);
        var rates = new List<double>();
        while (await reader.ReadAsync(token)) rates.Add(reader.GetDouble(0) / Math.Max(1, reader.GetInt64(1)));
        // The middle one: a drill on a busy evening says little.
        return rates.Count == 0 ? null : Math.Round(rates.Order().ElementAt(rates.Count / 2) * bytes, 1);
    }
}
