using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Laksana.Backups;

namespace Laksana.Bench;

/// <summary>
/// How fast a copy is measured: read from its device with O_DIRECT, the next block in a thread of its own while the last one is hashed, against <c>dd iflag=direct</c>, which only
/// reads. Both read the same file in turn. Words: megabytes of the copy, folder of the medium.
/// </summary>
internal static class CopyBench
{
    private const int Rounds = 5;
    private const double Least = 0.8;

    public static async Task RunAsync(string[] words, Scorecard score)
    {
        var megabytes = words.Length > 0 ? int.Parse(words[0], CultureInfo.InvariantCulture) : 1024;
        var folder = Directory.CreateDirectory(Path.Combine(words.Length > 1 ? words[1] : Path.GetTempPath(), "laksana-bench-copy-" + Guid.NewGuid().ToString("N")[..8])).FullName;
        try
        {
            await WriteAsync(folder, megabytes);
            var (reads, measures) = (new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                reads.Add(megabytes / await DirectAsync(Path.Combine(folder, "salinan.tar.age")));
                measures.Add(megabytes / await MeasureAsync(folder));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"dd iflag=direct {reads[^1]:F0} MiB/s, measured {measures[^1]:F0} MiB/s"));
            }
            score.Note("sequential read of the device", Median(reads), "MiB/s");
            score.Note("a copy is measured at", Median(measures), "MiB/s");
            score.AtLeast("measuring a copy / sequential read", Least, Median(measures) / Median(reads));
            score.Note("resident, at most", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6, "MB");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task WriteAsync(string folder, int megabytes)
    {
        var (block, path) = (new byte[1024 * 1024], Path.Combine(folder, "salinan.tar.age"));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0))
        {
            for (var i = 0; i < megabytes; i++)
            {
                RandomNumberGenerator.Fill(block);
                hash.AppendData(block);
                await file.WriteAsync(block);
            }
            file.Flush(flushToDisk: true);
        }
        await File.WriteAllTextAsync(Path.Combine(folder, Artifact.SumsName), Convert.ToHexStringLower(hash.GetHashAndReset()) + "  salinan.tar.age\n");
    }

    private static async Task<double> DirectAsync(string path)
    {
        var begun = Stopwatch.GetTimestamp();
        using var dd = Process.Start(new ProcessStartInfo("dd", ["if=" + path, "of=/dev/null", "bs=4M", "iflag=direct", "status=none"]) { UseShellExecute = false })!;
        await dd.WaitForExitAsync();
        return dd.ExitCode == 0 ? Stopwatch.GetElapsedTime(begun).TotalSeconds : throw new InvalidOperationException("dd cannot read this with O_DIRECT");
    }

    private static async Task<double> MeasureAsync(string folder)
    {
        var begun = Stopwatch.GetTimestamp();
        var read = await FolderReading.ReadAsync(folder, null, null, ByteRate.Unlimited, default);
        return read.Digest is not null ? Stopwatch.GetElapsedTime(begun).TotalSeconds : throw new InvalidOperationException(string.Join(' ', read.Faults));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
