using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Laksana.Register;

namespace Laksana.Backups;

/// <summary>The small files of an artifact: the signed summary, the sums, and how to open it.</summary>
internal static class ArtifactBeside
{
    private static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdef");

    public static ArtifactSummary Summary(Manifest m, bool sensitive, string file, long bytes, string sha256, string manifestSha256, IReadOnlyList<BackupRecipient>? recipients) => new()
    {
        Format = m.Format, Name = m.Name, Office = m.Office, Source = m.Source, Kind = m.Kind, Run = m.Run, TakenAt = m.TakenAt, FinishedAt = m.FinishedAt, File = file, Bytes = bytes,
        Sha256 = sha256, ManifestSha256 = manifestSha256, Encrypted = recipients is not null, Recipients = [.. recipients?.Select(r => r.Name) ?? []], Tools = m.Tools,
        ServerVersion = m.ServerVersion, SourceBytes = m.SourceBytes, FileCount = m.Files.Count, Machine = m.Machine,
        // How much there is tells something too.
        TableCount = sensitive ? null : m.Fingerprint?.Tables.Count ?? m.Tables?.Count,
        RowCount = sensitive ? null : m.Fingerprint?.Rows ?? m.Tables?.Sum(t => t.Rows),
    };

    public static async Task WriteAsync(string folder, ArtifactSummary summary, SealKey key, string readMe, CancellationToken token)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(summary, ManifestJson.Default.ArtifactSummary);
        var small = new List<(string Name, byte[] Bytes)>
        {
            (ArtifactSummary.FileName, json),
            (ArtifactSummary.SignatureName, key.Sign(SHA256.HashData(json))),
            (ArtifactSummary.PublicKeyName, Encoding.ASCII.GetBytes(PemEncoding.WriteString("PUBLIC KEY", key.PublicKey.Span) + "\n")),
            (Artifact.ReadMeName, Encoding.UTF8.GetBytes(readMe)),
        };
        var sums = new StringBuilder();
        foreach (var (name, sum) in small.Select(s => (s.Name, Convert.ToHexStringLower(SHA256.HashData(s.Bytes)))).Append((summary.File, summary.Sha256)).OrderBy(s => s.Item1, StringComparer.Ordinal))
            sums.Append(sum).Append("  ").Append(name).Append('\n');
        foreach (var (name, bytes) in small.Append((Artifact.SumsName, Encoding.ASCII.GetBytes(sums.ToString()))))
        {
            await using var file = new FileStream(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write);
            await file.WriteAsync(bytes, token);
            file.Flush(flushToDisk: true);
        }
    }

    /// <summary>Reads the small files and holds them against one another.</summary>
    /// <exception cref="ArtifactException">One is missing, damaged, or belongs to another artifact.</exception>
    public static (ArtifactSummary Summary, IReadOnlyDictionary<string, string> Sums) Read(string folder)
    {
        var sums = Sums(Bytes(folder, Artifact.SumsName));
        string[] small = [ArtifactSummary.FileName, ArtifactSummary.SignatureName, ArtifactSummary.PublicKeyName, Artifact.ReadMeName];
        var read = small.ToDictionary(name => name, name => Bytes(folder, name), StringComparer.Ordinal);
        foreach (var (name, bytes) in read)
            if (!sums.TryGetValue(name, out var sum) || sum != Convert.ToHexStringLower(SHA256.HashData(bytes))) throw new ArtifactException(ArtifactFault.Damaged, name);
        if (!SignatureFits(read)) throw new ArtifactException(ArtifactFault.Damaged, ArtifactSummary.SignatureName);
        var summary = SummaryOf(read[ArtifactSummary.FileName]);
        if (summary.File.Contains('/', StringComparison.Ordinal) || sums.Count != small.Length + 1 || !sums.TryGetValue(summary.File, out var large) || large != summary.Sha256)
            throw new ArtifactException(ArtifactFault.Foreign, Artifact.SumsName);
        return (summary, sums);
    }

    private static ArtifactSummary SummaryOf(byte[] json)
    {
        try
        {
            if (JsonSerializer.Deserialize(json, ManifestJson.Default.ArtifactSummary) is { Format: <= Manifest.NewestFormat } summary) return summary;
        }
        catch (JsonException)
        {
            // told below
        }
        throw new ArtifactException(ArtifactFault.Foreign, ArtifactSummary.FileName);
    }

    private static bool SignatureFits(Dictionary<string, byte[]> read)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(Encoding.ASCII.GetString(read[ArtifactSummary.PublicKeyName]));
            return SealKey.SignatureFits(key, SHA256.HashData(read[ArtifactSummary.FileName]), read[ArtifactSummary.SignatureName]);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    private static Dictionary<string, string> Sums(byte[] text)
    {
        var sums = new Dictionary<string, string>(StringComparer.Ordinal);
        var lines = Encoding.ASCII.GetString(text).Split('\n');
        for (var i = 0; i < lines.Length - 1; i++)
            if (lines[i].Length < 67 || lines[i][64..66] != "  " || lines[i][..64].AsSpan().ContainsAnyExcept(HexDigits) || !sums.TryAdd(lines[i][66..], lines[i][..64]))
                throw new ArtifactException(ArtifactFault.Damaged, Artifact.SumsName);
        // The last line ends, too.
        return lines[^1].Length == 0 && sums.Count > 0 ? sums : throw new ArtifactException(ArtifactFault.Damaged, Artifact.SumsName);
    }

    private static byte[] Bytes(string folder, string name)
    {
        const int Most = 1 << 20;
        try
        {
            var path = Path.Combine(folder, name);
            return new FileInfo(path).Length <= Most ? File.ReadAllBytes(path) : throw new ArtifactException(ArtifactFault.Damaged, name);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ArtifactException(ArtifactFault.Missing, name, missing);
        }
    }
}
