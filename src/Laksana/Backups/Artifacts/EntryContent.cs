using System.Security.Cryptography;

namespace Laksana.Backups;

/// <summary>The content of one entry of an artifact, hashed while it is read.</summary>
internal sealed class EntryContent(TarEye archive, TarItem item, string name, Func<Task<ArtifactException>> fault) : ReadingStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _read;
    private bool _finished;

    public bool IsFile => item.Kind == TarKind.File;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_finished) throw new InvalidOperationException("The next entry was asked for.");
        try
        {
            return await StepAsync(buffer, cancellationToken);
        }
        catch (Exception error) when (error is EndOfStreamException or IOException)
        {
            throw await fault();
        }
    }

    /// <summary>Reads what nobody has read, and gives what the manifest must say of it.</summary>
    public async Task<(string Name, long Bytes, string Sha256)> FinishAsync(CancellationToken token)
    {
        var rest = new byte[1 << 17];
        while (await StepAsync(rest, token) > 0) { }
        _finished = true;
        return (name, _read, Convert.ToHexStringLower(_hash.GetHashAndReset()));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _hash.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<int> StepAsync(Memory<byte> buffer, CancellationToken token)
    {
        var read = await archive.ReadAsync(buffer, token);
        _hash.AppendData(buffer.Span[..read]);
        _read += read;
        return read;
    }
}
