using Laksana.Database;
using Npgsql;

namespace Laksana.Register;

/// <summary>Reads and writes the rows of seals; every statement runs in a transaction of the office.</summary>
internal static class SealTable
{
    internal const string Columns = "office, number, sealed_at, leaves, root, previous, key_id, hash, signature";

    internal static async Task LockAsync(OfficeTransaction transaction, string office, CancellationToken token)
    {
        await using var command = transaction.Command("select pg_advisory_xact_lock(hashtextextended('laksana-seal-' || $1, 0))", office);
        await command.ExecuteNonQueryAsync(token);
    }

    internal static async Task<Seal?> LastAsync(OfficeTransaction transaction, string office, CancellationToken token)
    {
        await using var command = transaction.Command($"select {Columns} from seal where office = $1 order by number desc limit 1", office);
        await using var reader = await command.ExecuteReaderAsync(token);
        return await reader.ReadAsync(token) ? Read(reader) : null;
    }

    internal static Seal Read(NpgsqlDataReader reader) => new()
    {
        Office = reader.GetString(0),
        Number = reader.GetInt64(1),
        SealedAt = reader.GetFieldValue<DateTimeOffset>(2),
        Leaves = reader.GetInt32(3),
        Root = reader.GetFieldValue<byte[]>(4),
        Previous = reader.GetFieldValue<byte[]>(5),
        KeyId = reader.GetFieldValue<byte[]>(6),
        Hash = reader.GetFieldValue<byte[]>(7),
        Signature = reader.GetFieldValue<byte[]>(8),
    };

    /// <summary>Takes the oldest waiting rows away and gives the last head of each of their cases, in order of writing.</summary>
    internal static async Task<IReadOnlyList<SealLeaf>> TakeWaitingAsync(OfficeTransaction transaction, string office, int most, CancellationToken token)
    {
        await using var command = transaction.Command("""
            with oldest as (select id from seal_pending where office = $1 order by id limit $2),
                 taken as (delete from seal_pending p using oldest o where p.office = $1 and p.id = o.id
                           returning p.id, p.case_number, p.version, p.hash),
                 last as (select distinct on (case_number) id, case_number, version, hash from taken order by case_number, version desc)
            select case_number, version, hash from last order by id
            """, office, most);
        await using var reader = await command.ExecuteReaderAsync(token);
        var leaves = new List<SealLeaf>();
        while (await reader.ReadAsync(token)) leaves.Add(new SealLeaf(reader.GetString(0), reader.GetInt32(1), reader.GetFieldValue<byte[]>(2)));
        return leaves;
    }

    /// <summary>Registers the office's first key, or a further one that an operator introduces; false when it has one and this is another.</summary>
    internal static async Task<bool> KnowKeyAsync(OfficeTransaction transaction, string office, SealKey key, bool introduce, DateTimeOffset now, CancellationToken token)
    {
        await using var command = transaction.Command("""
            insert into seal_key (office, key_id, public_key, since)
            select $1, $2, $3, $4 where not exists (select from seal_key where office = $1 and (key_id = $2 or not $5))
            """, office, key.Id.ToArray(), key.PublicKey.ToArray(), now, introduce);
        await command.ExecuteNonQueryAsync(token);
        await using var known = transaction.Command("select exists (select from seal_key where office = $1 and key_id = $2)", office, key.Id.ToArray());
        return (bool)(await known.ExecuteScalarAsync(token))!;
    }

    internal static async Task WriteAsync(OfficeTransaction transaction, Seal seal, IReadOnlyList<SealLeaf> leaves, CancellationToken token)
    {
        await using var head = transaction.Command($"insert into seal ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            seal.Office, seal.Number, seal.SealedAt, seal.Leaves, seal.Root.ToArray(), seal.Previous.ToArray(), seal.KeyId.ToArray(),
            seal.Hash.ToArray(), seal.Signature.ToArray());
        await head.ExecuteNonQueryAsync(token);
        await using var rows = transaction.Command("""
            insert into seal_leaf (office, number, position, case_number, version, hash)
            select $1, $2, (place - 1)::int, case_number, version, hash
            from unnest($3, $4, $5) with ordinality as leaf (case_number, version, hash, place)
            """, seal.Office, seal.Number, leaves.Select(l => l.CaseNumber).ToArray(), leaves.Select(l => l.Version).ToArray(),
            leaves.Select(l => l.Hash.ToArray()).ToArray());
        await rows.ExecuteNonQueryAsync(token);
    }
}
