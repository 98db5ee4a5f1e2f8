using System.Security.Cryptography;
using System.Text;

namespace Laksana.Register;

/// <summary>Checks a dossier from the outside in: the file's form, the signature over its list, the case's chain, its documents, and its seals.</summary>
internal sealed class DossierCheck(DossierTrust trust)
{
    private readonly List<Finding> _findings = [];

    public async Task<DossierReport> RunAsync(Stream file, CancellationToken token)
    {
        DossierContent? content = null;
        try
        {
            content = await DossierContent.ReadAsync(file, token);
            return Report(content);
        }
        catch (ZipDamage damage)
        {
            return new DossierReport
            {
                Office = content?.Manifest.Office,
                CaseNumber = content?.Manifest.CaseNumber,
                Findings = [.. _findings, new Finding(FindingKind.FileDamaged, damage.Reason, null) { Object = damage.File ?? "ZIP" }],
            };
        }
    }

    private DossierReport Report(DossierContent content)
    {
        var manifest = content.Manifest;
        using var keys = new SealKeys(trust.PinnedKeys);
        foreach (var pem in content.In("kunci/")) AddKey(keys, pem);
        CheckSignature(content, keys);
        var events = Events(content);
        var seals = content.Get(DossierSeals.Name, DossierJson.Readable.DossierSeals);
        var proofs = Proofs(seals, manifest);
        _findings.AddRange(CaseExamination.Examine(manifest.CaseNumber, events,
            [.. proofs.Select(p => new SealedHead(p.Version, p.Hash, p.Seal.Number, p.Seal.SealedAt)).OrderBy(h => h.Version)], waiting: null));
        CheckDocuments(content, events);
        var all = new DossierSealCheck(manifest.CaseNumber, keys, trust, _findings);
        all.Run(proofs, [.. seals.Following.Select(s => Read(() => s.ToSeal(manifest.Office), DossierSeals.Name))], content);
        var values = CheckValues(content, events);
        CheckCounts(manifest, events, proofs);
        return new DossierReport
        {
            Office = manifest.Office,
            CaseNumber = manifest.CaseNumber,
            Events = events.Count,
            Documents = manifest.Files.Count(f => f.Name.StartsWith("dokumen/", StringComparison.Ordinal)),
            PersonalValues = values,
            SealedUpTo = proofs.Count == 0 ? 0 : proofs.Max(p => p.Version),
            Key = manifest.Key,
            KeyIsPinned = trust.PinnedKeys.Any(p => Convert.ToHexStringLower(p.Span) == manifest.Key),
            ProvedBy = _findings.Count == 0 ? all.ProvedBy : null,
            Findings = _findings,
        };
    }

    private static void AddKey(SealKeys keys, byte[] pem)
    {
        var text = Encoding.ASCII.GetString(pem);
        if (!PemEncoding.TryFind(text, out var found) || text[found.Label] != "PUBLIC KEY") throw new ZipDamage("dossier-unreadable", "kunci");
        keys.Add(Convert.FromBase64String(text[found.Base64Data]));
    }

    private void CheckSignature(DossierContent content, SealKeys keys)
    {
        var key = Read(() => Convert.FromHexString(content.Manifest.Key), DossierManifest.Name);
        var judged = keys.Judge(key, SHA256.HashData(content.SignedBytes), content.Signature);
        if (judged == SealKeys.Judgement.Unknown)
            _findings.Add(new Finding(FindingKind.KeyUnknown, "dossier-key-unknown", null) { Object = content.Manifest.Key });
        else if (judged == SealKeys.Judgement.Wrong)
            _findings.Add(new Finding(FindingKind.SignatureWrong, "dossier-signature-wrong", null) { Object = DossierManifest.SignatureName });
    }

    private static List<ChainedEvent> Events(DossierContent content)
    {
        var chain = content.Get(DossierChain.Name, DossierJson.Readable.DossierChain);
        return Read(() => chain.Events.Select(e => new ChainedEvent(content.Manifest.Office, content.Manifest.CaseNumber, e.Version, e.Kind, e.BodyVersion,
            content.Get(e.File), Convert.FromHexString(e.Previous), Convert.FromHexString(e.Hash))).ToList(), DossierChain.Name);
    }

    private static List<ProvedSeal> Proofs(DossierSeals seals, DossierManifest manifest) => Read(() => seals.Proofs.Select(p => new ProvedSeal(p.Version,
        Convert.FromHexString(p.Hash), p.Position, [.. p.Path.Select(Convert.FromHexString)], p.Seal.ToSeal(manifest.Office))).ToList(), DossierSeals.Name);

    private void CheckDocuments(DossierContent content, List<ChainedEvent> events)
    {
        foreach (var attached in events.Where(e => e.Kind == EventBody.DocumentAttached))
        {
            if (EventBody.Document(attached.Body.Span) is not { } sha256 || content.DocumentHashes.Contains(Convert.ToHexStringLower(sha256))) continue;
            _findings.Add(new Finding(FindingKind.DocumentMissing, "document-missing", EventBody.Time(attached.Body.Span))
            {
                CaseNumber = attached.CaseNumber,
                Version = attached.Version,
                Object = Convert.ToHexStringLower(sha256),
            });
        }
    }

    private int CheckValues(DossierContent content, List<ChainedEvent> events)
    {
        if (content.Find(DossierValues.Name) is null) return 0;
        var values = content.Get(DossierValues.Name, DossierJson.Readable.DossierValues).Values;
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in events) EventBody.CollectDigests(one.Body.Span, named);
        foreach (var value in values)
        {
            var (digest, salt) = Read(() => (Convert.FromHexString(value.Digest), Convert.FromHexString(value.Salt)), DossierValues.Name);
            if (named.Contains(value.Digest) && PersonalDigest.Fits(digest, salt, value.Value)) continue;
            _findings.Add(new Finding(FindingKind.ValueChanged, "value-changed", null) { CaseNumber = content.Manifest.CaseNumber, Object = value.Digest });
        }
        return values.Count;
    }

    private void CheckCounts(DossierManifest manifest, List<ChainedEvent> events, List<ProvedSeal> proofs)
    {
        if (manifest.Events != events.Count || manifest.SealedUpTo != (proofs.Count == 0 ? 0 : proofs.Max(p => p.Version)))
            _findings.Add(new Finding(FindingKind.FileDamaged, "dossier-counts-wrong", null) { Object = DossierManifest.Name });
    }

    private static T Read<T>(Func<T> read, string file)
    {
        try
        {
            return read();
        }
        catch (FormatException)
        {
            throw new ZipDamage("dossier-unreadable", file);
        }
    }
}
