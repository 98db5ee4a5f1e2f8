using System.Security.Cryptography;

namespace Laksana.Register;

/// <summary>The public keys that an office's seals may be signed with: those its database names, or of them only the pinned ones.</summary>
internal sealed class SealKeys(IReadOnlyList<ReadOnlyMemory<byte>> pinned) : IDisposable
{
    internal enum Judgement { Fits, Unknown, Wrong }

    private readonly Dictionary<string, ECDsa> _keys = new(StringComparer.Ordinal);
    private readonly List<ReadOnlyMemory<byte>> _added = [];

    public async Task ReadAsync(Snapshot snapshot, CancellationToken token)
    {
        await using var command = snapshot.Command("select public_key from seal_key where office = $1");
        await using var reader = await command.ExecuteReaderAsync(token);
        while (await reader.ReadAsync(token)) Add(reader.GetFieldValue<byte[]>(0));
    }

    /// <summary>The id is computed from the key, never believed. A key that is none, or not pinned, stays unknown.</summary>
    public void Add(ReadOnlyMemory<byte> publicKey)
    {
        var id = SealKey.IdOf(publicKey);
        if (pinned.Count > 0 && !pinned.Any(p => p.Span.SequenceEqual(id))) return;
        if (SealKey.ReadPublicKey(publicKey) is not { } key) return;
        if (_keys.TryAdd(Convert.ToHexString(id), key)) _added.Add(publicKey);
        else key.Dispose();
    }

    public Judgement Judge(ReadOnlyMemory<byte> keyId, ReadOnlyMemory<byte> hash, ReadOnlyMemory<byte> signature) =>
        !_keys.TryGetValue(Convert.ToHexString(keyId.Span), out var key) ? Judgement.Unknown
        : SealKey.SignatureFits(key, hash.Span, signature.Span) ? Judgement.Fits
        : Judgement.Wrong;

    /// <summary>Many at once on every processor: a signature costs as much as ten events. Each worker has keys of its own, since ECDsa is for one at a time.</summary>
    public Judgement[] JudgeAll(IReadOnlyList<Seal> seals)
    {
        var judged = new Judgement[seals.Count];
        Parallel.For(0, seals.Count, Copy, (i, _, own) =>
        {
            judged[i] = own.Judge(seals[i].KeyId, seals[i].Hash, seals[i].Signature);
            return own;
        }, own => own.Dispose());
        return judged;
    }

    private SealKeys Copy()
    {
        var copy = new SealKeys(pinned);
        foreach (var key in _added) copy.Add(key);
        return copy;
    }

    public void Dispose()
    {
        foreach (var key in _keys.Values) key.Dispose();
    }
}
