using Laksana.Procedures;
using Xunit;

namespace Laksana.Tests.Procedures;

/// <summary>Every kind of finding about the header: its code and its exact place.</summary>
public sealed class HeaderFindingTests
{
    [Theory]
    [InlineData(FindingCode.BadId, "sop: uji-coba", "sop: ⟦Uji_Coba")]
    [InlineData(FindingCode.EmptyValue, "sop: uji-coba", "⟦sop:")]
    [InlineData(FindingCode.MissingKey, "sop: uji-coba\nnama: Uji Coba", "⟦sop: uji-coba")]
    [InlineData(FindingCode.MissingKey, "sop: uji-coba\n", "⟦")]
    [InlineData(FindingCode.MissingKey, "unit: Bidang Uji\n", "", 1, 1)]
    [InlineData(FindingCode.MissingKey, "perihal: Uji\n", "", 1, 1)]
    [InlineData(FindingCode.MissingKey, "kode-berkas: UJI\n", "", 1, 1)]
    [InlineData(FindingCode.MissingKey, "pelaksana: {jfu: JFU, kasi: KASI}\n", "pembuka: [jfu]\n", 1, 1, 6)]
    [InlineData(FindingCode.BadCaseCode, "kode-berkas: UJI", "kode-berkas: ⟦uji")]
    [InlineData(FindingCode.UnknownKey, "unit: Bidang Uji", "unit: Bidang Uji\n⟦seski: x")]
    [InlineData(FindingCode.DuplicateKey, "unit: Bidang Uji", "unit: Bidang Uji\n⟦unit: x")]
    [InlineData(FindingCode.ExpectedList, "peralatan: [a]", "peralatan: ⟦Komputer")]
    [InlineData(FindingCode.ExpectedMap, "unit: Bidang Uji", "unit: Bidang Uji\ntanggal: ⟦2026-01-01")]
    [InlineData(FindingCode.BadDate, "unit: Bidang Uji", "unit: Bidang Uji\ntanggal: {revisi: ⟦31-12-2026}")]
    [InlineData(FindingCode.UnknownKey, "unit: Bidang Uji", "unit: Bidang Uji\ntanggal: {⟦revsi: 2026-12-31}")]
    [InlineData(FindingCode.UnknownKey, "unit: Bidang Uji", "unit: Bidang Uji\nsumber: {⟦dasar: x}")]
    [InlineData(FindingCode.BadDuration, "unit: Bidang Uji", "unit: Bidang Uji\nbatas: ⟦8 minggu")]
    [InlineData(FindingCode.BadDuration, "unit: Bidang Uji", "unit: Bidang Uji\npelayanan: {waktu: ⟦8}")]
    [InlineData(FindingCode.BadWord, "unit: Bidang Uji", "unit: Bidang Uji\npelayanan: {pemohon: ⟦warga}")]
    [InlineData(FindingCode.UnknownRole, "unit: Bidang Uji", "unit: Bidang Uji\npembuka: [jfu, ⟦kais]")]
    [InlineData(FindingCode.PartyAsRole, "kasi: KASI}", "kasi: KASI, penyedia: Penyedia}\npembuka: [⟦penyedia]")]
    [InlineData(FindingCode.MissingKey, "{penyedia: Penyedia}", "{penyedia: ⟦{batas: 2 hari kerja}}")]
    [InlineData(FindingCode.BadDuration, "{penyedia: Penyedia}", "{penyedia: {nama: Penyedia, batas: ⟦lama}}")]
    [InlineData(FindingCode.BadPlaceholder, "perihal: Uji", "perihal: ⟦\"Uji {lokasi\"")]
    [InlineData(FindingCode.UnknownField, "perihal: Uji", "perihal: ⟦\"Uji {lokasi}\"")]
    [InlineData(FindingCode.MissingKey, "unit: Bidang Uji", "unit: Bidang Uji\njadwal: ⟦{hari-libur: lewati}")]
    [InlineData(FindingCode.BadCron, "unit: Bidang Uji", "unit: Bidang Uji\njadwal: {cron: ⟦0 8 * * *}")]
    [InlineData(FindingCode.BadCron, "unit: Bidang Uji", "unit: Bidang Uji\njadwal: {cron: ⟦\"0 0 8 30 2 ?\"}")]
    [InlineData(FindingCode.BadWord, "unit: Bidang Uji", "unit: Bidang Uji\njadwal: {cron: \"0 0 8 ? * MON\", hari-libur: ⟦lewat}")]
    [InlineData(FindingCode.UnknownField, "unit: Bidang Uji", "unit: Bidang Uji\njadwal: {cron: \"0 0 8 ? * MON\", isian: {lokasi: ⟦server}}")]
    public void a_fault_in_the_header_is_reported_where_it_stands(string code, string old, string replaced, int line = 0, int column = 0, int findings = 1)
    {
        var text = MarkedSheet.Header + "kegiatan:\n" + MarkedSheet.Closing;
        Assert.Contains(old, text, StringComparison.Ordinal);
        text = text.Replace(old, replaced, StringComparison.Ordinal);
        var sheet = line > 0 ? new MarkedSheet(text, line, column) : MarkedSheet.Of(text);
        if (findings == 1)
            sheet.FindsOnly(code);
        Assert.Contains(sheet.Read().Findings, f => (f.Code, f.Line, f.Column) == (code, sheet.Line, sheet.Column));
    }

