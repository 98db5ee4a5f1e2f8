using Laksana.Officers;
using Laksana.Procedures;
using Laksana.Tests.Procedures;
using Laksana.WorkTime;
using Xunit;

namespace Laksana.Tests.Officers;

/// <summary>Every kind of finding about office.yaml, calendar.yaml and demo.yaml: its code and its exact place.</summary>
public sealed class OfficeFileTests
{
    private const string Office = """
        kantor: uji
        nama: Dinas Uji
        zona: WIT
        jabatan:
          kepala: {nama: Kepala}
          kabid: {nama: Kabid, atasan: kepala}
          staf: {nama: Staf, atasan: kabid}
        peran:
          kabid: [kabid]
          staf: [staf, kabid]
        peran-sop:
          lain: {staf: [kabid]}
        lokasi:
          server: {nama: Server, alamat: 127.0.0.1, port: 80}
        """;

    private const string Calendar = """
        jam-kerja:
          senin: ["07:30-12:00", "13:00-16:00"]
          sabtu: []
        musim:
          - nama: Ramadan
            dari: 2026-02-19
            sampai: 2026-03-20
            jam-kerja: {senin: ["08:00-12:00"]}
        libur:
          2026-01-01: Tahun Baru
        cuti-bersama:
          2026-12-24: Cuti bersama
        tutup:
          2026-08-14: {nama: Upacara, jam: "07:30-10:00"}
        """;

    private const string Demo = """
        petugas:
          - {petugas: a, nama: A, jabatan: [kepala, staf]}
          - {petugas: b, nama: B, sebagai: {kabid: {plt: "1/2026"}}}
          - {petugas: c, nama: C, administrator: ya}
        """;

    [Theory]
    [InlineData(FindingCode.MissingKey, "kantor: uji\nnama", "⟦nama")]
    [InlineData(FindingCode.UnknownKey, "zona: WIT", "zona: WIT\n⟦telpon: 1")]
    [InlineData(FindingCode.BadWord, "zona: WIT", "zona: ⟦WID")]
    [InlineData(FindingCode.BadDuration, "zona: WIT", "zona: WIT\nbatas-antre: ⟦lama")]
    [InlineData(FindingCode.LimitIsRange, "zona: WIT", "zona: WIT\nbatas-antre: ⟦1 - 2 jam")]
    [InlineData(FindingCode.BadId, "  staf: {nama", "  staf: {nama: Staf}\n  ⟦Staf 2: {nama")]
    [InlineData(FindingCode.ExpectedMap, "{nama: Kepala}", "⟦Kepala")]
    [InlineData(FindingCode.UnknownPosition, "atasan: kepala}", "atasan: ⟦kepla}")]
    [InlineData(FindingCode.SuperiorCycle, "{nama: Kepala}", "{nama: Kepala, atasan: ⟦staf}")]
    [InlineData(FindingCode.SuperiorCycle, "{nama: Kepala}", "{nama: Kepala, atasan: ⟦kepala}")]
    [InlineData(FindingCode.UnknownPosition, "[staf, kabid]", "[staf, ⟦kabd]")]
    [InlineData(FindingCode.ExpectedList, "kabid: [kabid]", "kabid: ⟦kabid")]
    [InlineData(FindingCode.EmptyValue, "kabid: [kabid]", "⟦kabid: []")]
    [InlineData(FindingCode.UnknownPosition, "{staf: [kabid]}", "{staf: [⟦kabib]}")]
    [InlineData(FindingCode.BadAddress, "127.0.0.1", "⟦10.0.0.1 / 24")]
    [InlineData(FindingCode.BadNumber, "port: 80", "port: ⟦70000")]
    [InlineData(FindingCode.BadNumber, "port: 80", "port: ⟦http")]
    public void a_fault_in_an_office_is_reported_where_it_stands(string code, string old, string replaced)
    {
        var (sheet, reading) = Read(Office, old, replaced, text => OfficeFile.Read(text, "office.yaml"));

        Assert.Null(reading.Office);
        IsOnly(code, Severity.Error, sheet, reading.Findings);
    }

    [Theory]
    [InlineData(FindingCode.UnknownKey, "  senin: [\"07:30-12:00\", \"13:00-16:00\"]", "  ⟦snein: [\"07:30-12:00\"]\n  selasa: [\"07:30-12:00\"]")]
    [InlineData(FindingCode.BadTimeOfDay, "\"13:00-16:00\"", "⟦\"13-16\"")]
    [InlineData(FindingCode.BadCalendar, "senin: [\"07:30-12:00\", \"13", "⟦senin: [\"12:00-07:30\", \"13")]
    [InlineData(FindingCode.BadNumber, "musim:", "menit-per-hari: ⟦7 jam\nmusim:")]
    [InlineData(FindingCode.ExpectedMap, "  - nama: Ramadan\n    dari: 2026-02-19\n    sampai: 2026-03-20\n    jam-kerja: {senin: [\"08:00-12:00\"]}", "  - ⟦Ramadan")]
    [InlineData(FindingCode.MissingKey, "  - nama: Ramadan\n    dari: 2026-02-19", "  - ⟦nama: Ramadan")]
    [InlineData(FindingCode.BadDate, "2026-02-19", "⟦19-02-2026")]
    [InlineData(FindingCode.BadCalendar, "2026-02-19", "⟦2026-12-19")]
    [InlineData(FindingCode.BadDate, "2026-01-01: T", "⟦2026-02-30: T")]
    [InlineData(FindingCode.DuplicateKey, "  2026-01-01: Tahun Baru", "  2026-01-01: Tahun Baru\n  ⟦2026-01-01: Lagi")]
    [InlineData(FindingCode.BadCalendar, "2026-12-24: Cuti", "2026-01-01: ⟦Cuti")]
    [InlineData(FindingCode.UnknownKey, "jam: ", "⟦jma: \"07:30-10:00\", jam: ")]
    [InlineData(FindingCode.BadTimeOfDay, "\"07:30-10:00\"", "⟦pagi")]
    public void a_fault_in_a_calendar_is_reported_where_it_stands(string code, string old, string replaced)
    {
        var (sheet, reading) = Read(Calendar, old, replaced, text => CalendarFile.Read(text, "calendar.yaml", OfficeZone.Wit));

        Assert.Null(reading.Calendar);
        IsOnly(code, Severity.Error, sheet, reading.Findings);
    }

