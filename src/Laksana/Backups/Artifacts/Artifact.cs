namespace Laksana.Backups;

/// <summary>What measuring an artifact found. <paramref name="Sha256"/> is that of the large file, as it was read now.</summary>
public sealed record ArtifactHash(ArtifactSummary Summary, string Sha256, long Bytes, TimeSpan Took);

/// <summary>A file of the artifact while it streams by. <paramref name="Content"/> ends with it and is to be read before the next is asked for; what was not read is skipped (and hashed).</summary>
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

    /// <summary>The large file.</summary>
    public string File => Path.Combine(Folder, Summary.File);

    /// <summary>Opens what lies in a folder. Reads and checks the small files alone: the summary's signature against the key beside it, and SHA256SUMS' form.</summary>
    /// <exception cref="ArtifactException">Missing, damaged or none of ours.</exception>
    public static Artifact At(string folder) => throw new NotSupportedException("in work");

    /// <summary>Reads every byte of the artifact and compares with SHA256SUMS and the signed summary.</summary>
    /// <param name="progress">Told the bytes read so far.</param>
    /// <exception cref="ArtifactException">The first thing that does not fit.</exception>
    public Task<ArtifactHash> HashAsync(IProgress<long>? progress, ByteRate rate, CancellationToken token) => throw new NotSupportedException("in work");

    /// <summary>Decrypts and gives its files one after the other, dump first. At the end every file was hashed and compared with the manifest, and the manifest with the summary.</summary>
    /// <exception cref="ArtifactException">Thrown where it shows, at the latest at the end: nothing that was read counts before the last entry was given and the loop has ended.</exception>
    public IAsyncEnumerable<ArtifactEntry> ReadAsync(BackupIdentities keys, CancellationToken token) => throw new NotSupportedException("in work");

    /// <summary>Reads it all, as <see cref="ReadAsync"/>, and gives its manifest.</summary>
    /// <param name="progress">Told the bytes read so far, of the decrypted content.</param>
    public Task<Manifest> ReadThroughAsync(BackupIdentities keys, IProgress<long>? progress, ByteRate rate, CancellationToken token) => throw new NotSupportedException("in work");

    /// <summary>Writes its files below a folder that is there and empty, as <see cref="ReadAsync"/> reads them; names that would leave the folder are refused. Owners, permissions and links of a tree are restored as far as this account may.</summary>
    /// <param name="wanted">Which of them; null: all.</param>
    public Task<Manifest> UnpackAsync(string target, BackupIdentities keys, Func<string, bool>? wanted, IProgress<long>? progress, ByteRate rate, CancellationToken token) =>
        throw new NotSupportedException("in work");
}
