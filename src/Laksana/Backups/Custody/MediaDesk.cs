using System.Globalization;
using Laksana.Database;
using Laksana.Officers;
using Npgsql;

namespace Laksana.Backups;

/// <summary>Whose form it is: the key makes sending it twice harmless, the version tells whether it was filled in on an old page.</summary>
/// <param name="Seen">Null for what is new.</param>
public sealed record CustodyForm(string Office, string By, string? Key, int? Seen = null);

/// <summary>
/// Acts on the inventory. Each is one transaction: the medium under a lock, the rule, the change, the line in the administration's log and the form's key.
/// </summary>
public sealed class MediaDesk(LaksanaDatabase database, TimeProvider clock)
{
    /// <summary>Enters media, all or none.</summary>
    public async Task<CustodyAnswer> AddAsync(CustodyForm form, IReadOnlyList<MediumEntry> entries, CancellationToken token)
    {
        try
        {
            return await InOneAsync(form, async transaction =>
            {
                foreach (var entry in entries)
                {
                    await DoAsync(transaction, """
                        insert into medium (office, label, mark, kind, serial, capacity, owner, place, check_days, added_by, added_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                        """, token, form.Office, entry.Label, Guid.CreateVersion7(), (short)entry.Kind, OrNull.Text(entry.Serial), entry.Capacity, entry.Owner, entry.Place, entry.CheckDays, form.By, Now);
                    await LogAsync(transaction, form, AdministrationActs.MediumAdded, entry.Label, Details(entry), null, token);
                }
                return new CustodyAnswer.Done();
            }, token);
        }
        catch (PostgresException taken) when (taken is { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "medium" })
        {
            return new CustodyAnswer.Refused("label-taken", entries.Count == 1 ? entries[0].Label : "");
        }
    }

    /// <summary>Corrects an entry; its label stays.</summary>
    public Task<CustodyAnswer> ChangeAsync(CustodyForm form, MediumEntry entry, CancellationToken token) => OnAsync(form, entry.Label, async (transaction, medium) =>
    {
        if (medium.State == MediumState.Destroyed) return new CustodyAnswer.Refused("destroyed", medium.Label);
        await DoAsync(transaction, """
            update medium set version = version + 1, kind = $3, serial = $4, capacity = $5, owner = $6, place = $7, check_days = $8 where office = $1 and label = $2
            """, token, form.Office, entry.Label, (short)entry.Kind, OrNull.Text(entry.Serial), entry.Capacity, entry.Owner, entry.Place, entry.CheckDays);
        await LogAsync(transaction, form, AdministrationActs.MediumChanged, entry.Label, Details(entry), null, token);
        return new CustodyAnswer.Done();
    }, token);

    /// <summary>Lost, found, out of use, destroyed …; what the act needs is looked at in the same transaction.</summary>
    /// <param name="knowing">The officer was told which backups have their last copy on it (<see cref="LastCopies"/>), and goes on.</param>
    public Task<CustodyAnswer> DoAsync(CustodyForm form, string label, MediumAct act, string? reason, bool knowing, CancellationToken token) => OnAsync(form, label, async (transaction, medium) =>
    {
        if (MediumRules.Against(medium, act, form.By) is { } refused) return refused;
        if (act is not (MediumAct.Destroy or MediumAct.KeepIt) && string.IsNullOrWhiteSpace(reason)) return new CustodyAnswer.Refused("reason-needed");
        if (act is MediumAct.AskDestruction or MediumAct.Destroy && await AgainstDestroyingAsync(transaction, form.Office, label, knowing, token) is { } against) return against;
        await ApplyAsync(transaction, form, medium, act, reason, token);
        await LogAsync(transaction, form, ActName(act), label, [], reason ?? medium.Destruction?.Reason, token);
        return new CustodyAnswer.Done();
    }, token);

    private static async Task<CustodyAnswer.Refused?> AgainstDestroyingAsync(OfficeTransaction transaction, string office, string label, bool knowing, CancellationToken token)
    {
        var last = await LastCopies.OnAsync(transaction, office, label, token);
        if (last.FirstOrDefault(c => c.NewestProved) is { } proved) return new CustodyAnswer.Refused("last-proved", proved.Backup);
        return last.Count > 0 && !knowing ? new CustodyAnswer.Refused("last-copy", string.Join(", ", last.Select(c => c.Backup))) : null;
    }

