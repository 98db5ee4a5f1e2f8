using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Laksana.Register;

/// <summary>Gathers a case's files, says in the manifest what they are, signs that, and writes it all forward.</summary>
internal sealed class DossierExport(DossierRows rows, SealKey key, DossierOrder order)
{
    private readonly List<(string Name, byte[] Content)> _files = [];
    private readonly List<(string Name, byte[] Sha256, long Size, uint Crc, byte[] Content)> _documents = [];

    public async Task WriteAsync(Stream output, CancellationToken token)
    {
        var events = await rows.EventsAsync(token);
        var proofs = await ProofsAsync(token);
        await AddKeysAsync(proofs, token);
        await AddSheetsAsync(events, token);
        AddEvents(events);
        await AddSealsAsync(proofs, token);
        if (order.PersonalValues) Add(DossierValues.Name, new DossierValues(await rows.ValuesAsync(token)), DossierJson.Readable.DossierValues);
        await MeasureDocumentsAsync(token);
        var manifest = Manifest(events.Count, proofs.Count == 0 ? 0 : proofs.Max(p => p.Version));
        await WriteFilesAsync(new StoredZipWriter(output), manifest, token);
    }

    internal static string EventName(int version) => string.Create(CultureInfo.InvariantCulture, $"peristiwa/{version:000000}.json");

    internal static string SealName(long number, string ending) => string.Create(CultureInfo.InvariantCulture, $"segel/{number}.{ending}");

    private async Task<List<DossierProof>> ProofsAsync(CancellationToken token)
    {
        var proofs = new List<DossierProof>();
        foreach (var (number, position, version, hash) in await rows.PlacesAsync(token))
        {
            var seal = await rows.SealAsync(number, token);
            List<byte[]> leaves = [.. (await rows.LeavesAsync(number, token)).Select(l => l.LeafHash())];
            var path = position < leaves.Count ? MerkleTree.InclusionProof(leaves, position) : [];
            proofs.Add(new DossierProof(version, Convert.ToHexStringLower(hash), position, [.. path.Select(Convert.ToHexStringLower)], DossierSeal.Of(seal)));
        }
        return proofs;
    }

    private async Task AddKeysAsync(List<DossierProof> proofs, CancellationToken token)
    {
        var ids = proofs.Select(p => p.Seal.KeyId).Distinct(StringComparer.Ordinal).Select(Convert.FromHexString).ToList();
        var keys = await rows.KeysAsync(ids, token);
        if (!keys.Exists(k => k.AsSpan().SequenceEqual(key.PublicKey.Span))) keys.Add(key.PublicKey.ToArray());
        foreach (var publicKey in keys)
            _files.Add(($"kunci/{Convert.ToHexStringLower(SealKey.IdOf(publicKey))}.pem", Encoding.ASCII.GetBytes(PemEncoding.WriteString("PUBLIC KEY", publicKey) + "\n")));
    }

    // The case begins on one version of its sheet and may be moved to others.
    private async Task AddSheetsAsync(IReadOnlyList<ChainedEvent> events, CancellationToken token)
    {
        var procedure = events.Select(e => EventBody.Text(e.Body.Span, "procedure"u8)).FirstOrDefault(p => p is not null);
        if (procedure is null) return;
        List<int> versions = [.. events.Select(e => EventBody.Number(e.Body.Span, "procedureVersion"u8) ?? EventBody.Number(e.Body.Span, "toVersion"u8)).OfType<int>()];
        foreach (var (version, body) in await rows.SheetsAsync(procedure, versions, token))
            _files.Add((string.Create(CultureInfo.InvariantCulture, $"lembar/versi-{version}.yaml"), Encoding.UTF8.GetBytes(body)));
    }

    private void AddEvents(IReadOnlyList<ChainedEvent> events)
    {
        Add(DossierChain.Name, new DossierChain([.. events.Select(e => new DossierEvent(e.Version, e.Kind, e.BodyVersion,
            Convert.ToHexStringLower(e.Previous.Span), Convert.ToHexStringLower(e.Hash.Span), EventName(e.Version)))]), DossierJson.Readable.DossierChain);
        foreach (var one in events) _files.Add((EventName(one.Version), one.Body.ToArray()));
    }

    private async Task AddSealsAsync(List<DossierProof> proofs, CancellationToken token)
    {
        List<DossierSeal> following = proofs.Count == 0 ? [] : [.. (await rows.FollowingAsync(proofs[^1].Seal.Number, token)).Select(DossierSeal.Of)];
        Add(DossierSeals.Name, new DossierSeals(proofs, following), DossierJson.Readable.DossierSeals);
        foreach (var seal in proofs.Select(p => p.Seal).DistinctBy(s => s.Number))
        {
            _files.Add((SealName(seal.Number, "bin"), seal.ToSeal(order.Office).SignedBytes()));
            _files.Add((SealName(seal.Number, "sig"), Convert.FromHexString(seal.Signature)));
        }
    }

    // Read once for their checksums, which stand before the bytes, and once more to be written: a document need not fit in memory.
    private async Task MeasureDocumentsAsync(CancellationToken token)
    {
        foreach (var (sha256, name) in await rows.DocumentsAsync(token))
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var (crc, size) = (new Crc32(), 0L);
            await rows.ReadDocumentAsync(sha256, chunk =>
            {
                hash.AppendData(chunk.Span);
                crc.Add(chunk.Span);
                size += chunk.Length;
                return Task.CompletedTask;
            }, token);
            _documents.Add(($"dokumen/{Convert.ToHexStringLower(sha256)}{Ending(name)}", sha256, size, crc.Value, hash.GetHashAndReset()));
        }
    }

    private static string Ending(string name)
    {
        const int Longest = 9;
        var ending = Path.GetExtension(name).ToLowerInvariant();
        return ending.Length is > 1 and <= Longest && ending.Skip(1).All(char.IsAsciiLetterOrDigit) ? ending : "";
    }

    // The paper on top names what the manifest says, and the manifest holds the paper's hash: it is made in two steps.
    private DossierManifest Manifest(int events, int sealedUpTo)
    {
        var manifest = new DossierManifest(DossierManifest.FormatName, order.Office, order.CaseNumber, events, sealedUpTo, Convert.ToHexStringLower(key.Id.Span), []);
        _files.Insert(0, (DossierReadMe.Name, DossierReadMe.Write(manifest)));
        return manifest with
        {
            Files =
            [
                .. _files.Select(f => new DossierFile(f.Name, f.Content.Length, Convert.ToHexStringLower(SHA256.HashData(f.Content)))),
                .. _documents.Select(d => new DossierFile(d.Name, d.Size, Convert.ToHexStringLower(d.Content))),
            ],
        };
    }

    private async Task WriteFilesAsync(StoredZipWriter zip, DossierManifest manifest, CancellationToken token)
    {
        var signed = JsonSerializer.SerializeToUtf8Bytes(manifest, DossierJson.Readable.DossierManifest);
        await zip.AddAsync(DossierManifest.Name, signed, token);
        await zip.AddAsync(DossierManifest.SignatureName, key.Sign(SHA256.HashData(signed)), token);
        foreach (var (name, content) in _files) await zip.AddAsync(name, content, token);
        foreach (var document in _documents)
        {
            await zip.BeginAsync(document.Name, document.Size, document.Crc, token);
            await rows.ReadDocumentAsync(document.Sha256, chunk => zip.AppendAsync(chunk, token), token);
        }
        await zip.FinishAsync(token);
    }

    private void Add<T>(string name, T content, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> json) =>
        _files.Add((name, JsonSerializer.SerializeToUtf8Bytes(content, json)));
}
