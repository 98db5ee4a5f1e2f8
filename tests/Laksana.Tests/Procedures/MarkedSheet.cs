using Laksana.Procedures;
using Xunit;

namespace Laksana.Tests.Procedures;

/// <summary>A sheet in which <c>⟦</c> marks the place where a finding is expected; the mark itself is not part of the text.</summary>
internal sealed record MarkedSheet(string Text, int Line, int Column)
{
    public const string Header = """
        sop: uji-coba
        nama: Uji Coba
        unit: Bidang Uji
        kode-berkas: UJI
        perihal: Uji
        dasar-hukum: [a]
        kualifikasi: [a]
        keterkaitan: [a]
        peralatan: [a]
        peringatan: [a]
        pencatatan: [a]
        pelaksana: {jfu: JFU, kasi: KASI}
        pihak: {penyedia: Penyedia}

        """;

    /// <summary>Two rows that use every role and party of <see cref="Header"/>, so that nothing is found.</summary>
    public const string Closing = """
          - {id: tanya, kegiatan: Menanyakan, pelaksana: jfu, tunggu: penyedia}
          - {id: lapor, kegiatan: Melaporkan, pelaksana: jfu, kepada: kasi}
        """;

    public static MarkedSheet Of(string marked)
    {
        var at = marked.IndexOf('⟦', StringComparison.Ordinal);
        Assert.True(at >= 0, "the sheet has no mark");
        var before = marked[..at].Split('\n');
        return new(marked.Remove(at, 1), before.Length, before[^1].Length + 1);
    }

    /// <summary>The rows under a whole header, followed by <see cref="Closing"/>.</summary>
    public static MarkedSheet OfRows(string marked) => Of(Header + "kegiatan:\n" + marked + "\n" + Closing);

    public SheetReading Read() => SheetReader.Read(Text, "uji-coba.yaml");

    /// <summary>Asserts that exactly this one thing is found, at the mark.</summary>
    public Finding FindsOnly(string code, Severity severity = Severity.Error)
    {
        var reading = Read();
        var finding = Assert.Single(reading.Findings);
        Assert.Equal((code, severity, Line, Column), (finding.Code, finding.Severity, finding.Line, finding.Column));
        Assert.Equal(severity == Severity.Warning, reading.Procedure is not null);
        return finding;
    }
}