    [Theory]
    [InlineData(FindingCode.UnusedRole, "kasi: KASI}", "kasi: KASI, kabid: ⟦Kabid}")]
    [InlineData(FindingCode.UnusedParty, "{penyedia: Penyedia}", "{penyedia: Penyedia, telkom: ⟦Telkom}")]
    [InlineData(FindingCode.ScheduleOften, "unit: Bidang Uji", "unit: Bidang Uji\njadwal: {cron: ⟦\"* 0 8 ? * MON\"}")]
    [InlineData(FindingCode.MissingBoxes, "sop: uji-coba", "⟦sop: uji-coba", "peringatan: [a]\n")]
    [InlineData(FindingCode.MissingBoxes, "sop: uji-coba", "⟦sop: uji-coba", "[a]")]
    public void a_doubtful_header_is_a_warning(string code, string old, string replaced, string removed = "\0")
    {
        var text = MarkedSheet.Header + "kegiatan:\n" + MarkedSheet.Closing;
        MarkedSheet.Of(text.Replace(old, replaced, StringComparison.Ordinal).Replace(removed, "", StringComparison.Ordinal))
            .FindsOnly(code, Severity.Warning);
    }

    [Theory]
    [InlineData(FindingCode.SubjectFieldPersonal, Severity.Error, "perihal: ⟦\"{nik}\"")]
    [InlineData(FindingCode.SubjectFieldLater, Severity.Warning, "perihal: ⟦\"Uji {lokasi}\"")]
    [InlineData(FindingCode.ScheduleFieldPersonal, Severity.Error, "perihal: Uji\njadwal: {cron: 0 0 8 ? * MON, isian: {nik: ⟦x}}")]
    [InlineData(FindingCode.ScheduleFieldLater, Severity.Warning, "perihal: Uji\njadwal: {cron: 0 0 8 ? * MON, isian: {lokasi: ⟦x}}")]
    public void the_subject_and_the_schedule_use_fields_of_the_first_row(string code, Severity severity, string subject)
    {
        var text = MarkedSheet.Header.Replace("perihal: Uji", subject, StringComparison.Ordinal) + """
            kegiatan:
              - {id: a, kegiatan: A, pelaksana: jfu, isian: {nik: {jenis: nik}}}
              - {id: b, kegiatan: B, pelaksana: jfu, isian: {lokasi: {jenis: lokasi}}}

            """ + MarkedSheet.Closing;

        MarkedSheet.Of(text).FindsOnly(code, severity);
    }

    [Fact]
    public void a_misspelt_role_does_not_leave_the_one_that_was_meant_unused() =>
        MarkedSheet.Of((MarkedSheet.Header + "kegiatan:\n" + MarkedSheet.Closing).Replace("kepada: kasi", "kepada: ⟦kasie", StringComparison.Ordinal))
            .FindsOnly(FindingCode.UnknownRole);

    [Fact]
    public void a_column_of_an_outside_party_is_neither_unused_nor_a_role()
    {
        var text = MarkedSheet.Header.Replace("kasi: KASI", "kasi: KASI, penyedia: Penyedia", StringComparison.Ordinal) + "kegiatan:\n" + MarkedSheet.Closing;

        var sheet = SheetReader.Read(text, "uji-coba.yaml");
        Assert.Empty(sheet.Findings);
        Assert.True(sheet.Procedure!.IsParty("penyedia"));
        MarkedSheet.Of(text + "\n  - {id: x, kegiatan: X, pelaksana: ⟦penyedia}").FindsOnly(FindingCode.PartyAsRole);
    }
}
