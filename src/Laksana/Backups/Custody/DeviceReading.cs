using System.Security.Cryptography;

namespace Laksana.Backups;

/// <summary>What of a file passes by while it is read.</summary>
internal delegate void BytesPassed(long offset, ReadOnlySpan<byte> bytes);

/// <summary>Reads whole files from their device, the next block in a thread of its own while the last one is hashed, so that both take the time of the slower one.</summary>
internal static class DeviceReading
{
    /// <summary>Of one block; two are in use.</summary>
    private const int BlockSize = 4 * 1024 * 1024;

    /// <returns>SHA-256 of the file.</returns>
    public static async Task<(byte[] Sha256, long Bytes)> HashAsync(string path, BytesPassed? pass, IProgress<long>? progress, ByteRate rate, CancellationToken token)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = await ReadAsync(path, (offset, span) =>
        {
            hash.AppendData(span);
            pass?.Invoke(offset, span);
        }, progress, rate, token);
        return (hash.GetHashAndReset(), bytes);
    }

    /// <returns>Bytes read.</returns>
    /// <param name="progress">Told the bytes of each block.</param>
    public static async Task<long> ReadAsync(string path, BytesPassed pass, IProgress<long>? progress, ByteRate rate, CancellationToken token)
    {
        using var file = DeviceFile.Open(path);
        var (now, next) = (new DeviceBlock(BlockSize), new DeviceBlock(BlockSize));
        var offset = 0L;
        var reading = Task.Run(() => file.Read(0, now), token);
        try
        {
            while (await reading is > 0 and var length)
            {
                token.ThrowIfCancellationRequested();
                await rate.TakeAsync(length, token);
                var (from, into) = (offset + length, next);
                reading = length < BlockSize ? Task.FromResult(0) : Task.Run(() => file.Read(from, into), CancellationToken.None);
                pass(offset, now.Memory.Span[..length]);
                progress?.Report(length);
                offset = from;
                (now, next) = (next, now);
            }
            return offset;
        }
        finally
        {
            // The system writes into the block until the read has ended.
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
