using System.Security.Cryptography;
using static Laksana.Backups.CustodyWords;

namespace Laksana.Backups;

/// <summary>What reading a copy's folder from its device found.</summary>
/// <param name="Digest">SHA-256 (hex) of its <c>SHA256SUMS</c>, which names every other file: one number for all of it. Null when something is wrong.</param>
/// <param name="Faults">Everything wrong, for people; empty when it is whole.</param>
/// <param name="Differing">The files whose content is not what the sums say.</param>
internal sealed record FolderRead(string? Digest, long Bytes, IReadOnlyList<string> Faults, IReadOnlyList<string> Differing);

/// <summary>Reads every file of a copy from the device and compares it with the sums beside it. Needs no database and no key.</summary>
internal static class FolderReading
{
    /// <param name="catcher">Told what of the large file passes by.</param>
    public static async Task<FolderRead> ReadAsync(string folder, BlockSamples? catcher, IProgress<long>? progress, ByteRate rate, CancellationToken token)
    {
        var (faults, differing, all) = (new List<string>(), new List<string>(), 0L);
        var (sums, digest) = await SumsAsync(folder, progress, rate, token);
        if (sums is null) return new FolderRead(null, 0, [Say["read.no-sums", Artifact.SumsName]], []);
        foreach (var (name, expected) in sums.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            var path = Path.Combine(folder, name);
            if (!IsPlain(path))
            {
                faults.Add(Say["read.missing", name]);
                continue;
            }
            var passed = catcher?.Name == name ? (BytesPassed)catcher.Pass : null;
            var (hash, bytes) = await DeviceReading.HashAsync(path, passed, progress, rate, token);
            all += bytes;
            if (Convert.ToHexStringLower(hash) == expected) continue;
            faults.Add(Say["read.differs", name]);
            differing.Add(name);
        }
        faults.AddRange(Directory.EnumerateFileSystemEntries(folder).Select(f => Path.GetFileName(f)).Where(n => n != Artifact.SumsName && !sums.ContainsKey(n)).Order(StringComparer.Ordinal)
            .Select(n => Say["read.extra", n]));
        return new FolderRead(faults.Count == 0 ? digest : null, all, faults, differing);
    }

    private static async Task<(Dictionary<string, string>? Sums, string Digest)> SumsAsync(string folder, IProgress<long>? progress, ByteRate rate, CancellationToken token)
    {
        const int longest = 1024 * 1024;
        var path = Path.Combine(folder, Artifact.SumsName);
        if (!IsPlain(path) || new FileInfo(path).Length > longest) return (null, "");
        using var content = new MemoryStream();
        await DeviceReading.ReadAsync(path, (_, bytes) => content.Write(bytes), progress, rate, token);
        return (CopySums.Parse(content.ToArray()), Convert.ToHexStringLower(SHA256.HashData(content.ToArray())));
    }

    /// <summary>A file and no link: what leads elsewhere is not on the medium.</summary>
    private static bool IsPlain(string path) => new FileInfo(path) is { Exists: true, LinkTarget: null };
}
