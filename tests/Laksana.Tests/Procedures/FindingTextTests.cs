using System.Globalization;
using System.Reflection;
using System.Resources;
using Laksana.Procedures;
using Xunit;

namespace Laksana.Tests.Procedures;

public sealed class FindingTextTests
{
    /// <summary>Their hint is the nearest known word or the list of known ones.</summary>
    private static readonly string[] HintedByWords =
    [
        FindingCode.UnknownKey, FindingCode.BadWord, FindingCode.UnknownRole, FindingCode.UnknownStep, FindingCode.UnknownParty, FindingCode.UnknownField,
        FindingCode.UnknownPosition, FindingCode.UnknownSheet, FindingCode.UnknownSite,
    ];

    private static readonly IReadOnlyList<string> Codes =
        [.. typeof(FindingCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!)];

    [Theory]
    [InlineData("id")]
    [InlineData("en")]
    public void every_code_has_a_message_and_a_hint(string language)
    {
        var texts = new ResourceManager("Laksana.Procedures.FindingTexts", typeof(FindingCode).Assembly);
        var culture = language == "en" ? CultureInfo.GetCultureInfo("en") : CultureInfo.InvariantCulture;

        var written = texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<System.Collections.DictionaryEntry>().Select(e => (string)e.Key).Order().ToList();

        Assert.Equal(Codes.Concat(Codes.Except(HintedByWords).Select(c => c + "-hint")).Concat(["did-you-mean", "known-are", "none-known"]).Order(), written);
    }

    [Fact]
    public void codes_are_distinct() => Assert.Distinct(Codes);

    [Fact]
    public void a_finding_speaks_the_language_of_its_reader()
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("id");
            Assert.Equal("a.yaml:1:1: error empty-file: File ini kosong. Isi menurut docs/sheet-format.md.", SheetReader.Read("", "a.yaml").Findings[0].ToString());
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
            Assert.Equal("The file is empty.", SheetReader.Read("", "a.yaml").Findings[0].Message);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void the_hint_of_a_slip_proposes_the_word_that_was_meant()
    {
        var finding = MarkedSheet.OfRows("  - {id: a, kegiatan: A, pelaksana: jfu, ⟦kelengkapn: [x]}").FindsOnly(FindingCode.UnknownKey);

        Assert.Contains("“kelengkapan”", finding.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain("“", MarkedSheet.OfRows("  - {id: a, kegiatan: A, pelaksana: jfu, ⟦zzz: x}").FindsOnly(FindingCode.UnknownKey).Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void what_a_hostile_file_says_stays_on_one_line_of_the_message()
    {
        var reading = SheetReader.Read("\"a\\nb\\u001b[31m" + new string('x', 900) + "\": 1\n", "a.yaml");

        var message = Assert.Single(reading.Findings, f => f.Code == FindingCode.UnknownKey).Message;
        Assert.DoesNotContain(message, char.IsControl);
        Assert.InRange(message.Length, 1, 400);
    }
}
