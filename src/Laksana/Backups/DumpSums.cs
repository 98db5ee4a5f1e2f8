using System.Security.Cryptography;
using System.Text;

namespace Laksana.Backups;

/// <summary>
/// The checksums of a backup: <c>SHA256SUMS</c> in the form of sha256sum(1), every file of the backup in order of its path. The SHA-256 of that
/// file stands for the whole backup: whoever has written down this one number can check everything with
/// <c>sha256sum SHA256SUMS &amp;&amp; sha256sum -c SHA256SUMS</c>.
/// </summary>
internal static class DumpSums
{
    public const string DumpName = "dump";
    public const string FileName = "SHA256SUMS";

    /// <summary>Computes the sums of all files in a folder and writes them beside.</summary>
    /// <param name="hashed">Called after each file with the number of files done and of all.</param>
    /// <returns>SHA-256 (hex) of the written file.</returns>
    public static async Task<string> WriteAsync(string folder, Func<int, int, ValueTask> hashed, CancellationToken token)
    {
        var text = await ComputeAsync(folder, hashed, token);
        var bytes = Encoding.UTF8.GetBytes(text);
        await using (var file = new FileStream(Path.Combine(folder, FileName), FileMode.CreateNew, FileAccess.Write))
        {
            await file.WriteAsync(bytes, token);
            file.Flush(flushToDisk: true);
        }
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>The backup's SHA-256 when every file is there unchanged and no other, otherwise null.</summary>
    public static async Task<string?> VerifyAsync(string folder, CancellationToken token)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file)) return null;
        var written = await File.ReadAllBytesAsync(file, token);
        var computed = await ComputeAsync(folder, (_, _) => ValueTask.CompletedTask, token);
        return Encoding.UTF8.GetBytes(computed).AsSpan().SequenceEqual(written) ? Convert.ToHexStringLower(SHA256.HashData(written)) : null;
    }

    /// <summary>Paths within the folder, of all files but the sums themselves.</summary>
    public static List<string> FilesIn(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f)).Where(f => f != FileName).Order(StringComparer.Ordinal)];

    private static async Task<string> ComputeAsync(string folder, Func<int, int, ValueTask> hashed, CancellationToken token)
    {
        var text = new StringBuilder();
        var files = FilesIn(folder);
        for (var i = 0; i < files.Count; i++)
        {
            await using var file = new FileStream(Path.Combine(folder, files[i]), new FileStreamOptions { BufferSize = 1 << 20, Options = FileOptions.SequentialScan });
            text.Append(Convert.ToHexStringLower(await SHA256.HashDataAsync(file, token))).Append("  ").Append(files[i]).Append('\n');
            await hashed(i + 1, files.Count);
        }
        return text.ToString();
    }
}
