using System.Globalization;

namespace Laksana.Backups;

/// <summary>A mounted file system. <paramref name="Device"/> as the system numbers it (major:minor), <paramref name="Source"/> what was mounted.</summary>
internal sealed record Mount(int Id, string Device, string Path, string FileSystem, string Source, bool ReadOnly);

/// <summary>What is mounted now, as <c>/proc/self/mountinfo</c> tells (proc(5)).</summary>
internal static class MountTable
{
    public static IReadOnlyList<Mount> Now() => Parse(File.ReadAllText("/proc/self/mountinfo"));

    public static IReadOnlyList<Mount> Parse(string text)
    {
        var mounts = new List<Mount>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(' ');
            // Optional words end with a dash; the file system, what was mounted and its own options follow.
            var dash = Array.IndexOf(words, "-", 6);
            if (dash < 0 || words.Length < dash + 4) continue;
            var readOnly = words[5].Split(',').Contains("ro") || words[dash + 3].Split(',').Contains("ro");
            mounts.Add(new Mount(int.Parse(words[0], CultureInfo.InvariantCulture), words[2], Unescaped(words[4]), words[dash + 1], Unescaped(words[dash + 2]), readOnly));
        }
        return mounts;
    }

    /// <summary>The mount that a path lies on: the one with the longest path, the last of several at one place.</summary>
    public static Mount? Of(string path, IReadOnlyList<Mount> mounts) => mounts.Where(m => IsUnder(path, m.Path)).Reverse().MaxBy(m => m.Path.Length);

    public static bool IsUnder(string path, string folder) =>
        path == folder || folder == "/" || path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);

    /// <summary>Blanks and the like are written as three octal digits.</summary>
    private static string Unescaped(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal)) return text;
        var bytes = new List<byte>();
        var all = System.Text.Encoding.UTF8.GetBytes(text);
        for (var i = 0; i < all.Length; i++)
            if (all[i] == '\\' && i + 3 < all.Length && all[(i + 1)..(i + 4)].All(b => b is >= (byte)'0' and <= (byte)'7'))
            {
                bytes.Add((byte)(((all[i + 1] - '0') << 6) | ((all[i + 2] - '0') << 3) | (all[i + 3] - '0')));
                i += 3;
            }
            else bytes.Add(all[i]);
        return System.Text.Encoding.UTF8.GetString([.. bytes]);
    }
}
