using Laksana.Database;
using Npgsql;

namespace Laksana.Register;

/// <summary>
/// What proves a case: the head of its chain now, and how far it is sealed. The chain's hashes are those of the events; see docs/register.md.
/// Hashes are hexadecimal.
/// </summary>
/// <param name="Version">The case's last event.</param>
/// <param name="Head">Hash of the last event.</param>
/// <param name="UnsealedEvents">Events after the last sealed one: nothing proves them yet.</param>
/// <param name="Seal">The newest seal that holds the case; null while none does.</param>
public sealed record CaseProof(string Number, int Version, string Head, int UnsealedEvents, ProofInSeal? Seal);

/// <summary>A case's head inside a seal.</summary>
/// <param name="Version">The event whose hash is the leaf.</param>
/// <param name="Position">Of the leaf, from 0.</param>
/// <param name="Path">The hashes that lead from the leaf to the root, nearest first (RFC 9162 §2.1.3).</param>
/// <param name="HeadLine">The seal's head as it is kept outside.</param>
public sealed record ProofInSeal(int Version, string Hash, long Number, DateTimeOffset SealedAt, int Leaves, int Position, string Root, IReadOnlyList<string> Path, string HeadLine);

/// <summary>Reads proofs of single cases.</summary>
public sealed class CaseProofs(LaksanaDatabase database)
{
    /// <summary>The proof of a case as it stands now; null when there is none of that number.</summary>
    public async Task<CaseProof?> ReadAsync(string office, string number, CancellationToken token)
    {
        var (version, head, place) = await HeadAsync(office, number, token);
        if (head is null) return null;
        var sealedHead = place is { } at ? await SealedAsync(office, at.Seal, at.Position, token) : null;
        return new CaseProof(number, version, Hex(head), version - (sealedHead?.Version ?? 0), sealedHead);
    }

    private async Task<(int Version, byte[]? Head, (long Seal, int Position)? Place)> HeadAsync(string office, string number, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select version, hash from event where office = $1 and case_number = $2 order by version desc limit 1", office, number);
        batch.Add("select number, position from seal_leaf where office = $1 and case_number = $2 order by version desc limit 1", office, number);
        await using var reader = await batch.ReadAsync(token);
        if (!await reader.ReadAsync(token)) return default;
        var (version, head) = (reader.GetInt32(0), reader.GetFieldValue<byte[]>(1));
        await reader.NextResultAsync(token);
        return (version, head, await reader.ReadAsync(token) ? (reader.GetInt64(0), reader.GetInt32(1)) : null);
    }

    private async Task<ProofInSeal> SealedAsync(string office, long number, int position, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add($"select {SealTable.Columns} from seal where office = $1 and number = $2", office, number);
        batch.Add("select case_number, version, hash from seal_leaf where office = $1 and number = $2 order by position", office, number);
        await using var reader = await batch.ReadAsync(token);
        await reader.ReadAsync(token);
        var seal = SealTable.Read(reader);
        await reader.NextResultAsync(token);
        var leaves = new List<SealLeaf>(seal.Leaves);
        while (await reader.ReadAsync(token)) leaves.Add(Leaf(reader));
        var leaf = leaves[position];
        var path = MerkleTree.InclusionProof([.. leaves.Select(l => l.LeafHash())], position);
        return new ProofInSeal(leaf.Version, Hex(leaf.Hash.Span), seal.Number, seal.SealedAt, seal.Leaves, position, Hex(seal.Root.Span), [.. path.Select(p => Hex(p))], seal.Head.ToLine());
    }

    private static SealLeaf Leaf(NpgsqlDataReader reader) => new(reader.GetString(0), reader.GetInt32(1), reader.GetFieldValue<byte[]>(2));

    private static string Hex(ReadOnlySpan<byte> hash) => Convert.ToHexStringLower(hash);
}
