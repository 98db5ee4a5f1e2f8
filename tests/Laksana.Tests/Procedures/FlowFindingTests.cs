using Laksana.Procedures;
using Xunit;

namespace Laksana.Tests.Procedures;

/// <summary>Findings about the ways through a sheet.</summary>
public sealed class FlowFindingTests
{
    [Theory]
    [InlineData(FindingCode.UnreachableStep, """
          - {id: a, kegiatan: A, pelaksana: jfu, lanjut: tanya}
          - {id: ⟦b, kegiatan: B, pelaksana: jfu}
        """)]
    [InlineData(FindingCode.EndlessLoop, """
          - {id: mulai, kegiatan: M, pelaksana: jfu, keputusan: {ya: a, tidak: tanya}}
          - {id: ⟦a, kegiatan: A, pelaksana: jfu}
          - {id: b, kegiatan: B, pelaksana: jfu, lanjut: a}
        """)]
    [InlineData(FindingCode.EndlessLoop, """
          - {id: mulai, kegiatan: M, pelaksana: jfu, keputusan: {ya: a, tidak: tanya}}
          - {id: ⟦a, kegiatan: A, pelaksana: jfu, lanjut: a}
        """)]
    [InlineData(FindingCode.GroupApart, """
          - {id: a, kegiatan: A, pelaksana: jfu, serentak: s, lanjut: tanya}
          - {id: b, kegiatan: B, pelaksana: jfu, serentak: s, lanjut: tanya}
          - {id: c, kegiatan: C, pelaksana: jfu}
          - {id: d, kegiatan: D, pelaksana: jfu, serentak: ⟦s, lanjut: c}
        """, 3)]
    [InlineData(FindingCode.GroupExitsDiffer, """
          - {id: a, kegiatan: A, pelaksana: jfu, serentak: s, lanjut: ⟦lapor}
          - {id: b, kegiatan: B, pelaksana: jfu, serentak: s}
        """)]
    [InlineData(FindingCode.GroupExitsDiffer, """
          - {id: a, kegiatan: A, pelaksana: jfu, serentak: s, selesai: ⟦ya}
          - {id: b, kegiatan: B, pelaksana: jfu, serentak: s}
        """)]
    [InlineData(FindingCode.GroupDecidesAway, """
          - {id: a, kegiatan: A, pelaksana: jfu, serentak: s, ⟦keputusan: {ya: tanya, tidak: lapor}}
          - {id: b, kegiatan: B, pelaksana: jfu, serentak: s}
        """)]
    [InlineData(FindingCode.GroupDecidesAway, """
          - {id: a, kegiatan: A, pelaksana: jfu, serentak: s, lanjut: tanya}
          - {id: b, kegiatan: B, pelaksana: jfu, serentak: s, ⟦keputusan: {ya: tanya, tidak: selesai}}
        """)]
    [InlineData(FindingCode.GroupEnteredMidway, """
          - {id: mulai, kegiatan: M, pelaksana: jfu, keputusan: {ya: a, tidak: ⟦b}}
          - {id: a, kegiatan: A, pelaksana: jfu, serentak: s}
          - {id: b, kegiatan: B, pelaksana: jfu, serentak: s}
        """)]
    public void a_fault_in_the_flow_is_reported_where_it_stands(string code, string rows, int findings = 1)
    {
        var sheet = MarkedSheet.OfRows(rows);
        if (findings == 1)
            sheet.FindsOnly(code);
        Assert.Contains(sheet.Read().Findings, f => (f.Code, f.Line, f.Column) == (code, sheet.Line, sheet.Column));
    }

    [Fact]
    public void a_row_that_only_leads_into_an_endless_loop_is_reported_apart_from_the_loop()
    {
        var sheet = MarkedSheet.OfRows("""
              - {id: mulai, kegiatan: M, pelaksana: jfu, keputusan: {ya: masuk, tidak: tanya}}
              - {id: ⟦masuk, kegiatan: Masuk, pelaksana: jfu}
              - {id: a, kegiatan: A, pelaksana: jfu}
              - {id: b, kegiatan: B, pelaksana: jfu, lanjut: a}
            """);

        Assert.Equal([FindingCode.NoEndReachable, FindingCode.EndlessLoop], sheet.Read().Findings.Select(f => f.Code));
        Assert.Contains(sheet.Read().Findings, f => (f.Code, f.Line, f.Column) == (FindingCode.NoEndReachable, sheet.Line, sheet.Column));
        Assert.Contains("a → b", sheet.Read().Findings[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void a_group_of_one_row_is_a_warning() =>
        MarkedSheet.OfRows("  - {id: a, kegiatan: A, pelaksana: jfu, serentak: ⟦s}").FindsOnly(FindingCode.GroupAlone, Severity.Warning);

    [Fact]
    public void a_misspelt_target_is_one_finding_and_not_also_an_unreachable_row()
    {
        var sheet = MarkedSheet.OfRows("""
              - {id: mulai, kegiatan: M, pelaksana: jfu, keputusan: {ya: ⟦perbaiki-modm, tidak: tanya}}
              - {id: perbaiki-modem, kegiatan: P, pelaksana: jfu}
            """);

        Assert.Contains("perbaiki-modem", sheet.FindsOnly(FindingCode.UnknownStep).Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void rows_done_together_share_the_way_out_of_the_last_one()
    {
        var reading = SheetReader.Read(MarkedSheet.Header + """
            kegiatan:
              - {id: a, kegiatan: A, pelaksana: jfu, serentak: s}
              - {id: b, kegiatan: B, pelaksana: jfu, serentak: s, keputusan: {baik: lapor, rusak: lapor}}
              - {id: c, kegiatan: C, pelaksana: jfu, serentak: s, lanjut: lapor}
              - {id: tanya, kegiatan: T, pelaksana: jfu, tunggu: penyedia, selesai: ya}
              - {id: lapor, kegiatan: L, pelaksana: jfu, kepada: kasi, lanjut: tanya, kembali-ke: [a]}
            """, "uji-coba.yaml");

        Assert.Empty(reading.Findings);
        Assert.Equal(["lapor", "lapor", "lapor", null, "tanya"], reading.Procedure!.Steps.Select(s => s.Next));
        Assert.Equal([false, false, false, true, false], reading.Procedure.Steps.Select(s => s.Ends));
    }
}
