using Laksana.Database;

namespace Laksana.Network;

/// <summary>What was measured: every result of 48 hours, five minutes each for a year, hours for longer.</summary>
public sealed class NetworkHistory(LaksanaDatabase database)
{
    /// <summary>Single results of a target, oldest first; the last ten minutes are not among them yet.</summary>
    public async Task<IReadOnlyList<PackedResult>> ResultsAsync(string office, int target, DateTimeOffset from, DateTimeOffset until, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select at, body from network_raw where office = $1 and target = $2 and at >= $3 and at < $4 order by at", office, target, from - RawBlock.Length, until);
        await using var row = await batch.ReadAsync(token);
        var results = new List<PackedResult>();
        while (await row.ReadAsync(token)) results.AddRange(RawBlock.Read(target, row.GetFieldValue<DateTimeOffset>(0), row.GetFieldValue<byte[]>(1)).Where(r => r.At >= from && r.At < until));
        return results;
    }

    /// <summary>Five minutes each, oldest first.</summary>
    public Task<IReadOnlyList<(DateTimeOffset At, RollBucket Bucket)>> FiveMinutesAsync(string office, int target, DateTimeOffset from, DateTimeOffset until, CancellationToken token) =>
        BucketsAsync(office, "network_day", "day", RollBucket.Short, target, DateOnly.FromDateTime(from.UtcDateTime), from, until, token);

    /// <summary>Hours, oldest first.</summary>
    public Task<IReadOnlyList<(DateTimeOffset At, RollBucket Bucket)>> HoursAsync(string office, int target, DateTimeOffset from, DateTimeOffset until, CancellationToken token) =>
        BucketsAsync(office, "network_month", "month", RollBucket.Long, target, RollRow.MonthOf(from), from, until, token);

    private async Task<IReadOnlyList<(DateTimeOffset At, RollBucket Bucket)>> BucketsAsync(string office, string table, string column, TimeSpan each, int target, DateOnly first, DateTimeOffset from, DateTimeOffset until,
        CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add($"select {column}, body from {table} where office = $1 and target = $2 and {column} >= $3 and {column} <= $4 order by {column}", office, target, first, DateOnly.FromDateTime(until.UtcDateTime));
        await using var row = await batch.ReadAsync(token);
        var buckets = new List<(DateTimeOffset, RollBucket)>();
        while (await row.ReadAsync(token)) buckets.AddRange(RollRow.Read(row.GetFieldValue<DateOnly>(0), each, row.GetFieldValue<byte[]>(1)).Where(b => b.At >= from && b.At < until));
        return buckets;
    }
}
