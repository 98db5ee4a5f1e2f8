using System.Text.Json;
using Laksana.Database;
using Laksana.Officers;

namespace Laksana.Backups;

/// <summary>Looks at a backup once more right before it would go: a hold, a proof that failed, a medium that was lost or a new policy since the list was made stops it.</summary>
public sealed class ExpiryCheck(LaksanaDatabase database, Offices offices, RetentionBook book, WatchBook watch, TimeProvider clock)
{
    /// <returns>Key of the reason under <c>outcome.</c>; null when nothing speaks against it.</returns>
    public async Task<string?> AgainstAsync(string office, DueItem due, CancellationToken token)
    {
        var now = clock.GetUtcNow();
        if (!due.ByHand && await watch.ClockIsDoubtfulAsync(office, now, token)) return "clock";
        var kept = await book.ReadAsync(office, token);
        if (kept.Plan((await offices.GetAsync(office, token)).Zone, now).FirstOrDefault(f => f.Backup.Id == due.Backup) is not { } fate) return "state-changed";
        if (fate.IsProtected)
            return fate.Reasons.First(r => PlannedFate.Protects(r.Why)).Why switch { KeepReason.Held => "held", KeepReason.NewestProved => "last-proved", _ => "minimum" };
        if (!due.ByHand && !fate.Expires) return "plan-changed";
        return await HasLessAsync(office, due, kept, token) ? "less-left" : null;
    }

    /// <summary>A job or a recovery that has it in hand.</summary>
    public async Task<bool> IsInUseAsync(string office, string backup, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        // Stages of a recovery that is under way: see the index recovery_under_way.
        batch.Add("""
            select exists (select from backup_job where office = $1 and status in (0, 1) and (subject = $2 or strpos(arguments, $2) > 0))
                or exists (select from recovery where office = $1 and stage in (0, 1, 2, 3, 4, 5, 6, 9, 13) and strpos(body, $2) > 0)
            """, office, backup);
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token) && reader.GetBoolean(0);
    }

    /// <summary>Fewer good backups, proofs or copies would be left than when the list was made; what lists before it take away was taken into account then.
    /// What this list has kept makes up for nothing: all of it is planned anew, knowing what has changed.</summary>
    private async Task<bool> HasLessAsync(string office, DueItem due, Retention kept, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("""
            select i.backup from backup_expiry_item i join backup_expiry e on e.office = i.office and e.number = i.expiry
            where i.office = $1 and (e.number = $2 or i.state in (0, 1) and e.number < $2 and e.due_at is not null)
            """, office, due.List);
        var going = new HashSet<string>(StringComparer.Ordinal);
        await using var reader = await batch.ReadAsync(token);
        while (await reader.ReadAsync(token)) going.Add(reader.GetString(0));
        var then = JsonSerializer.Deserialize(due.ReliesOn, KeepingJson.Default.IReadOnlyDictionaryStringRedundancy)!;
        return then.TryGetValue(due.Source, out var before) && kept.LeftWithout(going).GetValueOrDefault(due.Source, new Redundancy(0, 0, 0)).IsLessThan(before);
    }
}
