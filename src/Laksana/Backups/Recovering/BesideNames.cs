using System.Text;

namespace Laksana.Backups;

/// <summary>
/// Names of what is restored beside something live and of what is kept after the swap: <c>NAME_pulih_ID</c> and <c>NAME_lama_ID</c>. A database's name has
/// 63 bytes at most, so a long one is cut at a letter; the id keeps them apart. Nothing that is restored or removed has any other name.
/// </summary>
public static class BesideNames
{
    private const int LongestPostgres = 63, LongestMaria = 64, LongestFile = 255;

    public static RecoveryNames Of(SourceKind kind, string live, string id) =>
        new(live, Made(kind, live, kind == SourceKind.Tree ? ".pulih-" + id : "_pulih_" + id), Made(kind, live, kind == SourceKind.Tree ? ".lama-" + id : "_lama_" + id));

    /// <summary>The name in which one attempt restores, before it is known to be whole.</summary>
    public static string OfAttempt(SourceKind kind, string live, string id, int attempt) =>
        Made(kind, live, kind == SourceKind.Tree ? FormattableString.Invariant($".pulih-{id}.{attempt}") : FormattableString.Invariant($"_pulih_{id}_{attempt}"));

    private static string Made(SourceKind kind, string live, string ending)
    {
        if (kind != SourceKind.Tree) return Fit(live, ending, kind == SourceKind.PostgreSql ? LongestPostgres : LongestMaria);
        var bare = Path.TrimEndingDirectorySeparator(live);
        return Path.Combine(Path.GetDirectoryName(bare)!, Fit(Path.GetFileName(bare), ending, LongestFile));
    }

    private static string Fit(string name, string ending, int longest)
    {
        var room = longest - Encoding.UTF8.GetByteCount(ending);
        if (Encoding.UTF8.GetByteCount(name) <= room) return name + ending;
        var cut = new StringBuilder();
        var bytes = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > room) break;
            cut.Append(rune.ToString());
        }
        return cut.Append(ending).ToString();
    }
}
