using System.Text;

namespace Laksana.Backups;

/// <summary>The sums that lie beside a copy: name and SHA-256 (hex) of every file of it but of themselves.</summary>
internal static class CopySums
{
    private const int Longest = 1024 * 1024, HashDigits = 64;

    public static Dictionary<string, string>? Read(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, Artifact.SumsName));
        return file is { Exists: true, Length: <= Longest } ? Parse(File.ReadAllBytes(file.FullName)) : null;
    }

    /// <summary>As sha256sum(1) writes them; null when there is a line that is none, or one that leads out of the folder.</summary>
    public static Dictionary<string, string>? Parse(byte[] bytes)
    {
        var sums = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length < HashDigits + 3 || line[HashDigits] != ' ' || line[HashDigits + 1] is not (' ' or '*')) return null;
            var (hash, name) = (line[..HashDigits], line[(HashDigits + 2)..]);
            if (!hash.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f') || !IsName(name) || !sums.TryAdd(name, hash)) return null;
        }
        return sums.Count > 0 ? sums : null;
    }

    private static bool IsName(string name) => name is not ("." or ".." or Artifact.SumsName) && !name.Any(c => c is '/' or '\\' || char.IsControl(c));
}
