using Laksana.Procedures;
using Xunit;

namespace Laksana.Tests.Procedures;

/// <summary>Every kind of finding about rows: its code and its exact place.</summary>
public sealed class RowFindingTests
{
    [Theory]
    [InlineData(FindingCode.UnknownKey, "  - {id: a, kegiatan: A, pelaksana: jfu, ⟦wkatu: 5 menit}")]
    [InlineData(FindingCode.MissingKey, "  - ⟦{id: a, pelaksana: jfu}")]
    [InlineData(FindingCode.MissingKey, "  - ⟦id: a\n    kegiatan: A")]
    [InlineData(FindingCode.EmptyValue, "  - id: a\n    kegiatan: A\n    pelaksana: jfu\n    ⟦keterangan:")]
    [InlineData(FindingCode.EmptyValue, "  - {id: a, kegiatan: A, pelaksana: jfu, output: [Laporan, ⟦\"\"]}")]
    [InlineData(FindingCode.ExpectedText, "  - {id: a, kegiatan: ⟦[A], pelaksana: jfu}")]
    [InlineData(FindingCode.ExpectedText, "  - id: a\n    kegiatan: A\n    pelaksana: jfu\n    output:\n      - ⟦Laporan: bulanan")]
    [InlineData(FindingCode.ExpectedLine, "  - id: a\n    kegiatan: ⟦|\n      A\n      B\n    pelaksana: jfu")]
    [InlineData(FindingCode.ExpectedList, "  - {id: a, kegiatan: A, pelaksana: jfu, kelengkapan: ⟦Komputer}")]
    [InlineData(FindingCode.ExpectedMap, "  - {id: a, kegiatan: A, pelaksana: jfu, isian: ⟦lokasi}")]
    [InlineData(FindingCode.ExpectedMap, "  - ⟦menerima")]
    [InlineData(FindingCode.BadYesNo, "  - {id: a, kegiatan: A, pelaksana: jfu, tambahan: ⟦true}")]
    [InlineData(FindingCode.BadDuration, "  - {id: a, kegiatan: A, pelaksana: jfu, waktu: ⟦sebentar}")]
    [InlineData(FindingCode.BadId, "  - {id: ⟦Terima Keluhan, kegiatan: A, pelaksana: jfu}")]
    [InlineData(FindingCode.BadId, "  - {id: a, kegiatan: A, pelaksana: jfu, isian: {⟦Lokasi: {jenis: lokasi}}}")]
    [InlineData(FindingCode.BadId, "  - {id: a, kegiatan: A, pelaksana: jfu, tindakan: {nama: network.ping, ⟦Alamat: x}}")]
    [InlineData(FindingCode.DuplicateKey, "  - {id: a, kegiatan: A, pelaksana: jfu, ⟦id: b}")]
    [InlineData(FindingCode.DuplicateStep, "  - {id: a, kegiatan: A, pelaksana: jfu}\n  - {id: ⟦a, kegiatan: B, pelaksana: jfu}")]
    [InlineData(FindingCode.ReservedStep, "  - {id: ⟦selesai, kegiatan: A, pelaksana: jfu}")]
    [InlineData(FindingCode.UnknownRole, "  - {id: a, kegiatan: A, pelaksana: ⟦kabid}")]
    [InlineData(FindingCode.UnknownRole, "  - {id: a, kegiatan: A, pelaksana: jfu, kepada: ⟦kabid}")]
    [InlineData(FindingCode.UnknownRole, "  - {id: a, kegiatan: A, pelaksana: jfu, isian: {x: {jenis: teks, pribadi: ya, terlihat: [jfu, ⟦kabid]}}}")]
    [InlineData(FindingCode.ReportToSelf, "  - {id: a, kegiatan: A, pelaksana: jfu, kepada: ⟦jfu}")]
    [InlineData(FindingCode.UnknownParty, "  - {id: a, kegiatan: A, pelaksana: jfu, tunggu: ⟦telkom}")]
    [InlineData(FindingCode.UnknownParty, "  - {id: a, kegiatan: A, pelaksana: jfu, tunggu: {pihak: ⟦telkom, bila-perlu: ya}}")]
    [InlineData(FindingCode.MissingKey, "  - {id: a, kegiatan: A, pelaksana: jfu, tunggu: ⟦{bila-perlu: ya}}")]
    [InlineData(FindingCode.UnknownStep, "  - {id: a, kegiatan: A, pelaksana: jfu, lanjut: ⟦tannya}")]
    [InlineData(FindingCode.UnknownStep, "  - {id: a, kegiatan: A, pelaksana: jfu, keputusan: {ya: tanya, tidak: ⟦lapro}}")]
    [InlineData(FindingCode.UnknownStep, "  - {id: a, kegiatan: A, pelaksana: jfu, kembali-ke: [⟦xyz]}")]
    [InlineData(FindingCode.DecisionWithoutWay, "  - {id: a, kegiatan: A, pelaksana: jfu, ⟦keputusan: {}}")]
    [InlineData(FindingCode.DecisionAndNext, "  - {id: a, kegiatan: A, pelaksana: jfu, keputusan: {ya: tanya, tidak: selesai}, lanjut: ⟦tanya}")]
    [InlineData(FindingCode.DecisionAndEnds, "  - {id: a, kegiatan: A, pelaksana: jfu, keputusan: {ya: tanya, tidak: selesai}, selesai: ⟦ya}")]
    [InlineData(FindingCode.NextAndEnds, "  - {id: a, kegiatan: A, pelaksana: jfu, lanjut: ⟦tanya, selesai: ya}")]
    [InlineData(FindingCode.NextIsEnd, "  - {id: c, kegiatan: C, pelaksana: jfu, keputusan: {ya: a, tidak: tanya}}\n  - {id: a, kegiatan: A, pelaksana: jfu, lanjut: ⟦selesai}")]
    [InlineData(FindingCode.ReturnToLater, "  - {id: a, kegiatan: A, pelaksana: jfu, kembali-ke: [⟦tanya]}")]
    [InlineData(FindingCode.ReturnToLater, "  - {id: a, kegiatan: A, pelaksana: jfu, kembali-ke: [⟦a]}")]
    [InlineData(FindingCode.RepeatedEntry, "  - {id: b, kegiatan: B, pelaksana: jfu}\n  - {id: a, kegiatan: A, pelaksana: jfu, kembali-ke: [b, ⟦b]}")]
    [InlineData(FindingCode.UnknownKey, "  - {id: a, kegiatan: \"\U0001F600\", pelaksana: jfu, ⟦wkatu: x}")]
    public void a_fault_in_a_row_is_reported_where_it_stands(string code, string rows) =>
        MarkedSheet.OfRows(rows).FindsOnly(code);

