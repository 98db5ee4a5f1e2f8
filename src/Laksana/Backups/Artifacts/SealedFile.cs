using System.Security.Cryptography;
using static Laksana.Backups.BackupWords;

namespace Laksana.Backups;

/// <summary>The artifact's large file while it is written: what is put in comes out encrypted (or as it is), is hashed on the way, and lies on the disk at the end.</summary>
internal sealed class SealedFile : IAsyncDisposable
{
    /// <summary>The disk is set to work on what has come so far, so that it has little left at the end.</summary>
    private const long FlushEvery = 64L * 1024 * 1024;

    private readonly FileStream _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ChildProgram? _age;
    private readonly Task _pumping;
    private Task _flushing = Task.CompletedTask;
    private long _flushed;

    private SealedFile(FileStream file, ChildProgram? age)
    {
        (_file, _age) = (file, age);
        Input = age?.Input ?? new Hashing(this);
        _pumping = age is null ? Task.CompletedTask : Task.Run(() => PumpAsync(age.Output));
    }

    /// <summary>Where the plain archive goes.</summary>
    public Stream Input { get; }

    public long Bytes { get; private set; }

    /// <param name="publicKeys">Null: not encrypted.</param>
    public static async Task<SealedFile> CreateAsync(string path, IReadOnlyList<string>? publicKeys)
    {
        const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, UnixCreateMode = Mine });
        try
        {
            return new SealedFile(file, publicKeys is null ? null : await AgeProgram.EncryptAsync(publicKeys));
        }
        catch (Exception)
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it; every byte is on the disk then.</summary>
    /// <returns>SHA-256 (hex) of the file.</returns>
    public async Task<string> FinishAsync(CancellationToken token)
    {
        if (_age is not null)
        {
            _age.Input.Close();
            await _pumping.WaitAsync(token);
            if (await _age.EndAsync(token) != 0) throw Failure("age-failed", mayRetry: false, new IOException(_age.Said));
        }
        await _flushing;
        await Task.Run(() => _file.Flush(flushToDisk: true), token);
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    /// <summary>Why nothing more can be put in: the disk is full, or age has ended.</summary>
    public async Task ExplainAsync()
    {
        if (_age is null) return;
        await _pumping;
        if (_age.Ended) throw Failure("age-failed", mayRetry: false, new IOException(_age.Said));
    }

    public async ValueTask DisposeAsync()
    {
        if (_age is not null) await _age.DisposeAsync();
        await _pumping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _flushing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _file.DisposeAsync();
        _hash.Dispose();
    }

    private async Task PumpAsync(Stream from)
    {
        var buffer = new byte[256 * 1024];
        while (await from.ReadAsync(buffer) is var read and > 0) Write(buffer.AsSpan(0, read));
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _hash.AppendData(bytes);
            _file.Write(bytes);
            Bytes += bytes.Length;
            if (Bytes - _flushed < FlushEvery || !_flushing.IsCompleted) return;
            _flushed = Bytes;
            _flushing = Task.Run(() => _file.Flush(flushToDisk: true));
        }
        catch (IOException)
        {
            // Whoever puts something in is not to wait for one who takes no more.
            _ = _age?.DisposeAsync().AsTask();
            throw;
        }
    }

    /// <summary>The way in when nothing is encrypted.</summary>
    private sealed class Hashing(SealedFile file) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(ReadOnlySpan<byte> buffer) => file.Write(buffer);

        public override void Write(byte[] buffer, int offset, int count) => file.Write(buffer.AsSpan(offset, count));

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            file.Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
