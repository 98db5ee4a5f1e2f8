using Laksana.Procedures;
using Laksana.WorkTime;
using Xunit;

namespace Laksana.Tests.Procedures;

public sealed class SheetReaderTests
{
    [Fact]
    public void a_sheet_without_faults_is_read_without_findings()
    {
        var reading = SheetReader.Read(MarkedSheet.Header + "kegiatan:\n" + MarkedSheet.Closing, "uji-coba.yaml");

        Assert.Empty(reading.Findings);
        var sheet = Assert.IsType<Procedure>(reading.Procedure);
        Assert.Equal(["tanya", "lapor"], sheet.Steps.Select(s => s.Id));
        Assert.Equal("lapor", sheet.Step("tanya").Next);
        Assert.True(sheet.Step("lapor").Ends);
        Assert.Equal(["jfu"], sheet.Openers);
        Assert.Equal(new Wait("penyedia", Always: true), sheet.Step("tanya").Waits);
    }

    [Fact]
    public void every_box_of_the_form_is_read()
    {
        var sheet = ReadTestSheet("permohonan-data");

        Assert.Equal(("permohonan-data", "Pelayanan Permohonan Data", "001/UJI/DATA", "188.4/12/2026"), (sheet.Id, sheet.Title, sheet.Number, sheet.DecreeNumber));
        Assert.Equal(("Bidang Data", "Seksi Penyajian"), (sheet.Unit, sheet.Section));
        Assert.Equal(new Enactment(new(2025, 11, 3), new(2026, 1, 5), new(2026, 2, 2), new(2026, 1, 30), "Kepala Dinas"), sheet.Enactment);
        Assert.Equal([2, 1, 1, 2, 1, 1], new[] { sheet.LegalBasis, sheet.Qualifications, sheet.Related, sheet.Equipment, sheet.Warnings, sheet.Records }.Select(b => b.Count));
        Assert.Equal("UU ttg Pelayanan Publk", sheet.SourceText["dasar-hukum"]);
        Assert.Equal(("PDT", "Permohonan data {jenis-data}", WorkAmount.OfDays(3)), (sheet.CaseCode, sheet.Subject, sheet.CaseLimit!.Limit));
        Assert.Equal(["Loket", "Pengolah Data", "Kepala Bidang", "Sekretaris", "Kepala Dinas"], sheet.Roles.Select(r => r.Title));
        Assert.Equal(["loket", "staf"], sheet.Openers);
        Assert.Equal([new OutsideParty("pemohon", "Pemohon", null) { IsApplicant = true }], sheet.Parties);
        var service = sheet.Service!;
        Assert.Equal((2, 2, 1, 2, true), (service.Requirements.Count, service.Narrative.Count, service.Products.Count, service.Complaints.Count, service.OpenToPublic));
        Assert.Equal((WorkAmount.OfDays(3), "Tidak dipungut biaya"), (service.Time!.Limit, service.Cost));
        Assert.Single(sheet.TranscriptionNotes);
    }

    [Fact]
    public void every_column_of_a_row_is_read()
    {
        var sheet = ReadTestSheet("permohonan-data");
        var first = sheet.Step("terima");

        Assert.Equal(("1", "Menerima permohonan data", "loket", "periksa"), (first.Number, first.Activity, first.Role, first.Next));
        Assert.Equal(["Surat permohonan", "Kartu tanda penduduk"], first.Requirements);
        Assert.Equal((WorkAmount.OfMinutes(10), "10 menit"), (first.StandardTime!.Limit, first.StandardTime.Text));
        Assert.Equal(["Tanda terima"], first.Outputs);
        Assert.Equal(("Permohonan melalui surat elektronik dicetak", "Menerima prmohonan data"), (first.Remark, first.SourceText));
        Assert.Equal([new("lengkap", "siapkan"), new("kurang", "lengkapi"), new("ditolak", "jawab-penolakan")], sheet.Step("periksa").Outcomes);
        Assert.Equal(new Wait("pemohon", Always: false), sheet.Step("periksa").Waits);
        Assert.Equal(("2a", true, "periksa"), (sheet.Step("lengkapi").Number, sheet.Step("lengkapi").Added, sheet.Step("lengkapi").Next));
        var report = sheet.Step("ajukan");
        Assert.Equal(("kadis", null, false), (report.ReportsTo, report.Next, report.Ends));
        Assert.Equal(["periksa-data", "siapkan"], report.ReturnTo);
        Assert.Equal(["ajukan", "siapkan"], report.SecondOfficer!.DifferentFrom);
        Assert.Equal(["sekretaris"], sheet.Step("periksa-data").SecondOfficer!.StandIns);
        Assert.True(sheet.Step("serahkan").Ends);
        var pings = ReadTestSheet("pemasangan-jaringan").Steps.Where(s => s.Action is not null).Select(s => s.Action!).ToList();
        Assert.Equal([true, false], pings.Select(a => a.Automatic));
        Assert.Equal(["{pusat}", "{lokasi}"], pings.Select(a => a.Arguments["lokasi"]));
    }

