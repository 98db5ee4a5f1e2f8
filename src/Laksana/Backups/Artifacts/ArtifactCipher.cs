using System.Security.Cryptography;

namespace Laksana.Backups;

/// <summary>The artifact's large file while it is read from the disk, once from beginning to end, and hashed.</summary>
internal sealed class ArtifactCipher(Artifact artifact, IProgress<long>? progress, ByteRate rate) : IDisposable
{
    private readonly FileStream _file = Open(artifact);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Read { get; private set; }

    /// <summary>Once the end was reached.</summary>
    public string? Sha256 { get; private set; }

    public async ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken token)
    {
        var read = await _file.ReadAsync(into, token);
        if (read == 0)
        {
            Sha256 ??= Convert.ToHexStringLower(_hash.GetHashAndReset());
            return 0;
        }
        _hash.AppendData(into.Span[..read]);
        Read += read;
        progress?.Report(Read);
        await rate.TakeAsync(read, token);
        return read;
    }

    /// <summary>Reads the rest.</summary>
    public async Task ReadOutAsync(CancellationToken token)
    {
        var rest = new byte[1 << 18];
        while (await ReadAsync(rest, token) > 0) { }
    }

    /// <exception cref="ArtifactException">What was read is not what was written.</exception>
    public void RequireWhole()
    {
        if (Sha256 == artifact.Summary.Sha256) return;
        throw new ArtifactException(Read < artifact.Summary.Bytes ? ArtifactFault.Incomplete : ArtifactFault.Damaged, artifact.Summary.File);
    }

    public void Dispose()
    {
        _file.Dispose();
        _hash.Dispose();
    }

    private static FileStream Open(Artifact artifact)
    {
        try
        {
            return new FileStream(artifact.File, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan });
        }
        catch (FileNotFoundException missing)
        {
            throw new ArtifactException(ArtifactFault.Missing, artifact.Summary.File, missing);
        }
    }
}
