using System.Globalization;
using System.Text.Json;
using Laksana.Database;
using Laksana.Officers;
using Laksana.WorkTime;
using static Laksana.Backups.KeepingTransaction;

namespace Laksana.Backups;

/// <summary>
/// Makes the lists of what expires: by itself what the approved policy gives up, and by hand what an officer asks for and another approves. Nothing is touched here;
/// <see cref="ExpiryWork"/> carries a list out once it is due, and looks at each backup again before it does.
/// </summary>
public sealed class ExpiryDesk(LaksanaDatabase database, Offices offices, RetentionBook book, ExpiryBook lists, WatchBook watch, TimeProvider clock)
{
    /// <summary>Plans what the policy in force gives up now and no list has yet. The working days of the policy pass before it is carried out.</summary>
    /// <returns>How many backups were planned.</returns>
    public async Task<int> PlanAsync(string officeId, CancellationToken token)
    {
        var planned = 0;
        if (await offices.FindAsync(officeId, token) is not { } office || await watch.ClockIsDoubtfulAsync(officeId, Now, token)) return 0;
        await KeepingTransaction.RunAsync(database, new KeepingForm(officeId, AdministrationLog.Installation), Now, async transaction =>
        {
            var (kept, listed) = (await book.ReadAsync(officeId, token), await lists.PlannedAsync(officeId, token));
            var fates = kept.Plan(office.Zone, Now).Where(f => f.Expires && !listed.ContainsKey(f.Backup.Id)).GroupBy(f => kept.PolicyOf(f.Backup.Source)!.Version);
            foreach (var group in fates)
            {
                var policy = kept.Policies.First(p => p.Version == group.Key);
                var due = office.Calendar.Due(Now, WorkAmount.OfDays(policy.Policy.WaitDays), []).At!.Value;
                var number = await AddAsync(transaction, officeId, false, policy.Version.ToString(CultureInfo.InvariantCulture), AdministrationLog.Installation, [.. group], token);
                await DueAsync(transaction, officeId, number, due, Left(kept, listed.Keys.Concat(group.Select(f => f.Backup.Id))), token);
                await LogAsync(transaction, officeId, AdministrationLog.Installation, AdministrationActs.BackupExpiryPlanned, number,
                    [("kebijakan", policy.Version.ToString(CultureInfo.InvariantCulture)), ("backup", string.Join(' ', group.Select(f => f.Backup.Id))), ("mulai", due.ToString("O", CultureInfo.InvariantCulture))], null, token);
                planned += group.Count();
            }
            return new KeepingAnswer.Done();
        }, token);
        return planned;
    }

    /// <summary>Asks for an expiry that the policy does not give, of one source. Nothing happens before a second officer has approved it.</summary>
    public async Task<KeepingAnswer> AskAsync(KeepingForm form, IReadOnlyCollection<string> backups, string reason, CancellationToken token)
    {
        var office = await offices.GetAsync(form.Office, token);
        return await KeepingTransaction.RunAsync(database, form, Now, async transaction =>
        {
            if (string.IsNullOrWhiteSpace(reason)) return new KeepingAnswer.Refused("reason-needed");
            if (backups.Count == 0) return new KeepingAnswer.Refused("none-chosen");
            var fates = (await book.ReadAsync(form.Office, token)).Plan(office.Zone, Now).Where(f => backups.Contains(f.Backup.Id)).ToList();
            if (fates.Count < backups.Distinct(StringComparer.Ordinal).Count()) return new KeepingAnswer.NotFound();
            if (fates.Select(f => f.Backup.Source).Distinct(StringComparer.Ordinal).Count() > 1) return new KeepingAnswer.Refused("one-source");
            if (Against(fates) is { } refused) return refused;
            var listed = await lists.PlannedAsync(form.Office, token);
            if (fates.Find(f => listed.ContainsKey(f.Backup.Id)) is { } twice) return new KeepingAnswer.Refused("listed-already", twice.Backup.Id, listed[twice.Backup.Id]);
            var number = await AddAsync(transaction, form.Office, true, reason.Trim(), form.By, fates, token);
            await LogAsync(transaction, form.Office, form.By, AdministrationActs.BackupExpiryAsked, number, [("backup", string.Join(' ', fates.Select(f => f.Backup.Id)))], reason.Trim(), token);
            return new KeepingAnswer.Done(number);
        }, token);
    }