    [Fact]
    public void every_property_of_a_field_is_read()
    {
        var sheet = ReadTestSheet("permohonan-data");
        var (name, nik, phone) = (sheet.FindField("pemohon")!, sheet.FindField("nik-pemohon")!, sheet.FindField("telepon-pemohon")!);

        Assert.Equal((FieldKind.Text, "Nama pemohon", true, true), (name.Kind, name.Label, name.Required, name.Personal));
        Assert.Equal(["loket", "staf"], name.VisibleTo);
        Assert.Equal((FieldKind.Nik, true), (nik.Kind, nik.Personal));
        Assert.Equal(["loket"], nik.VisibleTo);
        Assert.Equal(("telepon pemohon", "Nomor yang dapat dihubungi", false), (phone.Label, phone.Hint, phone.Required));
        Assert.Equal(["penduduk", "keluarga", "wilayah"], sheet.FindField("jenis-data")!.Choices);
        Assert.Empty(sheet.FindField("keperluan")!.VisibleTo);
    }

    [Theory]
    [InlineData("", WorkingDayRule.Fire)]
    [InlineData(", hari-libur: tetap", WorkingDayRule.Fire)]
    [InlineData(", hari-libur: lewati", WorkingDayRule.Skip)]
    [InlineData(", hari-libur: geser", WorkingDayRule.Shift)]
    public void a_schedule_says_what_happens_on_a_day_off(string rule, WorkingDayRule expected)
    {
        var sheet = SheetReader.Read(MarkedSheet.Header + $"jadwal: {{cron: \"0 0 8 ? * MON\"{rule}}}\nkegiatan:\n" + MarkedSheet.Closing, "uji-coba.yaml");

        Assert.Equal(new { Cron = "0 0 8 ? * MON", OnDayOff = expected }, new { sheet.Procedure!.Schedule!.Cron, sheet.Procedure.Schedule.OnDayOff });
    }

    [Fact]
    public void added_rows_are_numbered_with_letters_after_the_row_before()
    {
        var added = new[] { true, false, true, true, false }.Concat(Enumerable.Repeat(true, 28));

        var numbers = RowNumbers.Of(added).ToList();

        Assert.Equal(["0a", "1", "1a", "1b", "2", "2a"], numbers.Take(6));
        Assert.Equal(["2z", "2aa", "2ab"], numbers.TakeLast(3));
    }

    [Theory]
    [InlineData("Gangguan di {lokasi} ({saluran})", "lokasi saluran")]
    [InlineData("tanpa isian", "")]
    [InlineData("{a}{b}", "a b")]
    [InlineData("{", null)]
    [InlineData("a}", null)]
    [InlineData("{}", null)]
    [InlineData("{a{b}}", null)]
    public void placeholders_stand_between_braces(string text, string? names) =>
        Assert.Equal(names?.Split(' ', StringSplitOptions.RemoveEmptyEntries), Placeholder.NamesIn(text));

    [Fact]
    public void a_placeholder_without_a_value_is_filled_with_nothing() =>
        Assert.Equal("a 1 b  {", Placeholder.Fill("a {x} b {y} {", name => name == "x" ? "1" : null));

    [Fact]
    public void the_complete_example_of_the_documentation_is_without_findings()
    {
        var text = File.ReadAllText(Repository.Path("docs/sheet-format.md")).ReplaceLineEndings("\n");
        var example = text[(text.LastIndexOf("```yaml\n", StringComparison.Ordinal) + 8)..text.LastIndexOf("```", StringComparison.Ordinal)];

        var reading = SheetReader.Read(example, "docs/sheet-format.md");

        Assert.Empty(reading.Findings);
        Assert.Equal("penanganan-gangguan", reading.Procedure!.Id);
        Assert.All(SheetKeys.Row.All, key => Assert.Matches("(^|[\\s{,])" + key + ":", example));
    }

    [Fact]
    public void every_key_and_word_of_the_format_stands_in_the_documentation()
    {
        var text = File.ReadAllText(Repository.Path("docs/sheet-format.md"));
        IEnumerable<string> words =
        [
            .. SheetKeys.Header.All, .. SheetKeys.Date.All, .. SheetKeys.Service.All, .. SheetKeys.Service.Applicants, .. SheetKeys.Party.All,
            .. SheetKeys.Schedule.All, .. SheetKeys.Schedule.Rules.Keys, .. SheetKeys.Row.All, SheetKeys.Action.Start, SheetKeys.Automatic,
            .. SheetKeys.Desk.All, .. SheetKeys.Desk.Kinds,
            .. SheetKeys.Wait.All, .. SheetKeys.SecondOfficer.All, .. SheetKeys.Field.All, .. SheetKeys.Field.Kinds.Keys,
        ];

        Assert.All(words, word => Assert.Matches("(?<![a-z-])" + word + "(?![a-z-])", text));
    }

    [Fact]
    public void a_sheet_may_have_a_place_of_its_own_with_its_limits()
    {
        var text = File.ReadAllText(Repository.Path("procedures/banjarnegara/pengaduan-layanan.yaml"));

        var desk = SheetReader.Read(text, "pengaduan-layanan.yaml").Procedure!.Desk!;

        Assert.True(desk.IsComplaints);
        Assert.Equal((3, 5, 10), (desk.Verification!.Limit.Days, desk.Light!.Limit.Days, desk.Heavy!.Limit.Days));
        var wrong = SheetReader.Read(text.Replace("jenis: pengaduan,", "jenis: aduan,", StringComparison.Ordinal)
            .Replace("ringan: 5 hari kerja", "ringan: lima hari", StringComparison.Ordinal), "salah.yaml");
        Assert.Contains(wrong.Findings, f => f.Code == FindingCode.BadWord);
        Assert.Null(wrong.Procedure);
    }

    private static Procedure ReadTestSheet(string name) =>
        SheetReader.Read(File.ReadAllText(Repository.Path($"tests/Laksana.Tests/Offices/kota-uji/{name}.yaml")), name + ".yaml").Procedure!;
}
