using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Pages;

/// <summary>Every word that people see exists in both languages, and every key that is asked for exists.</summary>
public sealed partial class WordsTests
{
    private static readonly Assembly[] Assemblies = [typeof(OperatorException).Assembly, typeof(Server.Pages.PageWords).Assembly];

    public static TheoryData<string> Books() =>
        [.. Assemblies.SelectMany(a => a.GetManifestResourceNames()).Where(n => n.EndsWith(".resources", StringComparison.Ordinal)).Select(n => n[..^".resources".Length])];

    [Theory]
    [MemberData(nameof(Books))]
    public void both_languages_have_the_same_keys_and_the_same_arguments(string book)
    {
        var indonesian = Read(book, CultureInfo.InvariantCulture);
        var english = Read(book, CultureInfo.GetCultureInfo("en"));
        Assert.Equal(indonesian.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        Assert.All(indonesian, pair =>
        {
            Assert.False(string.IsNullOrWhiteSpace(pair.Value), pair.Key);
            Assert.True(Arguments(pair.Value).SetEquals(Arguments(english[pair.Key])), $"{book}: {pair.Key}");
        });
    }

    [Fact]
    public void every_key_that_pages_commands_and_accounts_ask_for_exists()
    {
        var pages = Read("Laksana.Server.Pages.PageTexts", CultureInfo.InvariantCulture);
        var commands = Read("Laksana.Server.Commands.CommandTexts", CultureInfo.InvariantCulture);
        foreach (var file in Directory.EnumerateFiles(Repository.Path("src/Laksana.Server"), "*.cs*", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(file);
            var book = text.Contains("CommandWords;", StringComparison.Ordinal) ? commands : pages;
            foreach (Match match in Asked().Matches(text))
                Assert.True(book.ContainsKey(match.Groups["key"].Value), $"{Path.GetFileName(file)}: {match.Groups["key"].Value}");
        }
    }

    private static Dictionary<string, string> Read(string book, CultureInfo culture)
    {
        var assembly = Assemblies.Single(a => a.GetManifestResourceNames().Contains(book + ".resources"));
        var set = new ResourceManager(book, assembly).GetResourceSet(culture, createIfNotExists: true, tryParents: false)
            ?? throw new MissingManifestResourceException($"{book} is not there in {culture.Name}.");
        return set.Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal);
    }

    private static HashSet<string> Arguments(string text) => [.. Argument().Matches(text).Select(m => m.Groups["number"].Value)];

    [GeneratedRegex(@"\{(?<number>\d+)[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Argument();

    [GeneratedRegex("\\bWords\\[\"(?<key>[^\"]+)\"[\\],]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Asked();
}
