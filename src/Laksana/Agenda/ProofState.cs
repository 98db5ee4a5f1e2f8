using Laksana.Database;
using Laksana.Register;

namespace Laksana.Agenda;

/// <summary>What can be said about an office's proofs without examining them.</summary>
/// <param name="Last">The newest seal.</param>
/// <param name="Seals">How many there are.</param>
/// <param name="Waiting">Acts that no seal holds yet; <see cref="ProofStates.Most"/> stands for that many or more.</param>
/// <param name="Behind">Seals whose acts did not come into the agenda yet.</param>
public sealed record ProofState(SealHead? Last, long Seals, int Waiting, long Behind, IReadOnlyList<OfficeKey> Keys);

/// <summary>A key that an office's seals are signed with.</summary>
/// <param name="Fingerprint">SHA-256 of the public key, in hex.</param>
public sealed record OfficeKey(string Fingerprint, DateTimeOffset Since);

/// <summary>Reads it.</summary>
public sealed class ProofStates(LaksanaDatabase database)
{
    public const int Most = 1000;

    public async Task<ProofState> ReadAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select office, number, sealed_at, hash, key_id, signature from seal where office = $1 order by number desc limit 1", office);
        batch.Add("select count(*) from (select from seal_pending where office = $1 limit $2) w", office, (long)Most);
        batch.Add("select coalesce((select seal from seal_follower where office = $1 and name = $2), 0)", office, AgendaFollower.Name);
        batch.Add("select key_id, since from seal_key where office = $1 order by since", office);
        await using var reader = await batch.ReadAsync(token);
        var last = await reader.ReadAsync(token) ? Head(reader) : null;
        await reader.NextResultAsync(token);
        await reader.ReadAsync(token);
        var waiting = (int)reader.GetInt64(0);
        await reader.NextResultAsync(token);
        await reader.ReadAsync(token);
        var behind = (last?.Number ?? 0) - reader.GetInt64(0);
        await reader.NextResultAsync(token);
        var keys = new List<OfficeKey>();
        while (await reader.ReadAsync(token)) keys.Add(new OfficeKey(Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(0)), reader.GetFieldValue<DateTimeOffset>(1)));
        return new ProofState(last, last?.Number ?? 0, waiting, behind, keys);
    }

    /// <summary>The last seal made before a moment; null when there was none.</summary>
    public async Task<SealHead?> HeadBeforeAsync(string office, DateTimeOffset moment, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select office, number, sealed_at, hash, key_id, signature from seal where office = $1 and sealed_at < $2 order by sealed_at desc, number desc limit 1", office, moment);
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token) ? Head(reader) : null;
    }

    private static SealHead Head(Npgsql.NpgsqlDataReader r) =>
        new(r.GetString(0), r.GetInt64(1), r.GetFieldValue<DateTimeOffset>(2), r.GetFieldValue<byte[]>(3), r.GetFieldValue<byte[]>(4), r.GetFieldValue<byte[]>(5));
}
