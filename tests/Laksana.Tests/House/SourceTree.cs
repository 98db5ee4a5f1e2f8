using System.Text.RegularExpressions;

namespace Laksana.Tests.House;

/// <summary>The sources of this repository as text.</summary>
internal static partial class SourceTree
{
    internal static string Root { get; } = Find();

    internal static IEnumerable<string> Files(string under, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, under), pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    internal static string Name(string file) => Path.GetRelativePath(Root, file);

    /// <summary>The code of a file without its comments and the insides of its texts.</summary>
    internal static string Code(string file) => CommentOrText.Replace(File.ReadAllText(file), match => match.Value[0] == '/' ? "" : "\"\"");

    [GeneratedRegex("""
        //[^\n]*|/\*.*?\*/|\$*(?<quotes>"{3,}).*?\k<quotes>|@\$?"(?:[^"]|"")*"|"(?:[^"\\\n]|\\.)*"
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CommentOrText { get; }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Laksana.slnx")))
                return folder.FullName;
        throw new InvalidOperationException("Not inside the repository: " + AppContext.BaseDirectory);
    }
}
