using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Laksana.Register;

/// <summary>A dossier read from its ZIP: the manifest, the small files whole, and which files were as the manifest says.</summary>
internal sealed class DossierContent
{
    private const int LargestManifest = 32 * 1024 * 1024;
    private const int LargestSignature = 1024;
    private const long MostKept = 256L * 1024 * 1024;
    private const string Documents = "dokumen/";
    private const string Sheets = "lembar/";

    private readonly Dictionary<string, byte[]> _kept = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private long _keptBytes;

    public required byte[] SignedBytes { get; init; }
    public required byte[] Signature { get; init; }
    public required DossierManifest Manifest { get; init; }

    /// <summary>Documents by their SHA-256 (hex), as read from their bytes.</summary>
    public HashSet<string> DocumentHashes { get; } = new(StringComparer.Ordinal);

    /// <exception cref="ZipDamage">The file is no dossier, is damaged, or holds other files than its manifest says.</exception>
    public static async Task<DossierContent> ReadAsync(Stream file, CancellationToken token)
    {
        var zip = new StoredZipReader(file);
        var signedBytes = await WholeAsync(zip, DossierManifest.Name, LargestManifest, token);
        var manifest = Json(signedBytes, DossierManifest.Name, DossierJson.Readable.DossierManifest);
        if (manifest.Format != DossierManifest.FormatName) throw new ZipDamage("dossier-other-format", DossierManifest.Name);
        var content = new DossierContent
        {
            SignedBytes = signedBytes,
            Signature = await WholeAsync(zip, DossierManifest.SignatureName, LargestSignature, token),
            Manifest = manifest,
        };
        foreach (var listed in manifest.Files) await content.ReadAsync(zip, listed, token);
        if (await zip.NextAsync(token) is { } more) throw new ZipDamage("dossier-file-not-listed", more.Name);
        await zip.FinishAsync(token);
        return content;
    }

    public byte[]? Find(string name) => _kept.GetValueOrDefault(name);

    public byte[] Get(string name) => Find(name) ?? throw new ZipDamage("dossier-file-missing", name);

    public T Get<T>(string name, JsonTypeInfo<T> json) => Json(Get(name), name, json);

    public IEnumerable<byte[]> In(string folder) => _kept.Where(f => f.Key.StartsWith(folder, StringComparison.Ordinal)).Select(f => f.Value);

    private async Task ReadAsync(StoredZipReader zip, DossierFile listed, CancellationToken token)
    {
        if (await zip.NextAsync(token) is not { } entry) throw new ZipDamage("dossier-file-missing", listed.Name);
        if (entry.Name != listed.Name) throw new ZipDamage("dossier-file-not-listed", entry.Name);
        if (entry.Size != listed.Size) throw new ZipDamage("dossier-file-changed", entry.Name);
        if (!_names.Add(entry.Name)) throw new ZipDamage("dossier-file-doubled", entry.Name);
        var document = entry.Name.StartsWith(Documents, StringComparison.Ordinal);
        var streamed = document || entry.Name.StartsWith(Sheets, StringComparison.Ordinal);
        if (!streamed && (_keptBytes += entry.Size) > MostKept) throw new ZipDamage("dossier-larger-than-any", entry.Name);
        using var kept = new MemoryStream();
        var sha256 = Convert.ToHexStringLower(await zip.ReadContentAsync(entry, streamed ? null : part => kept.Write(part.Span), token));
        if (sha256 != listed.Sha256) throw new ZipDamage("dossier-file-changed", entry.Name);
        if (!streamed) _kept.Add(entry.Name, kept.ToArray());
        if (!document) return;
        if (!NamedByContent(entry.Name, sha256)) throw new ZipDamage("dossier-document-changed", entry.Name);
        DocumentHashes.Add(sha256);
    }

    // The reader refuses null where a value must be, but not within lists.
    private static bool HasGaps(object read) => read switch
    {
        DossierManifest manifest => manifest.Files.Any(f => f is null),
        DossierChain chain => chain.Events.Any(e => e is null),
        DossierSeals seals => seals.Proofs.Any(p => p is null || p.Path.Any(h => h is null)) || seals.Following.Any(s => s is null),
        DossierValues values => values.Values.Any(v => v is null),
        _ => true,
    };

    private static bool NamedByContent(string name, string sha256) =>
        name.AsSpan(Documents.Length).StartsWith(sha256, StringComparison.Ordinal);

    private static async Task<byte[]> WholeAsync(StoredZipReader zip, string name, int largest, CancellationToken token)
    {
        if (await zip.NextAsync(token) is not { } entry || entry.Name != name) throw new ZipDamage("dossier-not-one", null);
        if (entry.Size > largest) throw new ZipDamage("dossier-larger-than-any", name);
        using var whole = new MemoryStream();
        await zip.ReadContentAsync(entry, part => whole.Write(part.Span), token);
        return whole.ToArray();
    }

    private static T Json<T>(byte[] content, string name, JsonTypeInfo<T> json)
    {
        try
        {
            return JsonSerializer.Deserialize(content, json) is { } read && !HasGaps(read) ? read : throw new ZipDamage("dossier-unreadable", name);
        }
        catch (JsonException)
        {
            throw new ZipDamage("dossier-unreadable", name);
        }
    }
}
