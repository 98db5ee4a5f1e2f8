namespace Laksana.Register;

/// <summary>A seal with the proof that it holds the case at a version.</summary>
internal sealed record ProvedSeal(int Version, byte[] Hash, int Position, IReadOnlyList<byte[]> Path, Seal Seal);

/// <summary>Checks a dossier's seals: hashes, signatures, proofs, the chain that follows the last one, and the heads kept outside.</summary>
internal sealed class DossierSealCheck(string caseNumber, SealKeys keys, DossierTrust trust, List<Finding> findings)
{
    private const int MostProofs = 50_000;

    /// <summary>The latest head kept outside that a seal is, before any that differs. It proves something only when all else fits.</summary>
    public SealHead? ProvedBy { get; private set; }

    public void Run(IReadOnlyList<ProvedSeal> proofs, IReadOnlyList<Seal> following, DossierContent content)
    {
        if (proofs.Count > MostProofs || following.Count > DossierRows.MostFollowing) throw new ZipDamage("dossier-larger-than-any", DossierSeals.Name);
        foreach (var proof in proofs)
        {
            Check(proof.Seal);
            if (!MerkleTree.ProofFits(new SealLeaf(caseNumber, proof.Version, proof.Hash).LeafHash(), proof.Position, proof.Seal.Leaves, proof.Path, proof.Seal.Root.Span))
                Say(FindingKind.SealChanged, "seal-proof-wrong", proof.Seal);
            if (!content.Get(DossierExport.SealName(proof.Seal.Number, "bin")).AsSpan().SequenceEqual(proof.Seal.SignedBytes())
                || !content.Get(DossierExport.SealName(proof.Seal.Number, "sig")).AsSpan().SequenceEqual(proof.Seal.Signature.Span))
                Say(FindingKind.SealChanged, "seal-files-differ", proof.Seal);
        }
        var before = proofs.Count == 0 ? null : proofs[^1].Seal;
        foreach (var seal in following)
        {
            if (before is null || seal.Number != before.Number + 1 || !seal.Previous.Span.SequenceEqual(before.Hash.Span))
                Say(FindingKind.SealChanged, "seal-does-not-follow", seal);
            Check(seal);
            before = seal;
        }
        Outside([.. proofs.Select(p => p.Seal), .. following]);
    }

    private void Check(Seal seal)
    {
        if (!seal.HashFits()) Say(FindingKind.SealChanged, "dossier-seal-changed", seal);
        var judged = keys.Judge(seal.KeyId, seal.Hash, seal.Signature);
        if (judged == SealKeys.Judgement.Unknown) Say(FindingKind.KeyUnknown, "seal-key-unknown", seal, Convert.ToHexStringLower(seal.KeyId.Span));
        else if (judged == SealKeys.Judgement.Wrong) Say(FindingKind.SignatureWrong, "seal-signature-wrong", seal);
    }

    private void Outside(IReadOnlyList<Seal> seals)
    {
        var heads = trust.Heads.ToLookup(h => (h.Office, h.Number));
        var fits = true;
        foreach (var seal in seals)
        {
            foreach (var head in heads[(seal.Office, seal.Number)])
            {
                if (!head.Hash.Span.SequenceEqual(seal.Hash.Span))
                {
                    if (fits) Say(FindingKind.SealChanged, "dossier-seal-not-as-outside", seal);
                    fits = false;
                }
                else if (fits) ProvedBy = head;
            }
        }
    }

    private void Say(FindingKind kind, string reason, Seal seal, string? what = null) =>
        findings.Add(new Finding(kind, reason, seal.SealedAt) { CaseNumber = caseNumber, Seal = seal.Number, Object = what });
}
