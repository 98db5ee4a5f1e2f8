using System.Security.Cryptography;

namespace Laksana.Backups;

/// <summary>What came of a copy. <paramref name="Folder"/>: its path on the machine; <paramref name="Digest"/> as in <see cref="FolderRead"/>, read from the device.</summary>
/// <param name="Samples">SHA-256 (hex) of its <see cref="BlockSamples"/> with the copy's name as seed, by which a later overwriting shows quickly.</param>
/// <param name="WasThere">An earlier attempt had written it; it was measured, not written again.</param>
public sealed record WrittenCopy(string Folder, string Digest, string Samples, long Bytes, bool WasThere);

/// <summary>What a copy is doing, in bytes: all of them are written once and read back once.</summary>
internal interface ICopyProgress
{
    Task BeginAsync(bool reading, long bytes, CancellationToken token);

    IProgress<long> Passed { get; }

    /// <summary>Returns only while the work is still this node's; see <see cref="Automation.IActionProgress.StillMineAsync"/>.</summary>
    Task StillMineAsync(CancellationToken token);
}

/// <summary>
/// Writes one backup's folder to a medium. In this order, so that a crash, a pulled plug or a lying medium at any moment leaves nothing that looks like a copy:
/// everything goes into <c>.partial-…</c>; each file and the folder are synced; every byte is read back from the device and compared; only then the folder
/// gets its name, and the folder that holds it is synced.
/// </summary>
internal sealed class CopyWriter(MediaPlaces places, MediaPlace place, string office)
{
    private const int BlockSize = 1024 * 1024;

    /// <summary>So much at most waits in memory to be written: progress then tells of the medium and not of the memory, and an error shows where it happens.</summary>
    private const long SyncEvery = 64L * 1024 * 1024;

    private const string PartialPrefix = ".partial-";

    private string Root => place.CopiesOf(office);

    /// <summary>Copies that the medium carries already: a medium of a forged capacity writes the new one over them.</summary>
    public IReadOnlyList<MediumCopy> Older { get; init; } = [];

    /// <param name="source">The backup's folder; its last name is the copy's.</param>
    /// <param name="attempt">Names what this attempt leaves unfinished.</param>
    /// <exception cref="MediumException">What is wrong with the medium, or with the original.</exception>
    public async Task<WrittenCopy> WriteAsync(string source, string attempt, ICopyProgress progress, ByteRate rate, CancellationToken token)
    {
        var name = Path.GetFileName(source);
        var (final, partial) = (Path.Combine(Root, name), Path.Combine(Root, PartialPrefix + attempt));
        try
        {
            var sums = CopySums.Read(source) ?? throw new MediumException(MediumFault.SourceDamaged, Artifact.SumsName);
            Prepare();
            if (await FoundAsync(source, final, attempt, progress, rate, token) is { } found) return found;
            RequireSpace(source);
            Directory.CreateDirectory(partial);
            await WriteFilesAsync(source, partial, sums, progress, rate, token);
            var copy = await ReadBackAsync(source, partial, progress, rate, token);
            RequireOlder();
            // Whoever lost the work meanwhile must not put anything in place.
            await progress.StillMineAsync(token);
            Directory.Move(partial, final);
            SystemCalls.SyncFolder(Root);
            return copy with { Folder = final };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw MediumFailure.Explain(places, place, error);
        }
        finally
        {
            Discard(partial);
        }
    }

    /// <summary>Folders of the office on the medium, without what dead attempts left: nobody else works on it (see <see cref="MediumLock"/>).</summary>
    private void Prepare()
    {
        foreach (var folder in new[] { Path.Combine(place.Path, MediaPlaces.CopiesName), Root })
        {
            Directory.CreateDirectory(folder);
            // A medium from elsewhere must not lead the writing out of itself.
            if (new DirectoryInfo(folder).LinkTarget is not null) throw new MediumException(MediumFault.OtherMedium, place.Path, Path.GetFileName(folder));
        }
        foreach (var left in Directory.EnumerateDirectories(Root, PartialPrefix + "*")) Discard(left);
    }

    private static async Task<WrittenCopy?> FoundAsync(string source, string final, string attempt, ICopyProgress progress, ByteRate rate, CancellationToken token)
    {
        if (!Directory.Exists(final)) return null;
        try
        {
            return await ReadBackAsync(source, final, progress, rate, token) with { Folder = final, WasThere = true };
        }
        catch (MediumException fault) when (fault.Fault is MediumFault.Lying or MediumFault.FakeCapacity)
        {
            Directory.Move(final, $"{final}.rusak-{attempt}");
            return null;
        }
    }

