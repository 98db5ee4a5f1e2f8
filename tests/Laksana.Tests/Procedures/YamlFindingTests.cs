using Laksana.Procedures;
using Xunit;

namespace Laksana.Tests.Procedures;

/// <summary>Texts that are not the YAML a sheet is written in.</summary>
public sealed class YamlFindingTests
{
    private static readonly string Sheet = MarkedSheet.Header + "kegiatan:\n" + MarkedSheet.Closing + "\n";

    [Theory]
    [InlineData(FindingCode.EmptyFile, "⟦")]
    [InlineData(FindingCode.EmptyFile, "⟦# hanya komentar\n\n")]
    [InlineData(FindingCode.ExpectedMap, "⟦- a\n- b\n")]
    [InlineData(FindingCode.ExpectedMap, "⟦hanya teks")]
    public void a_text_that_is_no_map_is_one_finding(string code, string text) => MarkedSheet.Of(text).FindsOnly(code);

    [Theory]
    [InlineData(FindingCode.Anchor, "nama: Uji Coba", "nama: ⟦&a Uji Coba")]
    [InlineData(FindingCode.Anchor, "nama: Uji Coba", "nama: ⟦*a")]
    [InlineData(FindingCode.Tag, "nama: Uji Coba", "nama: ⟦!!str Uji Coba")]
    [InlineData(FindingCode.Tag, "nama: Uji Coba", "nama: ⟦! Uji Coba")]
    [InlineData(FindingCode.BadKey, "nama: Uji Coba", "nama: Uji Coba\n⟦{a: b}: c")]
    [InlineData(FindingCode.BadKey, "nama: Uji Coba", "nama: Uji Coba\n: ⟦c")]
    [InlineData(FindingCode.ControlCharacter, "nama: Uji Coba", "nama: Uji⟦\u0007 Coba")]
    [InlineData(FindingCode.ControlCharacter, "nama: Uji Coba", "nama: Uji⟦\u2028 Coba")]
    [InlineData(FindingCode.ControlCharacter, "nama: Uji Coba", "nama: Uji⟦\0 Coba")]
    [InlineData(FindingCode.TooDeep, "dasar-hukum: [a]", "dasar-hukum: [[[[[[[[[[[⟦[[[[x]]]]]]]]]]]]]]]", 2)]
    [InlineData(FindingCode.TabIndent, "  - {id: tanya", "⟦\t- {id: tanya")]
    [InlineData(FindingCode.SeveralDocuments, "unit: Bidang Uji\n", "", 2)]
    public void what_a_sheet_does_not_use_is_reported_where_it_stands(string code, string old, string replaced, int findings = 1)
    {
        var sheet = code == FindingCode.SeveralDocuments ? MarkedSheet.Of(Sheet + "⟦---\nsop: b\n")
            : MarkedSheet.Of(Sheet.Replace(old, replaced, StringComparison.Ordinal));
        var found = sheet.Read().Findings;
        Assert.Contains(found, f => (f.Code, f.Line, f.Column) == (code, sheet.Line, sheet.Column));
        Assert.InRange(found.Count, 1, findings);
        Assert.Null(sheet.Read().Procedure);
    }

    [Theory]
    [InlineData(FindingCode.SyntaxColon, "nama: Uji Coba", "nama: Uji⟦: Coba")]
    [InlineData(FindingCode.SyntaxColon, "nama: Uji Coba", "nama: Uji Coba\n  unit⟦: x")]
    [InlineData(FindingCode.SyntaxNoColon, "nama: Uji Coba", "nama: Uji Coba\n⟦lagi")]
    [InlineData(FindingCode.SyntaxQuote, "nama: Uji Coba", "nama: ⟦\"Uji Coba")]
    [InlineData(FindingCode.SyntaxQuote, "nama: Uji Coba", "nama: ⟦'Uji Coba")]
    [InlineData(FindingCode.SyntaxEscape, "nama: Uji Coba", "nama: ⟦\"C:\\data\"")]
    [InlineData(FindingCode.SyntaxStart, "nama: Uji Coba", "nama: ⟦@Uji Coba")]
    [InlineData(FindingCode.SyntaxBracket, "peralatan: [a]\nperi", "peralatan: [a\n⟦peri")]
    [InlineData(FindingCode.SyntaxIndent, "  - {id: lapor", " ⟦- {id: lapor")]
    [InlineData(FindingCode.Syntax, "nama: Uji Coba", "nama: ⟦| x\n  Uji Coba")]
    public void broken_yaml_is_one_finding_at_its_place(string code, string old, string replaced) =>
        MarkedSheet.Of(Sheet.Replace(old, replaced, StringComparison.Ordinal)).FindsOnly(code);

