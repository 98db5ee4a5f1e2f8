using System.Text;
using Laksana.Procedures;
using Xunit;

namespace Laksana.Tests.Procedures;

/// <summary>Whatever the text, the reader answers: findings that point into it, and a procedure only when there is no error.</summary>
public sealed class HostileSheetTests
{
    private static readonly string Rich = MarkedSheet.Header + """
        jadwal: {cron: "0 0 8 ? * MON-FRI", hari-libur: geser, isian: {lokasi: server}}
        kegiatan:
          - id: terima
            kegiatan: "Menerima: keluhan"
            pelaksana: jfu
            waktu: 10 - 30 menit
            isian:
              lokasi: {jenis: lokasi, wajib: ya}
              daftar: {jenis: daftar-lokasi}
              saluran: {jenis: pilihan, pilihan: [telepon, surat]}
          - {id: a, kegiatan: A, pelaksana: jfu, serentak: s, per-lokasi: daftar, tindakan: {nama: network.ping, lokasi: "{lokasi}"}}
          - {id: b, kegiatan: B, pelaksana: jfu, serentak: s}
          - id: putus
            kegiatan: |
              Apakah baik?
            pelaksana: kasi
            keputusan: {ya: tanya, tidak: terima}
            petugas-kedua: {beda-dari: [a, b], pengganti: [jfu]}

        """ + MarkedSheet.Closing + "\n";

    [Fact]
    public void any_mutation_of_a_sheet_is_answered_with_findings_inside_the_text()
    {
        foreach (var text in Mutation.Of(Rich))
        {
            var reading = Read(text);
            var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\r', '\n');
            Assert.All(reading.Findings, f => Assert.InRange(f.Line, 1, lines.Length + 1));
            Assert.All(reading.Findings, f => Assert.True(f.Column >= 1 && f.Message.Length > 0 && f.Hint.Length > 0, f.ToString()));
            Assert.Equal(reading.Findings.All(f => f.Severity == Severity.Warning), reading.Procedure is not null);
        }
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("[{")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("a: ")]
    [InlineData("a: [")]
    [InlineData("\"")]
    [InlineData("a\n")]
    [InlineData("a:\n ")]
    [InlineData("{a: ")]
    [InlineData("&a *a ")]
    [InlineData("!")]
    [InlineData("---\n")]
    [InlineData("%TAG ! x\n")]
    [InlineData("|\n")]
    [InlineData("#")]
    [InlineData(" ")]
    [InlineData("sop: x\n")]
    public void endless_repetition_is_answered(string piece)
    {
        var reading = Read(string.Concat(Enumerable.Repeat(piece, 390_000 / piece.Length)));

        Assert.Null(reading.Procedure);
        Assert.NotEmpty(reading.Findings);
    }

    [Fact]
    public void stairs_of_indentation_are_answered()
    {
        var stairs = new StringBuilder();
        for (var i = 0; i < 800; i++)
            stairs.Append(' ', i).Append("a:\n");

        Assert.Contains(Read(stairs.ToString()).Findings, f => f.Code == FindingCode.TooDeep);
        Assert.Contains(Read(stairs + "x: [").Findings, f => f.Code.StartsWith(FindingCode.Syntax, StringComparison.Ordinal));
    }

    [Fact]
    public void a_billion_laughs_are_refused_one_alias_at_a_time()
    {
        var laughs = new StringBuilder("a0: &a0 [lol, lol]\n");
        for (var i = 1; i < 30; i++)
            laughs.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n");

        var reading = Read(laughs.ToString());

        Assert.Null(reading.Procedure);
        Assert.Equal(88, reading.Findings.Count(f => f.Code == FindingCode.Anchor));
    }

    [Fact]
    public void five_hundred_rows_that_all_lead_everywhere_are_answered()
    {
        var ids = Enumerable.Range(0, 150).Select(i => $"r{i}").ToList();
        var ways = string.Join(", ", ids.Select(id => $"{id}: {id}"));
        var rows = string.Concat(ids.Select(id => $"  - {{id: {id}, kegiatan: A, pelaksana: jfu, serentak: s, keputusan: {{{ways}}}}}\n"));

        Assert.Contains(Read(MarkedSheet.Header + "kegiatan:\n" + rows).Findings, f => f.Code == FindingCode.EndlessLoop);
    }

    private static SheetReading Read(string text)
    {
        try
        {
            return SheetReader.Read(text, "ganas.yaml", new SheetVocabulary { Actions = new HashSet<string>() });
        }
        catch (Exception e)
        {
            throw new InvalidOperationException("The reader threw at: " + (text.Length > 4000 ? text[..200] : text), e);
        }
    }
}