    private Task ApplyAsync(OfficeTransaction transaction, CustodyForm form, Medium medium, MediumAct act, string? reason, CancellationToken token) => act switch
    {
        MediumAct.AskDestruction => DoAsync(transaction, "update medium set version = version + 1, destroy_reason = $3, destroy_by = $4, destroy_at = $5 where office = $1 and label = $2", token,
            form.Office, medium.Label, reason, form.By, Now),
        MediumAct.KeepIt => DoAsync(transaction, "update medium set version = version + 1, destroy_reason = null, destroy_by = null, destroy_at = null where office = $1 and label = $2", token, form.Office, medium.Label),
        // What was found again may have been anywhere: it counts for nothing until it is measured.
        _ => DoAsync(transaction, """
            update medium set version = version + 1, state = $3, state_reason = $4, state_by = $5, state_at = $6, destroy_reason = null, destroy_by = null, destroy_at = null,
                checked_at = case when $7 then null else checked_at end, holder = case when $3 = 0 then holder end where office = $1 and label = $2
            """, token, form.Office, medium.Label, (short)MediumRules.After(act, medium.State), OrNull.Text(reason ?? medium.Destruction?.Reason), form.By, Now, act == MediumAct.Find),
    };

    private async Task<CustodyAnswer> OnAsync(CustodyForm form, string label, Func<OfficeTransaction, Medium, Task<CustodyAnswer>> act, CancellationToken token) => await InOneAsync(form, async transaction =>
    {
        if (await MediaBook.LockAsync(transaction, form.Office, label, token) is not { } medium) return new CustodyAnswer.NotFound();
        return form.Seen is { } seen && seen != medium.Version ? new CustodyAnswer.Conflict() : await act(transaction, medium);
    }, token);

    /// <summary>One transaction that is kept when the act was done. A form that was sent before changes nothing and answers the same.</summary>
    private async Task<CustodyAnswer> InOneAsync(CustodyForm form, Func<OfficeTransaction, Task<CustodyAnswer>> act, CancellationToken token)
    {
        if (form.Key is { } sent && await SentForms.ResultAsync(database, form.Office, form.By, sent, token) is not null) return new CustodyAnswer.Done(Repeated: true);
        await using var transaction = await database.BeginAsync(form.Office, token);
        try
        {
            if (form.Key is { } key) await SentForms.AddOnceAsync(transaction, form.Office, form.By, key, "", Now, token);
            var answer = await act(transaction);
            if (answer is CustodyAnswer.Done) await transaction.CommitAsync(token);
            return answer;
        }
        catch (PostgresException twice) when (SentForms.WasSent(twice))
        {
            return new CustodyAnswer.Done(Repeated: true);
        }
    }

    private DateTimeOffset Now => clock.GetUtcNow();

    private static string ActName(MediumAct act) => act switch
    {
        MediumAct.Lose => AdministrationActs.MediumLost,
        MediumAct.Find => AdministrationActs.MediumFound,
        MediumAct.Retire => AdministrationActs.MediumRetired,
        MediumAct.Return => AdministrationActs.MediumReturned,
        MediumAct.AskDestruction => AdministrationActs.MediumDestructionAsked,
        MediumAct.Destroy => AdministrationActs.MediumDestroyed,
        _ => AdministrationActs.MediumDestructionRefused,
    };

    private static (string Name, string? Value)[] Details(MediumEntry entry) =>
        [("kind", entry.Kind.ToString()), ("serial", entry.Serial), ("capacity", entry.Capacity?.ToString(CultureInfo.InvariantCulture)), ("owner", entry.Owner), ("place", entry.Place),
            ("check-days", entry.CheckDays.ToString(CultureInfo.InvariantCulture))];

    private Task LogAsync(OfficeTransaction transaction, CustodyForm form, string act, string label, IReadOnlyList<(string Name, string? Value)> details, string? reason, CancellationToken token) =>
        AdministrationLog.AddAsync(transaction, form.Office, form.By, act, label, details, Now, token, reason);

    private static async Task DoAsync(OfficeTransaction transaction, string sql, CancellationToken token, params object?[] values)
    {
        await using var command = transaction.Command(sql, values);
        await command.ExecuteNonQueryAsync(token);
    }
}
