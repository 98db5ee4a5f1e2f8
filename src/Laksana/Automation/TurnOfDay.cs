using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;

namespace Laksana.Automation;

/// <summary>
/// Lets holdings and absences that begin or end with a day take effect in the trays. Remembers the last day that was gone through, so that
/// a night in which the installation stood still, or a demo clock that was moved by weeks, is made up for.
/// </summary>
public sealed class TurnOfDay(LaksanaDatabase database, Offices offices, TaskRebuild rebuild, TimeProvider clock)
{
    /// <returns>True when the office's tasks were derived anew.</returns>
    public async Task<bool> RunAsync(string officeId, CancellationToken token)
    {
        if (await offices.FindAsync(officeId, token) is not { } office) return false;
        var today = office.Calendar.DateOf(clock.GetUtcNow());
        var last = await LastAsync(officeId, token);
        if (last >= today) return false;
        var changed = last is { } day && await ChangesAsync(officeId, day, today, token);
        if (changed)
        {
            offices.Changed(officeId);
            await rebuild.RunAsync(officeId, token);
        }
        // Written last: a turn that was cut off is gone through again.
        await RememberAsync(officeId, today, token);
        return changed;
    }

    private async Task<DateOnly?> LastAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select day from office_day where office = $1", office);
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token) ? reader.GetFieldValue<DateOnly>(0) : null;
    }

    private async Task<bool> ChangesAsync(string office, DateOnly last, DateOnly today, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("""
            select exists (select from holding where office = $1 and (since > $2 and since <= $3 or until >= $2 and until < $3))
                or exists (select from absence where office = $1 and (since > $2 and since <= $3 or until >= $2 and until < $3))
            """, office, last, today);
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token) && reader.GetBoolean(0);
    }

    private async Task RememberAsync(string office, DateOnly today, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("""
            insert into office_day (office, day) values ($1, $2)
            on conflict (office) do update set day = excluded.day where office_day.day < excluded.day
            """, office, today);
        await batch.ExecuteAsync(token);
    }
}
