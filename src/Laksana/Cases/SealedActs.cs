using Laksana.Database;

namespace Laksana.Cases;

/// <summary>A case that new seals hold more of than the seals before.</summary>
/// <param name="Known">Version of the last event that the seals before held; 0 when none.</param>
/// <param name="Events">All events of the case up to the newest of these seals; index n is version n + 1.</param>
/// <param name="Heads">Versions that the new seals end with and their numbers, oldest first.</param>
public sealed record SealedCase(string Number, int Known, IReadOnlyList<CaseEvent> Events, IReadOnlyList<(int Version, long Seal)> Heads)
{
    /// <summary>The first seal that holds an event.</summary>
    public long SealOf(int version) => Heads.First(h => h.Version >= version).Seal;
}

/// <summary>
/// Follows the seals of an office: what tables are filled from after the act, without a cost to whoever acts. Seals are numbered without a gap and hold
/// whatever was committed before them, so that nothing is passed over and nothing comes twice.
/// </summary>
/// <param name="name">Whose place among the seals it is, in the table <c>seal_follower</c>.</param>
public sealed class SealedActs(LaksanaDatabase database, string name)
{
    /// <summary>Cases taken together, unless a single seal holds more.</summary>
    private const int Handful = 1000;

    /// <summary>Takes the next seals and has them entered in one transaction with the place that was reached; false when there are none, or another node is at it.</summary>
    public async Task<bool> FollowAsync(string office, Func<OfficeTransaction, IReadOnlyList<SealedCase>, Task> enter, CancellationToken token)
    {
        if (!await BehindAsync(office, token)) return false;
        await using var transaction = await database.BeginAsync(office, token);
        await using (var alone = transaction.Command("select pg_try_advisory_xact_lock(hashtextextended('laksana-follow-' || $1 || '-' || $2, 0))", office, name))
            if (!(bool)(await alone.ExecuteScalarAsync(token))!) return false;
        var (after, last) = await NextAsync(transaction, office, token);
        if (last is not { } upTo) return false;
        await enter(transaction, await ReadAsync(transaction, office, after, upTo, token));
        await using var reached = transaction.Command("insert into seal_follower (office, name, seal) values ($1, $2, $3) on conflict (office, name) do update set seal = excluded.seal", office, name, upTo);
        await reached.ExecuteNonQueryAsync(token);
        await transaction.CommitAsync(token);
        return true;
    }

    private async Task<bool> BehindAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select exists (select from seal where office = $1 and number > coalesce((select seal from seal_follower where office = $1 and name = $2), 0))", office, name);
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token) && reader.GetBoolean(0);
    }

    private async Task<(long After, long? Last)> NextAsync(OfficeTransaction transaction, string office, CancellationToken token)
    {
        await using var command = transaction.Command("""
            with place as (select coalesce((select seal from seal_follower where office = $1 and name = $2), 0) as seal)
            select p.seal, (select max(n.number) from (
                select number, sum(leaves) over (order by number) - leaves as before from
                    (select number, leaves from seal where office = $1 and number > p.seal order by number limit $3) s) n
                where n.before < $3)
            from place p
            """, office, name, (long)Handful);
        await using var reader = await command.ExecuteReaderAsync(token);
        await reader.ReadAsync(token);
        return (reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetInt64(1));
    }

    private static async Task<List<SealedCase>> ReadAsync(OfficeTransaction transaction, string office, long after, long last, CancellationToken token)
    {
        var heads = await HeadsAsync(transaction, office, after, last, token);
        await using var command = transaction.Command("""
            select p.case_number, e.kind, e.body_version, e.body, coalesce(k.version, 0)
            from unnest($2::text[], $3::int[]) as p (case_number, upto)
            left join lateral (select l.version from seal_leaf l where l.office = $1 and l.case_number = p.case_number and l.number <= $4 order by l.version desc limit 1) k on true
            join event e on e.office = $1 and e.case_number = p.case_number and e.version <= p.upto
            order by p.case_number, e.version
            """, office, heads.Keys.ToArray(), heads.Values.Select(h => h[^1].Version).ToArray(), after);
        await using var reader = await command.ExecuteReaderAsync(token);
        var cases = new List<SealedCase>(heads.Count);
        var events = new List<CaseEvent>();
        while (await reader.ReadAsync(token))
        {
            var number = reader.GetString(0);
            if (cases.Count == 0 || cases[^1].Number != number) cases.Add(new SealedCase(number, reader.GetInt32(4), events = [], heads[number]));
            events.Add(EventJson.Deserialize(reader.GetString(1), reader.GetInt16(2), reader.GetFieldValue<byte[]>(3)));
        }
        return cases;
    }

    private static async Task<Dictionary<string, List<(int Version, long Seal)>>> HeadsAsync(OfficeTransaction transaction, string office, long after, long last, CancellationToken token)
    {
        await using var command = transaction.Command("select case_number, version, number from seal_leaf where office = $1 and number > $2 and number <= $3 order by number, position", office, after, last);
        await using var reader = await command.ExecuteReaderAsync(token);
        var heads = new Dictionary<string, List<(int Version, long Seal)>>(StringComparer.Ordinal);
        while (await reader.ReadAsync(token))
        {
            if (!heads.TryGetValue(reader.GetString(0), out var own)) heads[reader.GetString(0)] = own = [];
            own.Add((reader.GetInt32(1), reader.GetInt64(2)));
        }
        return heads;
    }
}
