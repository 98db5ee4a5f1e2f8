using Laksana.Database;
using Laksana.Officers;

namespace Laksana.Network;

/// <summary>A time in which an element, and whatever stands behind it, may be away: it is measured on, but nobody is told and no case is opened.</summary>
public sealed record MaintenanceWindow(Guid Id, string Element, DateTimeOffset Since, DateTimeOffset Until, string Reason, string PlannedBy, DateTimeOffset PlannedAt, string? EndedBy)
{
    public bool Holds(DateTimeOffset at) => Since <= at && at < Until;
}

/// <summary>Plans maintenance, and ends it.</summary>
public sealed class WindowBook(LaksanaDatabase database, TimeProvider clock)
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>Windows that have not ended before <paramref name="from"/>, the soonest first.</summary>
    public async Task<IReadOnlyList<MaintenanceWindow>> ListAsync(string office, DateTimeOffset from, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select id, element, since, until, reason, planned_by, planned_at, ended_by from network_window where office = $1 and until > $2 order by since, id limit 500", office, from);
        await using var row = await batch.ReadAsync(token);
        var windows = new List<MaintenanceWindow>();
        while (await row.ReadAsync(token))
            windows.Add(new(row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2), row.GetFieldValue<DateTimeOffset>(3), row.GetString(4), row.GetString(5), row.GetFieldValue<DateTimeOffset>(6),
                row.IsDBNull(7) ? null : row.GetString(7)));
        return windows;
    }

    /// <summary>Plans one; the same id again changes nothing.</summary>
    public async Task PlanAsync(string office, MaintenanceWindow window, CancellationToken token)
    {
        await using var transaction = await database.BeginAsync(office, token);
        await using var write = transaction.Command("insert into network_window (office, id, element, since, until, reason, planned_by, planned_at) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
            office, window.Id, window.Element, window.Since, window.Until, window.Reason, window.PlannedBy, window.PlannedAt);
        if (await write.ExecuteNonQueryAsync(token) == 0) return;
        await AdministrationLog.AddAsync(transaction, office, window.PlannedBy, AdministrationActs.NetworkWindowPlanned, window.Element,
            [("since", window.Since.ToString("u", System.Globalization.CultureInfo.InvariantCulture)), ("until", window.Until.ToString("u", System.Globalization.CultureInfo.InvariantCulture))], clock.GetUtcNow(), token, window.Reason);
        await transaction.CommitAsync(token);
    }

    /// <summary>Ends one before its time, or calls it off. False when it has ended already, or there is none.</summary>
    public async Task<bool> EndAsync(string office, Guid id, string by, CancellationToken token)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await database.BeginAsync(office, token);
        await using var write = transaction.Command("update network_window set until = greatest(since, $3), ended_by = $4 where office = $1 and id = $2 and until > $3 returning element", office, id, now, by);
        if (await write.ExecuteScalarAsync(token) is not string element) return false;
        await AdministrationLog.AddAsync(transaction, office, by, AdministrationActs.NetworkWindowEnded, element, [], now, token);
        await transaction.CommitAsync(token);
        return true;
    }
}
