using System.Security.Cryptography;

namespace Laksana.Backups;

/// <summary>One reading of an artifact from its first entry to its last: disk, hash, age, archive, hashes.</summary>
internal sealed class ArtifactReading(Artifact artifact, BackupIdentities keys, IProgress<long>? progress, ByteRate rate) : IAsyncDisposable
{
    private const int LargestManifest = 256 * 1024 * 1024;

    private readonly ArtifactCipher _cipher = new(artifact, progress, rate);
    private readonly CancellationTokenSource _ended = new();
    private readonly Dictionary<string, ManifestFile> _seen = new(StringComparer.Ordinal);
    private ChildProgram? _age;
    private Task _feeding = Task.CompletedTask;
    private TarEye? _archive;
    private EntryContent? _current;

    /// <summary>The head of the entry that was given last.</summary>
    public TarItem? Item { get; private set; }

    /// <summary>Once everything was read and compared.</summary>
    public Manifest? Manifest { get; private set; }

    public async Task BeginAsync(CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        if (!artifact.Summary.Encrypted)
        {
            _archive = new TarEye(new BufferedStream(new Plain(_cipher), 1 << 18));
            return;
        }
        _age = await AgeProgram.DecryptAsync(keys);
        _feeding = Task.Run(() => FeedAsync(_age.Input), CancellationToken.None);
        _archive = new TarEye(new BufferedStream(_age.Output, 1 << 18));
    }

    /// <summary>The next file or folder; null when all were read and everything fits.</summary>
    /// <exception cref="ArtifactException">Something does not.</exception>
    public async Task<ArtifactEntry?> NextAsync(CancellationToken token)
    {
        try
        {
            await EndCurrentAsync(token);
            if (await _archive!.NextAsync(token) is not { } item) throw new FormatException("no manifest");
            Item = item;
            var name = EntryName.Text(item.Name.Span);
            if (name == Backups.Manifest.FileName)
            {
                await EndAsync(item, token);
                return null;
            }
            _current = new EntryContent(_archive, item, name, () => FaultAsync(token));
            return new ArtifactEntry(name, item.Size, _current);
        }
        catch (Exception error) when (error is FormatException or OverflowException or EndOfStreamException or IOException)
        {
            throw await FaultAsync(token, error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        if (_age is not null) await _age.DisposeAsync();
        await _feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _cipher.Dispose();
        _current?.Dispose();
        _ended.Dispose();
    }

    private async Task EndCurrentAsync(CancellationToken token)
    {
        if (_current is null) return;
        var (name, bytes, sha256) = await _current.FinishAsync(token);
        if (_current.IsFile && !_seen.TryAdd(name, new ManifestFile(name, bytes, sha256))) throw new ArtifactException(ArtifactFault.Foreign, name);
        _current.Dispose();
        _current = null;
    }

    /// <summary>The manifest, the archive's end, age's verdict, the file's hash: only together they say that it is whole.</summary>
    private async Task EndAsync(TarItem item, CancellationToken token)
    {
        if (item.Size > LargestManifest) throw new FormatException("manifest");
        var json = new byte[item.Size];
        for (var at = 0; at < json.Length;) at += await _archive!.ReadAsync(json.AsMemory(at), token);
        if (await _archive!.NextAsync(token) is not null) throw new FormatException("after the manifest");
        if (_age is not null)
        {
            await _feeding.WaitAsync(token);
            if (await _age.EndAsync(token) != 0) throw new EndOfStreamException(_age.Said);
        }
        await _cipher.ReadOutAsync(token);
        _cipher.RequireWhole();
        if (Convert.ToHexStringLower(SHA256.HashData(json)) != artifact.Summary.ManifestSha256) throw new ArtifactException(ArtifactFault.Foreign, Backups.Manifest.FileName);
        var manifest = Backups.Manifest.Read(json);
        if (manifest.Name != artifact.Name) throw new ArtifactException(ArtifactFault.Foreign, Backups.Manifest.FileName);
        foreach (var file in manifest.Files)
            if (!_seen.Remove(file.Name, out var seen)) throw new ArtifactException(ArtifactFault.Missing, file.Name);
            else if (seen != file) throw new ArtifactException(ArtifactFault.Damaged, file.Name);
        if (_seen.Count > 0) throw new ArtifactException(ArtifactFault.Foreign, _seen.Keys.First());
        Manifest = manifest;
    }

    /// <summary>
    /// Why reading stopped. A key that does not fit and a damaged head look alike to age; the hash of the file tells them apart: if the file is what was written,
    /// the key is wrong.
    /// </summary>
    private async Task<ArtifactException> FaultAsync(CancellationToken token, Exception? inner = null)
    {
        var fault = ArtifactFault.Damaged;
        if (_age is not null)
        {
            // It may wait for somebody to take what it has decrypted.
            await _age.Output.CopyToAsync(Stream.Null, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _feeding.WaitAsync(token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _age.EndAsync(token);
            fault = AgeProgram.Fault(_age.Said);
        }
        await _cipher.ReadOutAsync(token);
        if (_cipher.Sha256 == artifact.Summary.Sha256) return new ArtifactException(fault == ArtifactFault.WrongKey ? fault : ArtifactFault.Foreign, artifact.Summary.File, inner);
        return new ArtifactException(_cipher.Read < artifact.Summary.Bytes ? ArtifactFault.Incomplete : ArtifactFault.Damaged, artifact.Summary.File, inner);
    }

    private async Task FeedAsync(Stream age)
    {
        var buffer = new byte[256 * 1024];
        try
        {
            while (await _cipher.ReadAsync(buffer, _ended.Token) is var read and > 0) await age.WriteAsync(buffer.AsMemory(0, read), _ended.Token);
        }
        catch (IOException) when (_age!.Ended || _age.Said.Length > 0)
        {
            // age has stopped reading: what it says is asked afterwards
        }
        finally
        {
            try
            {
                age.Close();
            }
            catch (IOException)
            {
                // it has ended
            }
        }
    }

    /// <summary>The file as a stream.</summary>
    private sealed class Plain(ArtifactCipher cipher) : ReadingStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => cipher.ReadAsync(buffer, cancellationToken);
    }
}