    [Theory]
    [InlineData(FindingCode.BadWord, "{jenis: ⟦text}")]
    [InlineData(FindingCode.MissingKey, "⟦{wajib: ya}")]
    [InlineData(FindingCode.UnknownKey, "{jenis: teks, ⟦wjib: ya}")]
    [InlineData(FindingCode.MissingChoices, "{jenis: ⟦pilihan}")]
    [InlineData(FindingCode.MissingChoices, "{jenis: ⟦pilihan-ganda, wajib: ya}")]
    [InlineData(FindingCode.EmptyValue, "{jenis: pilihan, ⟦pilihan: []}")]
    [InlineData(FindingCode.UnusedChoices, "{jenis: teks, ⟦pilihan: [a, b]}")]
    [InlineData(FindingCode.RepeatedEntry, "{jenis: pilihan, pilihan: [a, b, ⟦a]}")]
    [InlineData(FindingCode.DocumentNotPersonal, "{jenis: dokumen, pribadi: ⟦ya}")]
    [InlineData(FindingCode.ExpectedLine, "{jenis: pilihan, pilihan: [a, ⟦\"b\\nc\"]}")]
    public void a_fault_in_a_field_is_reported_where_it_stands(string code, string field) =>
        MarkedSheet.OfRows("  - {id: a, kegiatan: A, pelaksana: jfu, isian: {x: " + field + "}}").FindsOnly(code);

    [Theory]
    [InlineData(FindingCode.NikIsPersonal, "{jenis: nik, pribadi: ⟦tidak}")]
    [InlineData(FindingCode.VisibleNotPersonal, "{jenis: teks, ⟦terlihat: [jfu]}")]
    public void a_doubtful_field_is_a_warning(string code, string field) =>
        MarkedSheet.OfRows("  - {id: a, kegiatan: A, pelaksana: jfu, isian: {x: " + field + "}}").FindsOnly(code, Severity.Warning);

