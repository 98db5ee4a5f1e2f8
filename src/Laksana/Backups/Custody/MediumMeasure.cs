using static Laksana.Backups.CustodyWords;

namespace Laksana.Backups;

/// <summary>A copy as it was read from the medium now.</summary>
/// <param name="Digest">Null when something is wrong.</param>
/// <param name="Summary">What the signed summary on it says; null when it has none that can be believed.</param>
public sealed record CopyMeasured(string Backup, string Folder, long Bytes, string? Digest, ArtifactSummary? Summary, IReadOnlyList<string> Faults)
{
    public bool IsWhole => Faults.Count == 0 && Digest is not null;

    /// <summary>Of its content, for the code.</summary>
    internal string? Samples { get; init; }
}

/// <summary>What a measurement of a medium found.</summary>
/// <param name="Label">What the medium says of itself; null when it was never marked.</param>
/// <param name="Root">The medium's root, or the folder that was named.</param>
/// <param name="Code">Of all copies together; null when one is not whole, there is none, or the medium has no label.</param>
public sealed record Measurement(string? Label, string? Office, string Root, MeasureStamp Stamp, double Seconds, IReadOnlyList<CopyMeasured> Copies, MeasureCode? Code)
{
    public bool IsWhole => Copies.Count > 0 && Copies.All(c => c.IsWhole);

    public long Bytes => Copies.Sum(c => c.Bytes);

    /// <summary>Of one copy alone.</summary>
    public MeasureCode? CodeOf(CopyMeasured copy) => Label is { } label && copy is { IsWhole: true, Digest: { } digest } ? MeasureCode.Of(label, Stamp, [new(copy.Backup, digest, copy.Samples)]) : null;
}

/// <summary>
/// Measures what is on a medium with what lies on it alone, from the device: on any machine, without the database and without a key. Everything is read, in order;
/// what is wrong is named and the rest is read all the same.
/// </summary>
public static class MediumMeasure
{
    /// <param name="path">The medium's root, a folder of copies, or one copy.</param>
    /// <param name="backup">Only the copy of this name; null: all.</param>
    /// <param name="began">Told the copies' whole size before the first is read.</param>
    /// <exception cref="OperatorException">Nothing is there, or no copy of ours.</exception>
    public static async Task<Measurement> ReadAsync(string path, string? backup, MeasureStamp stamp, Action<long>? began, IProgress<long>? progress, ByteRate rate, CancellationToken token)
    {
        path = Path.GetFullPath(path);
        if (!Directory.Exists(path)) throw Refuse(ExitCode.NotFound, "measure.no-path", path);
        var (mark, root) = MediumMark.Above(path) is { } found ? ((MediumMark?)found.Mark, found.Root) : (null, path);
        var folders = CopiesUnder(path).Where(f => backup is null || Path.GetFileName(f) == backup).ToList();
        if (folders.Count == 0) throw Refuse(ExitCode.NotFound, backup is null ? "measure.no-copy" : "measure.not-this-copy", path, backup);
        began?.Invoke(folders.Sum(Size));
        var begun = TimeProvider.System.GetTimestamp();
        var copies = new List<CopyMeasured>();
        foreach (var folder in folders) copies.Add(await ReadAsync(folder, mark?.Label ?? "", stamp, progress, rate, token));
        var whole = mark is not null && copies.All(c => c.IsWhole) ? MeasureCode.Of(mark.Label, stamp, [.. copies.Select(c => new MeasuredCopy(c.Backup, c.Digest!, c.Samples))]) : null;
        return new Measurement(mark?.Label, mark?.Office, root, stamp, TimeProvider.System.GetElapsedTime(begun).TotalSeconds, copies, whole);
    }

    private static async Task<CopyMeasured> ReadAsync(string folder, string label, MeasureStamp stamp, IProgress<long>? progress, ByteRate rate, CancellationToken token)
    {
        var name = Path.GetFileName(folder);
        var faults = new List<string>();
        ArtifactSummary? summary = null;
        try
        {
            summary = Artifact.At(folder).Summary;
            // A folder that was given another backup's name would pass for that one.
            if (summary.Name != name) faults.Add(Say["read.other-name", summary.Name]);
        }
        catch (ArtifactException fault)
        {
            faults.Add(fault.Message);
        }
        try
        {
            var large = new DirectoryInfo(folder).EnumerateFiles().MaxBy(f => f.Length);
            var samples = large is null ? null : new BlockSamples(large.Name, large.Length, MeasureCode.Seed(label, stamp, name));
            var read = await FolderReading.ReadAsync(folder, samples, progress, rate, token);
            return new CopyMeasured(name, folder, read.Bytes, faults.Count == 0 ? read.Digest : null, summary, [.. faults, .. read.Faults]) { Samples = samples?.Hash };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or MediumException)
        {
            return new CopyMeasured(name, folder, 0, null, summary, [.. faults, Say["read.failed", error.Message]]);
        }
    }

    /// <summary>The folder itself when it is a copy; on a medium all folders of its offices, whatever is missing in them; else the copies in the folder.</summary>
    private static List<string> CopiesUnder(string path)
    {
        if (IsCopy(path)) return [path];
        var copies = Path.GetFileName(path) == MediaPlaces.CopiesName ? path : Path.Combine(path, MediaPlaces.CopiesName);
        var folders = Directory.Exists(copies) ? Directory.EnumerateDirectories(copies).SelectMany(Directory.EnumerateDirectories) : Directory.EnumerateDirectories(path).Where(IsCopy);
        // What is unfinished or was put aside counts for nothing.
        return [.. folders.Where(f => Path.GetFileName(f) is var name && name[0] != '.' && !name.Contains(".rusak-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    private static bool IsCopy(string folder) => File.Exists(Path.Combine(folder, Artifact.SumsName)) || File.Exists(Path.Combine(folder, ArtifactSummary.FileName));

    private static long Size(string folder) => new DirectoryInfo(folder).EnumerateFiles().Sum(f => f.Length);
}
