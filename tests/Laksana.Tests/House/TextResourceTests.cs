using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Laksana.Tests.House;

/// <summary>Whatever people read is there in Indonesian and in English, with the same gaps to fill.</summary>
public sealed partial class TextResourceTests
{
    [Fact]
    public void every_resource_has_the_same_keys_in_both_languages()
    {
        var wrong = from file in Neutral()
                    let difference = Texts(file).Keys.ToHashSet()
                    let other = Texts(English(file)).Keys.ToHashSet()
                    from key in difference.Except(other).Select(k => k + " (only Indonesian)").Concat(other.Except(difference).Select(k => k + " (only English)"))
                    select $"{SourceTree.Name(file)}: {key}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void every_text_has_the_same_placeholders_in_both_languages()
    {
        var wrong = from file in Neutral()
                    let english = Texts(English(file))
                    from text in Texts(file)
                    where english.ContainsKey(text.Key) && !Gaps(text.Value).SetEquals(Gaps(english[text.Key]))
                    select $"{SourceTree.Name(file)}: {text.Key}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void no_text_is_empty_or_said_twice()
    {
        var wrong = from file in Neutral().SelectMany(file => new[] { file, English(file) })
                    from data in XDocument.Load(file).Root!.Elements("data").GroupBy(data => (string)data.Attribute("name")!)
                    where data.Count() > 1 || data.Any(d => string.IsNullOrWhiteSpace((string?)d.Element("value")))
                    select $"{SourceTree.Name(file)}: {data.Key}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void every_text_that_code_asks_for_is_there()
    {
        var wrong = from declaring in SourceTree.Files("src", "*.cs")
                    from book in Declaration.Matches(File.ReadAllText(declaring))
                    let resource = ResourceOf(book.Groups["resource"].Value)
                    let known = Texts(resource)
                    from file in SourceTree.Files("src", "*.cs").Concat(SourceTree.Files("src", "*.cshtml"))
                    from asked in AskedFor(file, Path.GetFileName(declaring).Split('.')[0], book.Groups["field"].Value)
                    where !known.ContainsKey(asked)
                    select $"{SourceTree.Name(file)}: {asked} in {SourceTree.Name(resource)}";
        Assert.Empty(wrong);
    }

    [GeneratedRegex("""TextBook (?<field>\w+) = new\("(?<resource>[\w.]+)",""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Declaration { get; }

    [GeneratedRegex(@"(?<!\{)\{(?<gap>\d+)[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Gap { get; }

    private static IEnumerable<string> Neutral() => SourceTree.Files("src", "*.resx").Where(file => !file.EndsWith(".en.resx", StringComparison.Ordinal));

    private static string English(string neutral) => Path.ChangeExtension(neutral, ".en.resx");

    private static Dictionary<string, string> Texts(string file) => !File.Exists(file) ? [] :
        XDocument.Load(file).Root!.Elements("data").GroupBy(data => (string)data.Attribute("name")!).ToDictionary(data => data.Key, data => (string)data.First().Element("value")!);

    private static HashSet<string> Gaps(string text) => [.. Gap.Matches(text).Select(gap => gap.Groups["gap"].Value)];

    /// <summary>src/Laksana/Cases/CaseTexts.resx of Laksana.Cases.CaseTexts.</summary>
    private static string ResourceOf(string name)
    {
        var project = name.StartsWith("Laksana.Server.", StringComparison.Ordinal) ? "Laksana.Server" : "Laksana";
        return Path.Combine(SourceTree.Root, "src", project, name[(project.Length + 1)..].Replace('.', '/') + ".resx");
    }

    /// <summary>Keys written out; a key that is put together at run time is the business of that folder's own tests.</summary>
    private static IEnumerable<string> AskedFor(string file, string words, string field)
    {
        var text = File.ReadAllText(file);
        var atHome = Path.GetFileName(file).Split('.')[0] == words || Regex.IsMatch(text, $@"using static [\w.]*\b{words};", RegexOptions.None, TimeSpan.FromSeconds(10));
        var asking = atHome ? $@"(?:\b{words}\.|(?<!\.)\b){field}" : $@"\b{words}\.{field}";
        foreach (Match asked in Regex.Matches(text, asking + """\["(?<key>[^"]+)"\s*[\],]""", RegexOptions.None, TimeSpan.FromSeconds(10)))
            yield return asked.Groups["key"].Value;
        if (words != "DatabaseWords") yield break;
        foreach (Match refused in Regex.Matches(text, """DatabaseWords\.Refuse\([^"]*"(?<key>[^"]+)"[,)]""", RegexOptions.None, TimeSpan.FromSeconds(10)))
        {
            yield return refused.Groups["key"].Value;
            yield return refused.Groups["key"].Value + ".hint";
        }
    }
}
