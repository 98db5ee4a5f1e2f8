using Laksana.Database;

namespace Laksana.Backups;

/// <summary>A backup whose only good copy lies on a medium.</summary>
/// <param name="NewestProved">It is the newest of its source that was proved by restoring it: that one is never given up.</param>
public sealed record LastCopy(string Backup, string Source, bool NewestProved);

/// <summary>Which backups would be gone with a medium: those with a whole copy on it, none in their own place and none on another medium in use.</summary>
public static class LastCopies
{
    // state 0 of a backup: present; of a copy: whole; of a medium: in use. Level 3 is proved (BackupLevel).
    private const string Sql = """
        select c.backup, b.source, b.level = 3 and not exists (
                select from backup n where n.office = b.office and n.source = b.source and n.level = 3 and n.taken_at > b.taken_at
                    and (n.state = 0 or exists (select from medium_copy o join medium m on m.office = o.office and m.label = o.medium
                        where o.office = n.office and o.backup = n.id and o.state = 0 and m.state = 0 and m.label <> $2)))
        from medium_copy c join backup b on b.office = c.office and b.id = c.backup
        where c.office = $1 and c.medium = $2 and c.state = 0 and b.state <> 0
            and not exists (select from medium_copy o join medium m on m.office = o.office and m.label = o.medium
                where o.office = c.office and o.backup = c.backup and o.state = 0 and m.state = 0 and m.label <> $2)
        order by b.taken_at desc
        """;

    public static async Task<IReadOnlyList<LastCopy>> OnAsync(LaksanaDatabase database, string office, string medium, CancellationToken token)
    {
        await using var transaction = await database.BeginAsync(office, token);
        return await OnAsync(transaction, office, medium, token);
    }

    internal static async Task<IReadOnlyList<LastCopy>> OnAsync(OfficeTransaction transaction, string office, string medium, CancellationToken token)
    {
        await using var command = transaction.Command(Sql, office, medium);
        await using var reader = await command.ExecuteReaderAsync(token);
        var last = new List<LastCopy>();
        while (await reader.ReadAsync(token)) last.Add(new LastCopy(reader.GetString(0), reader.GetString(1), reader.GetBoolean(2)));
        return last;
    }
}
