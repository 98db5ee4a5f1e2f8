using Laksana.Procedures;
using Xunit;

namespace Laksana.Tests.Procedures;

/// <summary>The twelve sheets that are delivered, each held against the number of rows its source has.</summary>
public sealed class DistrictSheetsTests
{
    private static readonly SheetVocabulary Installation = new() { Actions = new HashSet<string> { "backup.take", "database.dump", "network.ping" } };

    public static readonly TheoryData<string, int> SheetsAndRowsOfTheirSource = new()
    {
        { "banjarnegara/pengelolaan-jaringan", 7 },
        { "banjarnegara/backup-database", 8 },
        { "banjarnegara/hak-akses-siak-ktpel", 5 },
        { "banjarnegara/bantuan-gangguan-siak", 6 },
        { "banjarnegara/penyajian-data-kependudukan", 11 },
        { "banjarnegara/pemeliharaan-jaringan", 10 },
        { "banjarnegara/penanganan-penggunaan-di-luar-ketentuan", 6 },
        { "banjarnegara/recovery-database", 9 },
        { "banjarnegara/pemanfaatan-data-agregat", 8 },
        { "banjarnegara/pengaduan-layanan", 9 },
        { "pesisir-selatan/maintenance-jaringan", 11 },
        { "ciamis/pemeliharaan-jaringan-intra", 5 },
    };

    [Theory]
    [MemberData(nameof(SheetsAndRowsOfTheirSource))]
    public void a_delivered_sheet_is_without_errors_and_has_every_row_of_its_source(string sheet, int rows)
    {
        var reading = Read(sheet);

        Assert.DoesNotContain(reading.Findings, f => f.Code is not (FindingCode.UnknownAction or FindingCode.MissingBoxes));
        var procedure = Assert.IsType<Procedure>(reading.Procedure);
        Assert.Equal(Path.GetFileName(sheet), procedure.Id);
        Assert.Equal(rows, procedure.Steps.Count(s => !s.Added));
        Assert.NotEmpty(procedure.TranscriptionNotes);
    }

    [Fact]
    public void no_other_sheet_is_delivered_and_case_codes_are_unique_within_an_office()
    {
        string[] otherFiles = ["office", "calendar", "demo"];
        var files = Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories)
            .Select(f => Path.ChangeExtension(Path.GetRelativePath(Folder, f), null).Replace('\\', '/'))
            .Where(f => !otherFiles.Contains(Path.GetFileName(f))).ToList();

        Assert.Equal(SheetsAndRowsOfTheirSource.Select(row => row.Data.Item1).Order(), files.Order());
        foreach (var office in files.GroupBy(f => Path.GetDirectoryName(f)))
            Assert.Distinct(office.Select(f => Read(f).Procedure!.CaseCode));
    }

    [Fact]
    public void the_rows_of_the_aggregate_data_service_add_up_to_its_promise()
    {
        var service = Read("banjarnegara/pemanfaatan-data-agregat").Procedure!;

        Assert.Equal(125, service.CaseLimit!.Limit.Minutes);
        Assert.Equal(125, service.Steps.Sum(s => s.StandardTime?.Limit.Minutes ?? 0));
        Assert.True(service.Service!.OpenToPublic);
    }

    [Fact]
    public void the_complainant_stays_hidden_from_the_section_complained_about()
    {
        var sheet = Read("banjarnegara/pengaduan-layanan").Procedure!;
        string[] identity = ["nama-pengadu", "nik-pengadu", "telepon-pengadu", "surel-pengadu", "alamat-pengadu", "isi-pengaduan", "isi-jawaban"];

        foreach (var name in identity)
        {
            var field = sheet.FindField(name)!;
            Assert.True(field.Personal, name);
            Assert.DoesNotContain("bagian", field.VisibleTo);
        }
    }

    private static string Folder { get; } = Repository.Path("procedures");

    private static SheetReading Read(string sheet) =>
        SheetReader.Read(File.ReadAllText(Path.Combine(Folder, sheet + ".yaml")), sheet + ".yaml", Installation);
}