    [Theory]
    [InlineData(FindingCode.DuplicateField, "isian: {⟦lokasi: {jenis: teks}}")]
    [InlineData(FindingCode.MissingKey, "tindakan: ⟦{lokasi: server}")]
    [InlineData(FindingCode.BadActionName, "tindakan: {nama: ⟦ping}")]
    [InlineData(FindingCode.BadWord, "tindakan: {nama: network.ping, mulai: ⟦nanti}")]
    [InlineData(FindingCode.ExpectedText, "tindakan: {nama: network.ping, lokasi: ⟦[a]}")]
    [InlineData(FindingCode.BadPlaceholder, "tindakan: {nama: network.ping, lokasi: ⟦\"{lokasi\"}")]
    [InlineData(FindingCode.BadPlaceholder, "tindakan: {nama: network.ping, lokasi: ⟦\"{}\"}")]
    [InlineData(FindingCode.UnknownField, "tindakan: {nama: network.ping, lokasi: ⟦\"{loksai}\"}")]
    [InlineData(FindingCode.ArgumentFieldPersonal, "tindakan: {nama: network.ping, lokasi: ⟦\"{nik}\"}")]
    [InlineData(FindingCode.UnknownField, "per-lokasi: ⟦daftr")]
    [InlineData(FindingCode.PerSiteField, "per-lokasi: ⟦lokasi")]
    [InlineData(FindingCode.PerSiteLater, "isian: {sini: {jenis: daftar-lokasi}}, per-lokasi: ⟦sini")]
    [InlineData(FindingCode.PerSiteDecidesAway, "per-lokasi: daftar, ⟦keputusan: {ya: tanya, tidak: selesai}")]
    [InlineData(FindingCode.MissingKey, "petugas-kedua: ⟦{pengganti: [kasi]}")]
    [InlineData(FindingCode.UnknownStep, "petugas-kedua: {beda-dari: [⟦pertma]}")]
    [InlineData(FindingCode.UnknownRole, "petugas-kedua: {beda-dari: [pertama], pengganti: [⟦kabid]}")]
    [InlineData(FindingCode.SecondOfficerOwnRow, "petugas-kedua: {beda-dari: [pertama, ⟦a]}")]
    [InlineData(FindingCode.SecondOfficerOwnRole, "petugas-kedua: {beda-dari: [pertama], pengganti: [⟦jfu]}")]
    [InlineData(FindingCode.SecondOfficerLater, "petugas-kedua: {beda-dari: [pertama, ⟦lapor]}")]
    public void a_fault_against_the_fields_and_rows_before_is_reported_where_it_stands(string code, string key) =>
        MarkedSheet.OfRows(AfterFirstRow(key)).FindsOnly(code);

    [Fact]
    public void an_argument_of_a_field_asked_later_is_a_warning() =>
        MarkedSheet.OfRows(AfterFirstRow("isian: {y: {jenis: teks}}, tindakan: {nama: network.ping, lokasi: ⟦\"{y}\"}"))
            .FindsOnly(FindingCode.ArgumentFieldLater, Severity.Warning);

    [Fact]
    public void a_decision_with_one_way_only_is_a_warning() =>
        MarkedSheet.OfRows("  - {id: a, kegiatan: A, pelaksana: jfu, ⟦keputusan: {ya: tanya}}")
            .FindsOnly(FindingCode.DecisionOneWay, Severity.Warning);

    [Fact]
    public void an_action_that_the_installation_lacks_is_a_warning()
    {
        var sheet = MarkedSheet.OfRows("  - {id: a, kegiatan: A, pelaksana: jfu, tindakan: {nama: ⟦network.pong}}");
        var known = new SheetVocabulary { Actions = new HashSet<string> { "network.ping" } };

        var reading = SheetReader.Read(sheet.Text, "uji-coba.yaml", known);

        var finding = Assert.Single(reading.Findings);
        Assert.Equal((FindingCode.UnknownAction, Severity.Warning, sheet.Line, sheet.Column),
            (finding.Code, finding.Severity, finding.Line, finding.Column));
        Assert.Empty(sheet.Read().Findings);
    }

    [Fact]
    public void an_added_row_must_be_explained()
    {
        var sheet = MarkedSheet.OfRows("  - {id: a, kegiatan: A, pelaksana: jfu, tambahan: ⟦ya}");

        sheet.FindsOnly(FindingCode.AddedUnexplained, Severity.Warning);
        Assert.Empty(SheetReader.Read(sheet.Text + "\ncatatan: [Baris a ditambahkan.]\n", "uji-coba.yaml").Findings);
    }

    [Fact]
    public void the_sender_of_a_report_may_be_named_by_its_receivers_second_officer_rule() =>
        Assert.Empty(SheetReader.Read(MarkedSheet.Header + "kegiatan:\n" + MarkedSheet.Closing
            + "\n  - {id: a, kegiatan: A, pelaksana: jfu, kepada: kasi, petugas-kedua: {beda-dari: [a], pengganti: [jfu]}}", "uji-coba.yaml").Findings);

    private static string AfterFirstRow(string key) =>
        "  - {id: pertama, kegiatan: P, pelaksana: jfu, isian: {lokasi: {jenis: lokasi}, daftar: {jenis: daftar-lokasi}, nik: {jenis: nik}}}\n"
        + "  - {id: a, kegiatan: A, pelaksana: jfu, " + key + "}";
}
