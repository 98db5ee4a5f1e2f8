namespace Laksana.Register;

/// <summary>Goes through an office's seals in order: numbers, chain, Merkle roots, hashes, signatures, and the heads kept outside.</summary>
internal sealed class SealPass(Snapshot snapshot, VerificationOrder order, FindingList findings) : IDisposable
{
    private const int SealFields = 8;
    private const int LeafFields = 5;
    private const int CheckedAtOnce = 512;

    private readonly Dictionary<long, List<SealHead>> _outside =
        order.Heads.Where(h => h.Office == order.Office).GroupBy(h => h.Number).ToDictionary(g => g.Key, g => g.ToList());
    private readonly SealKeys _keys = new(order.PinnedKeys);
    private readonly MerkleFrontier _tree = new();
    private readonly List<Seal> _read = new(CheckedAtOnce);
    private readonly List<bool> _leavesFit = new(CheckedAtOnce);
    private bool _outsideDiffers;
    private long _seals;

    public long Seals => Volatile.Read(ref _seals);
    public long Leaves { get; private set; }
    public Seal? Last { get; private set; }
    public SealHead? ProvedUpTo { get; private set; }

    /// <summary>Asked on the snapshot's first connection, before the passes run side by side.</summary>
    public Task PrepareAsync(CancellationToken token) => _keys.ReadAsync(snapshot, token);

    public async Task RunAsync(Action progress, CancellationToken token)
    {
        await using var sealConnection = await snapshot.OpenAsync(token);
        await using var leafConnection = await snapshot.OpenAsync(token);
        await using var seals = await CopyRows.BeginAsync(sealConnection, $"""
            select number, sealed_at, leaves, root, previous, key_id, hash, signature
            from seal where office = {snapshot.OfficeLiteral} order by number
            """, SealFields, token);
        await using var leaves = await CopyRows.BeginAsync(leafConnection, $"""
            select number, position, case_number, version, hash
            from seal_leaf where office = {snapshot.OfficeLiteral} order by number, position
            """, LeafFields, token);
        var leaf = await NextAsync(leaves, token);
        while (await NextAsync(seals, token))
        {
            var seal = Read(seals);
            while (leaf && leaves.Int64(0) < seal.Number) leaf = await PassLeafWithoutSealAsync(leaves, token);
            var inOrder = true;
            for (; leaf && leaves.Int64(0) == seal.Number; leaf = await NextAsync(leaves, token))
            {
                inOrder &= leaves.Int32(1) == _tree.Count;
                _tree.Add(SealLeaf.LeafHash(leaves.Field(2), leaves.Int32(3), leaves.Field(4)));
            }
            Leaves += _tree.Count;
            _read.Add(seal);
            _leavesFit.Add(inOrder && seal.Leaves == _tree.Count && seal.Root.Span.SequenceEqual(_tree.Root()));
            if (_read.Count == CheckedAtOnce) CheckRead();
            _tree.Clear();
            if (++_seals % 100 == 0) progress();
        }
        CheckRead();
        while (leaf) leaf = await PassLeafWithoutSealAsync(leaves, token);
        CheckHeadsBeyond();
    }

    public void Dispose() => _keys.Dispose();

    private static async ValueTask<bool> NextAsync(CopyRows rows, CancellationToken token)
    {
        while (!rows.Next())
        {
            if (!await rows.FillAsync(token)) return false;
        }
        return true;
    }

    private Seal Read(CopyRows row) => new()
    {
        Office = order.Office,
        Number = row.Int64(0),
        SealedAt = row.Instant(1),
        Leaves = row.Int32(2),
        Root = row.Field(3).ToArray(),
        Previous = row.Field(4).ToArray(),
        KeyId = row.Field(5).ToArray(),
        Hash = row.Field(6).ToArray(),
        Signature = row.Field(7).ToArray(),
    };

    private void CheckRead()
    {
        var judged = _keys.JudgeAll(_read);
        for (var i = 0; i < _read.Count; i++) Check(_read[i], _leavesFit[i], judged[i]);
        _read.Clear();
        _leavesFit.Clear();
    }

    private void Check(Seal seal, bool leavesFit, SealKeys.Judgement signature)
    {
        var (number, previous) = (Last?.Number ?? 0, Last?.Hash ?? EventHash.None.ToArray());
        if (seal.Number != number + 1) Say(FindingKind.SealMissing, "seals-missing", seal, number + 1);
        else if (!seal.Previous.Span.SequenceEqual(previous.Span)) Say(FindingKind.SealChanged, "seal-replaced", seal, Math.Max(number, 1));
        if (!seal.HashFits()) Say(FindingKind.SealChanged, "seal-changed", seal);
        else if (!leavesFit)
            Say(FindingKind.SealChanged, "seal-leaves-changed", seal);
        CheckSignature(seal, signature);
        CheckOutside(seal);
        Last = seal;
    }

    private void CheckSignature(Seal seal, SealKeys.Judgement signature)
    {
        switch (signature)
        {
            case SealKeys.Judgement.Unknown:
                Say(FindingKind.KeyUnknown, "seal-key-unknown", seal, what: Convert.ToHexStringLower(seal.KeyId.Span));
                break;
            case SealKeys.Judgement.Wrong:
                Say(FindingKind.SignatureWrong, "seal-signature-wrong", seal);
                break;
        }
    }

    // Said once: every seal carries the one before it, so that all later ones differ too.
    private void CheckOutside(Seal seal)
    {
        if (!_outside.TryGetValue(seal.Number, out var heads)) return;
        var differing = heads.FindAll(h => !h.Hash.Span.SequenceEqual(seal.Hash.Span) && IsWhole(h));
        if (differing.Count == 0) ProvedUpTo = _outsideDiffers || !heads.Exists(IsOf) ? ProvedUpTo : seal.Head;
        else if (!_outsideDiffers)
        {
            _outsideDiffers = true;
            Say(FindingKind.SealChanged, "seal-not-as-outside", seal);
        }

        bool IsOf(SealHead head) => head.Hash.Span.SequenceEqual(seal.Hash.Span);
    }

    private void CheckHeadsBeyond()
    {
        var beyond = _outside.Values.SelectMany(h => h).Where(h => h.Number > (Last?.Number ?? 0)).OrderBy(h => h.Number).Where(IsWhole).ToList();
        if (beyond.Count == 0) return;
        var head = beyond[0];
        findings.Add(new Finding(FindingKind.SealMissing, "seals-missing-at-end", head.SealedAt)
        {
            Seal = (Last?.Number ?? 0) + 1,
            Object = beyond[^1].Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        });
    }

    // A head that was damaged outside would otherwise accuse the register. Only one that differs is asked: checking a signature takes long.
    private bool IsWhole(SealHead head)
    {
        if (_keys.Judge(head.KeyId, head.Hash, head.Signature) != SealKeys.Judgement.Wrong) return true;
        findings.Add(new Finding(FindingKind.HeadDamaged, "head-damaged", head.SealedAt) { Seal = head.Number });
        return false;
    }

    private async Task<bool> PassLeafWithoutSealAsync(CopyRows leaves, CancellationToken token)
    {
        var number = leaves.Int64(0);
        findings.Add(new Finding(FindingKind.SealMissing, "leaves-without-seal", null) { Seal = number });
        var leaf = true;
        for (; leaf && leaves.Int64(0) == number; leaf = await NextAsync(leaves, token)) Leaves++;
        return leaf;
    }

    private void Say(FindingKind kind, string reason, Seal seal, long? number = null, string? what = null) =>
        findings.Add(new Finding(kind, reason, seal.SealedAt) { Seal = number ?? seal.Number, Object = what });
}