    /// <param name="typed">The source's name, typed by the second officer: he has seen what goes.</param>
    public async Task<KeepingAnswer> ApproveAsync(KeepingForm form, int number, string typed, CancellationToken token)
    {
        var office = await offices.GetAsync(form.Office, token);
        return await KeepingTransaction.RunAsync(database, form, Now, async transaction =>
        {
            if (await lists.FindAsync(form.Office, number, token) is not { ByHand: true } list) return new KeepingAnswer.NotFound();
            if (!list.Waits) return new KeepingAnswer.Refused("list-decided");
            if (list.AskedBy == form.By) return new KeepingAnswer.Refused("second-officer");
            if (typed.Trim() != list.Items[0].Source) return new KeepingAnswer.Refused("typed-otherwise", list.Items[0].Source);
            var kept = await book.ReadAsync(form.Office, token);
            var fates = kept.Plan(office.Zone, Now).Where(f => list.Items.Any(i => i.Backup == f.Backup.Id)).ToList();
            if (Against(fates) is { } refused) return refused;
            await DoAsync(transaction, "update backup_expiry set approved_by = $3, approved_at = $4 where office = $1 and number = $2", token, form.Office, number, form.By, Now);
            await DueAsync(transaction, form.Office, number, Now, Left(kept, (await lists.PlannedAsync(form.Office, token)).Keys), token);
            await LogAsync(transaction, form.Office, form.By, AdministrationActs.BackupExpiryApproved, number, [("backup", string.Join(' ', list.Items.Select(i => i.Backup)))], null, token);
            return new KeepingAnswer.Done(number);
        }, token);
    }

    /// <summary>Ends a list that was asked for: refused by another officer, or taken back by who asked.</summary>
    public Task<KeepingAnswer> RefuseAsync(KeepingForm form, int number, string reason, CancellationToken token) => KeepingTransaction.RunAsync(database, form, Now, async transaction =>
    {
        if (string.IsNullOrWhiteSpace(reason)) return new KeepingAnswer.Refused("reason-needed");
        if (await lists.FindAsync(form.Office, number, token) is not { ByHand: true } list) return new KeepingAnswer.NotFound();
        if (!list.Waits) return new KeepingAnswer.Refused("list-decided");
        await DoAsync(transaction, "update backup_expiry set refused_by = $3, refused_at = $4, refusal = $5, ended_at = $4 where office = $1 and number = $2", token,
            form.Office, number, form.By, Now, reason.Trim());
        await DoAsync(transaction, "update backup_expiry_item set state = 3, outcome = 'refused', changed_at = $3 where office = $1 and expiry = $2", token, form.Office, number, Now);
        await LogAsync(transaction, form.Office, form.By, AdministrationActs.BackupExpiryRefused, number, [], reason.Trim(), token);
        return new KeepingAnswer.Done(number);
    }, token);

    /// <summary>Why one of them may not expire by any way.</summary>
    private static KeepingAnswer.Refused? Against(IEnumerable<PlannedFate> fates) => fates.FirstOrDefault(f => f.IsProtected) is { } fate
        ? new KeepingAnswer.Refused("protected." + fate.Reasons.First(r => PlannedFate.Protects(r.Why)).Why, fate.Backup.Id) : null;

    private static IReadOnlyDictionary<string, Redundancy> Left(Retention kept, IEnumerable<string> expiring) => kept.LeftWithout(expiring.ToHashSet(StringComparer.Ordinal));

    private async Task<int> AddAsync(OfficeTransaction transaction, string office, bool byHand, string reason, string by, IReadOnlyList<PlannedFate> fates, CancellationToken token)
    {
        var number = await OneAsync<int>(transaction, "select coalesce(max(number), 0) + 1 from backup_expiry where office = $1", token, office);
        await DoAsync(transaction, "insert into backup_expiry (office, number, by_hand, reason, asked_by, asked_at) values ($1, $2, $3, $4, $5, $6)", token, office, number, byHand, reason, by, Now);
        await DoAsync(transaction, """
            insert into backup_expiry_item (office, expiry, backup, machine, bytes, why, changed_at)
            select $1, $2, i.backup, i.machine, i.bytes, i.why, $3 from unnest($4::text[], $5::text[], $6::bigint[], $7::text[]) as i (backup, machine, bytes, why)
            """, token, office, number, Now, fates.Select(f => f.Backup.Id).ToArray(), fates.Select(f => f.Backup.Machine).ToArray(), fates.Select(f => f.Backup.Bytes).ToArray(),
            fates.Select(f => JsonSerializer.Serialize(f.Reasons, KeepingJson.Default.IReadOnlyListReason)).ToArray());
        return number;
    }

    private static Task<int> DueAsync(OfficeTransaction transaction, string office, int number, DateTimeOffset due, IReadOnlyDictionary<string, Redundancy> left, CancellationToken token) =>
        DoAsync(transaction, "update backup_expiry set due_at = $3, relies_on = $4 where office = $1 and number = $2", token, office, number, due,
            JsonSerializer.Serialize(left, KeepingJson.Default.IReadOnlyDictionaryStringRedundancy));

    private DateTimeOffset Now => clock.GetUtcNow();

    private Task LogAsync(OfficeTransaction transaction, string office, string by, string act, int number, (string, string?)[] details, string? reason, CancellationToken token) =>
        AdministrationLog.AddAsync(transaction, office, by, act, number.ToString(CultureInfo.InvariantCulture), details, Now, token, reason);
}