    [Fact]
    public void broken_yaml_in_several_places_hides_no_other_fault()
    {
        var reading = SheetReader.Read("""
            sop: uji-coba
            nama: Uji: Coba
            unit: Bidang Uji
            kode-berkas: uji
            perihal: "Uji
            pelaksana: {jfu: JFU}
            kegiatan:
              - id: a
                kegiatan: Menerima: mencatat
                pelaksana: jfuu
              - id: b
                kegiatan: B
                pelaksana: jfu
                waktu: sebentar
              - id: c
                kegiatan: [C
                pelaksana: jfu
            """, "uji-coba.yaml");

        Assert.Null(reading.Procedure);
        Assert.Equal(
            [(1, "missing-boxes"), (2, "syntax-colon"), (4, "bad-case-code"), (5, "syntax-quote"), (9, "syntax-colon"), (10, "unknown-role"), (14, "bad-duration"), (17, "syntax-bracket")],
            reading.Findings.Select(f => (f.Line, f.Code)));
    }

    [Fact]
    public void byte_order_mark_and_any_line_ending_change_nothing()
    {
        var plain = SheetReader.Read(Sheet, "a.yaml");
        var windows = SheetReader.Read("\uFEFF" + Sheet.Replace("\n", "\r\n", StringComparison.Ordinal), "a.yaml");
        var old = SheetReader.Read(Sheet.Replace('\n', '\r'), "a.yaml");

        Assert.Empty(windows.Findings);
        Assert.Equivalent(plain.Procedure, windows.Procedure);
        Assert.Equivalent(plain.Procedure, old.Procedure);
        var faulty = MarkedSheet.Of("\uFEFF" + Sheet.Replace("\n", "\r\n", StringComparison.Ordinal).Replace("kasi}", "⟦kabid}", StringComparison.Ordinal));
        var wrong = Assert.Single(faulty.Read().Findings, f => f.Severity == Severity.Error);
        Assert.Equal((faulty.Line, faulty.Column), (wrong.Line, wrong.Column));
    }

    [Fact]
    public void half_a_surrogate_pair_is_refused_and_a_whole_one_is_text()
    {
        MarkedSheet.Of(Sheet.Replace("Uji Coba", "Uji ⟦\uD83D Coba", StringComparison.Ordinal)).FindsOnly(FindingCode.ControlCharacter);
        Assert.Equal("Uji \U0001F600 Coba",
            SheetReader.Read(Sheet.Replace("Uji Coba", "Uji \U0001F600 Coba", StringComparison.Ordinal), "a.yaml").Procedure!.Title);
    }

    [Fact]
    public void a_huge_text_is_refused_without_being_read()
    {
        var finding = Assert.Single(SheetReader.Read(new string('[', 5_000_000), "a.yaml").Findings);

        Assert.Equal(FindingCode.TooLarge, finding.Code);
    }

    [Fact]
    public void findings_are_bounded_and_say_so()
    {
        var reading = SheetReader.Read(string.Concat(Enumerable.Range(0, 2000).Select(i => $"x{i}: y\n")), "a.yaml");

        Assert.Contains(reading.Findings, f => f.Code == FindingCode.TooMany);
        Assert.InRange(reading.Findings.Count, 300, 302);
    }
}
