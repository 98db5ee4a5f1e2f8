using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Laksana.Register;

namespace Laksana.Backups;

/// <summary>What measuring an artifact found. <paramref name="Sha256"/> is that of the large file, as it was read now.</summary>
public sealed record ArtifactHash(ArtifactSummary Summary, string Sha256, long Bytes, TimeSpan Took);

/// <summary>
/// A file of the artifact while it streams by. <paramref name="Name"/>: see <see cref="EntryName"/>. <paramref name="Content"/> ends with it and is to be read before the
/// next is asked for; what was not read is skipped (and hashed all the same).
/// </summary>
public sealed record ArtifactEntry(string Name, long Bytes, Stream Content);

/// <summary>
/// A finished backup in a folder anywhere: the backup directory, a medium, a scratch place.
/// <code>
/// NAME/NAME.tar.age    (NAME.tar when the source is not sensitive): dump/…, manifest.json last
/// NAME/SHA256SUMS      of every other file, as sha256sum(1) writes it
/// NAME/ringkasan.json  with ringkasan.json.sig and kunci-publik.pem
/// NAME/BACA-SAYA.txt   how to open it without Laksana
/// </code>
/// </summary>
public sealed class Artifact
{
    public const string SumsName = "SHA256SUMS";
    public const string ReadMeName = "BACA-SAYA.txt";

    private Artifact(string folder, ArtifactSummary summary) => (Folder, Summary) = (folder, summary);

    /// <summary>Absolute path.</summary>
    public string Folder { get; }

    public ArtifactSummary Summary { get; }

    public string Name => Summary.Name;

    /// <summary>Path of the large file.</summary>
    public string File => Path.Combine(Folder, Summary.File);

    /// <summary>
    /// Opens what lies in a folder. Reads and checks the small files alone: their sums, the summary's signature against the key beside it (whose key that is, is
    /// <see cref="IsSignedBy"/>'s question), and that the large file is there with its size.
    /// </summary>
    /// <exception cref="ArtifactException">Missing, damaged, cut short or none of ours.</exception>
    public static Artifact At(string folder)
    {
        var path = Path.GetFullPath(folder);
        var (summary, _) = ArtifactBeside.Read(path);
        var artifact = new Artifact(path, summary);
        var large = new FileInfo(artifact.File);
        if (!large.Exists) throw new ArtifactException(ArtifactFault.Missing, summary.File);
        if (large.Length != summary.Bytes) throw new ArtifactException(large.Length < summary.Bytes ? ArtifactFault.Incomplete : ArtifactFault.Damaged, summary.File);
        return artifact;
    }

    /// <summary>Whether this installation signed it: a stranger's artifact may fit in itself.</summary>
    public bool IsSignedBy(SealKey key)
    {
        using var beside = ECDsa.Create();
        beside.ImportFromPem(System.IO.File.ReadAllText(Path.Combine(Folder, ArtifactSummary.PublicKeyName)));
        return beside.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.PublicKey.Span);
    }

    /// <exception cref="ArtifactException">It is not the backup that the book has under this name.</exception>
    public Artifact Require(Backup backup) => Name == backup.Id && Summary.Sha256 == backup.Sha256 && Summary.ManifestSha256 == backup.ManifestSha256
        ? this : throw new ArtifactException(ArtifactFault.Foreign, Name);

    /// <summary>Reads every byte of the large file and compares with the signed summary. (The small files were compared when it was opened.)</summary>
    /// <param name="progress">Told the bytes read so far.</param>
    /// <exception cref="ArtifactException">It is not what was written.</exception>
    public async Task<ArtifactHash> HashAsync(IProgress<long>? progress, ByteRate rate, CancellationToken token)
    {
        var begun = TimeProvider.System.GetTimestamp();
        using var cipher = new ArtifactCipher(this, progress, rate);
        var buffer = new byte[1 << 20];
        while (await cipher.ReadAsync(buffer, token) > 0) { }
        cipher.RequireWhole();
        return new ArtifactHash(Summary, cipher.Sha256!, cipher.Read, TimeProvider.System.GetElapsedTime(begun));
    }

    /// <summary>
    /// Decrypts and gives its files one after the other, the dump first; the manifest, which is the last entry, is not among them. Every file is hashed and compared
    /// with the manifest, the manifest and the whole with the summary.
    /// </summary>
    /// <exception cref="ArtifactException">Thrown where it shows, at the latest at the end: nothing of what was read counts until the loop has ended by itself.</exception>
    public async IAsyncEnumerable<ArtifactEntry> ReadAsync(BackupIdentities keys, [EnumeratorCancellation] CancellationToken token)
    {
        await using var reading = new ArtifactReading(this, keys, null, ByteRate.Unlimited);
        await reading.BeginAsync(token);
        while (await reading.NextAsync(token) is { } entry) yield return entry;
    }

    /// <summary>Reads it all, as <see cref="ReadAsync"/> does, and gives its manifest.</summary>
    /// <param name="progress">Told the bytes of the large file read so far.</param>
    public async Task<Manifest> ReadThroughAsync(BackupIdentities keys, IProgress<long>? progress, ByteRate rate, CancellationToken token)
    {
        await using var reading = new ArtifactReading(this, keys, progress, rate);
        await reading.BeginAsync(token);
        while (await reading.NextAsync(token) is not null) { }
        return reading.Manifest!;
    }

    /// <summary>
    /// Writes its files below a folder that is there and empty, as <see cref="ReadAsync"/> reads them: a tree with its folders, permissions, times and links, and its
    /// owners as far as this account may. Names that would leave the folder are refused.
    /// </summary>
    /// <param name="wanted">Which of them, by their names; null: all.</param>
    /// <param name="progress">Told the bytes of the large file read so far.</param>
    /// <exception cref="ArtifactException">As for <see cref="ReadAsync"/>; what was written until then is not to be used.</exception>
    public async Task<Manifest> UnpackAsync(string target, BackupIdentities keys, Func<string, bool>? wanted, IProgress<long>? progress, ByteRate rate, CancellationToken token)
    {
        await using var reading = new ArtifactReading(this, keys, progress, rate);
        await reading.BeginAsync(token);
        var unpacking = new ArtifactUnpacking(target);
        while (await reading.NextAsync(token) is { } entry)
            if (wanted is null || wanted(entry.Name)) await unpacking.WriteAsync(reading.Item!, entry, token);
        unpacking.Finish();
        return reading.Manifest!;
    }
}