    [Theory]
    [InlineData(FindingCode.MissingKey, "jam-kerja:\n  senin: [\"07:30-12:00\", \"13:00-16:00\"]\n  sabtu: []\n", "", 1, 1)]
    [InlineData(FindingCode.BadCalendar, "  senin: [\"07:30-12:00\", \"13:00-16:00\"]\n", "", 1, 1)]
    public void a_calendar_needs_hours(string code, string old, string replaced, int line, int column)
    {
        var reading = CalendarFile.Read(Calendar.Replace(old, replaced, StringComparison.Ordinal), "calendar.yaml", OfficeZone.Wit);

        var finding = Assert.Single(reading.Findings);
        Assert.Equal((code, line, column), (finding.Code, finding.Line, finding.Column));
    }

    [Theory]
    [InlineData(FindingCode.MissingKey, "{petugas: c, nama", "⟦{nama")]
    [InlineData(FindingCode.DuplicateOfficer, "{petugas: c", "{petugas: ⟦a")]
    [InlineData(FindingCode.BadId, "{petugas: c", "{petugas: ⟦C 1")]
    [InlineData(FindingCode.UnknownPosition, "[kepala, staf]", "[kepala, staf, ⟦kadis]")]
    [InlineData(FindingCode.UnknownPosition, "{kabid: {plt: \"1/2026\"}}", "{kabid: {plt: \"1/2026\"}, ⟦kadis: {plt: \"1/2026\"}}")]
    [InlineData(FindingCode.UnknownKey, "{plt: \"1/2026\"}", "{plt: \"1/2026\", ⟦plx: 1}")]
    [InlineData(FindingCode.ActingTwice, "nama: B, sebagai: {", "nama: B, jabatan: [kabid], sebagai: {⟦")]
    [InlineData(FindingCode.AbsenceInverted, "administrator: ya", "berhalangan: {dari: 2026-02-02, sampai: ⟦2026-02-01, alasan: x}")]
    [InlineData(FindingCode.MissingKey, "administrator: ya", "berhalangan: ⟦{dari: 2026-02-02, sampai: 2026-02-03}")]
    [InlineData(FindingCode.BadYesNo, "administrator: ya", "administrator: ⟦yes")]
    public void a_fault_in_demo_officers_is_reported_where_it_stands(string code, string old, string replaced)
    {
        var office = OfficeFile.Read(Office, "office.yaml").Office;
        var (sheet, reading) = Read(Demo, old, replaced, text => DemoFile.Read(text, "demo.yaml", office));

        Assert.Null(reading.Staff);
        IsOnly(code, Severity.Error, sheet, reading.Findings);
    }

    [Theory]
    [InlineData(FindingCode.PositionVacant, "[kepala, staf]", "[kepala]", 1, 1)]
    [InlineData(FindingCode.ActingForHolder, "{petugas: c,", "{petugas: c, jabatan: [kabid],", 3, 37)]
    public void a_doubtful_demo_officer_is_a_warning(string code, string old, string replaced, int line, int column)
    {
        var reading = DemoFile.Read(Demo.Replace(old, replaced, StringComparison.Ordinal), "demo.yaml", OfficeFile.Read(Office, "office.yaml").Office);

        Assert.NotNull(reading.Staff);
        IsOnly(code, Severity.Warning, new MarkedSheet("", line, column), reading.Findings);
    }

    [Fact]
    public void what_is_whole_is_read_without_findings()
    {
        var office = OfficeFile.Read(Office, "office.yaml");
        var calendar = CalendarFile.Read(Calendar, "calendar.yaml", OfficeZone.Wit);
        var demo = DemoFile.Read(Demo, "demo.yaml", office.Office);

        Assert.Empty(office.Findings.Concat(calendar.Findings).Concat(demo.Findings));
        Assert.Same(OfficeZone.Wit, office.Office!.Zone);
        Assert.Null(office.Office.QueueLimit);
        Assert.Equal(["staf", "kabid"], office.Office.RolePositions["staf"]);
        Assert.Equal(new Closure(new DateOnly(2026, 8, 14), "Upacara", new WorkInterval(new(7, 30), new(10, 0))), Assert.Single(calendar.Calendar!.Closures));
        Assert.Equal("Ramadan", Assert.Single(calendar.Calendar.Seasons).Name);
        Assert.Equal(new DemoActing("kabid", Capacity.Plt, "1/2026"), Assert.Single(demo.Staff!.Officers[1].Acting));
    }

    private static (MarkedSheet, T) Read<T>(string whole, string old, string replaced, Func<string, T> read)
    {
        Assert.Contains(old, whole, StringComparison.Ordinal);
        var sheet = MarkedSheet.Of(whole.Replace(old, replaced, StringComparison.Ordinal));
        return (sheet, read(sheet.Text));
    }

    private static void IsOnly(string code, Severity severity, MarkedSheet at, IReadOnlyList<Finding> findings)
    {
        var finding = Assert.Single(findings);
        Assert.Equal((code, severity, at.Line, at.Column), (finding.Code, finding.Severity, finding.Line, finding.Column));
    }
}