    private void RequireSpace(string source)
    {
        // A file system needs a little for itself.
        var (needed, free) = (new DirectoryInfo(source).EnumerateFiles().Sum(f => f.Length) * 101 / 100 + BlockSize, new DriveInfo(place.Path).AvailableFreeSpace);
        if (free < needed) throw new MediumException(MediumFault.Full, place.Path, BackupWords.Size(free), BackupWords.Size(needed));
    }

    private static async Task WriteFilesAsync(string source, string partial, Dictionary<string, string> sums, ICopyProgress progress, ByteRate rate, CancellationToken token)
    {
        await progress.BeginAsync(reading: false, new DirectoryInfo(source).EnumerateFiles().Sum(f => f.Length), token);
        foreach (var name in sums.Keys.Append(Artifact.SumsName))
        {
            var written = await WriteFileAsync(Path.Combine(source, name), Path.Combine(partial, name), progress, rate, token);
            if (sums.TryGetValue(name, out var expected) && written != expected) throw new MediumException(MediumFault.SourceDamaged, name);
        }
        SystemCalls.SyncFolder(partial);
    }

    /// <returns>SHA-256 (hex) of what was read and written.</returns>
    private static async Task<string> WriteFileAsync(string from, string to, ICopyProgress progress, ByteRate rate, CancellationToken token)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var original = new FileStream(from, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan });
        using var copy = File.OpenHandle(to, FileMode.CreateNew, FileAccess.Write);
        var block = new byte[BlockSize];
        var (offset, unsynced) = (0L, 0L);
        while (await original.ReadAsync(block, token) is > 0 and var length)
        {
            await rate.TakeAsync(length, token);
            await RandomAccess.WriteAsync(copy, block.AsMemory(0, length), offset, token);
            hash.AppendData(block, 0, length);
            (offset, unsynced) = (offset + length, unsynced + length);
            if (unsynced >= SyncEvery)
            {
                SystemCalls.Sync(copy, to);
                unsynced = 0;
            }
            progress.Passed.Report(length);
        }
        SystemCalls.Sync(copy, to);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Reads it all from the device and compares it with the original's sums; says which way the medium failed.</summary>
    private static async Task<WrittenCopy> ReadBackAsync(string source, string folder, ICopyProgress progress, ByteRate rate, CancellationToken token)
    {
        var original = await File.ReadAllBytesAsync(Path.Combine(source, Artifact.SumsName), token);
        var samples = Samples(source);
        await progress.BeginAsync(reading: true, new DirectoryInfo(source).EnumerateFiles().Sum(f => f.Length), token);
        var read = await FolderReading.ReadAsync(folder, samples, progress.Passed, rate, token);
        if (read.Digest == Convert.ToHexStringLower(SHA256.HashData(original)) && samples.Hash is { } hash) return new WrittenCopy(folder, read.Digest, hash, read.Bytes, false);
        throw read.Differing is [var differing, ..] && File.Exists(Path.Combine(source, differing))
            ? await FaultFinder.FindAsync(Path.Combine(source, differing), Path.Combine(folder, differing), differing, token)
            : new MediumException(MediumFault.Lying, read.Faults is [var first, ..] ? first : Artifact.SumsName, 0L);
    }

    /// <summary>Reads a few blocks of each older copy from the device.</summary>
    private void RequireOlder()
    {
        foreach (var older in Older.Where(o => Directory.Exists(Path.Combine(Root, o.Backup))))
            if (Samples(Path.Combine(Root, older.Backup)).ReadFrom(Path.Combine(Root, older.Backup)) != older.Samples)
                throw new MediumException(MediumFault.Overwritten, older.Backup);
    }

    /// <summary>The blocks of a copy by which a later overwriting shows.</summary>
    internal static BlockSamples Samples(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles().MaxBy(f => f.Length) is { } large ? new BlockSamples(large.Name, large.Length, Path.GetFileName(folder)) : throw new MediumException(MediumFault.SourceDamaged, Artifact.SumsName);

    private static void Discard(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The medium is gone or refuses; the next copy to it removes what is left.
        }
    }
}
