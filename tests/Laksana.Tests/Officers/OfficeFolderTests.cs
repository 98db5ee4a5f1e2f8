using Laksana.Officers;
using Laksana.Procedures;
using Laksana.Tests.Procedures;
using Laksana.WorkTime;
using Xunit;

namespace Laksana.Tests.Officers;

public sealed class OfficeFolderTests
{
    [Theory]
    [InlineData("procedures/banjarnegara", 10)]
    [InlineData("procedures/pesisir-selatan", 1)]
    [InlineData("procedures/ciamis", 1)]
    public void every_delivered_office_loads_without_errors(string folder, int sheets)
    {
        var office = OfficeFolder.Load(Repository.Path(folder));

        Assert.DoesNotContain(office.Findings, f => f.Code != FindingCode.MissingBoxes);
        Assert.Equal(Path.GetFileName(folder), office.Office!.Id);
        Assert.Equal(sheets, office.Sheets.Count(s => s.Procedure is not null));
        Assert.NotEmpty(new WorkCalendar(office.Calendar!).Fingerprint);
        Assert.Contains(office.Demo!.Officers, o => o.Administrator);
    }

    [Theory]
    [InlineData(FindingCode.FileMissing, "calendar.yaml", null, "calendar.yaml")]
    [InlineData(FindingCode.FileMissing, "office.yaml", null, "office.yaml")]
    [InlineData(FindingCode.OfficeDiffers, "office.yaml", "kantor: kota-uji → kantor: ⟦kota-lain")]
    [InlineData(FindingCode.FileNameDiffers, "patroli-harian.yaml", "sop: patroli-harian → sop: ⟦patroli")]
    [InlineData(FindingCode.DuplicateCaseCode, "permohonan-data.yaml", "kode-berkas: PDT → kode-berkas: ⟦PJK")]
    [InlineData(FindingCode.RoleUnplayed, "patroli-harian.yaml", "{teknisi: Teknisi, kabid: Kepala Bidang} → {teknisi: Teknisi, kabid: Kepala Bidang, ahli: ⟦Ahli}", null, 2)]
    [InlineData(FindingCode.RoleNotInSheet, "office.yaml", "permohonan-data: {kabid: → permohonan-data: {⟦staff: [kabid-data], kabid:")]
    [InlineData(FindingCode.UnknownSheet, "office.yaml", "  permohonan-data: {kabid: [kabid-data]} → permohonan-data: {kabid: [kabid-data]}\n  ⟦permohonan: {staf: [kabid-data]}")]
    [InlineData(FindingCode.UnknownSite, "patroli-harian.yaml", "ruang: ruang-server → ruang: ⟦ruang-servr")]
    [InlineData(FindingCode.UnknownPosition, "demo.yaml", "[kepala] → [⟦kepalla]", null, 2)]
    [InlineData(FindingCode.OfficeRoleUnused, "office.yaml", "  loket: [petugas-loket] → loket: [petugas-loket]\n  ⟦arsip: [petugas-loket]")]
    public void files_are_held_against_one_another(string code, string file, string? change, string? missing = null, int findings = 1)
    {
        using var folder = new TemporaryFolder("kota-uji");
        var (line, column) = folder.Change(file, change);

        var found = OfficeFolder.Load(folder.Path).Findings.Where(f => f.Code != FindingCode.MissingBoxes).ToList();

        Assert.Equal(findings, found.Count);
        Assert.Contains(found, f => (f.Code, f.File, f.Line, f.Column) == (code, Path.Combine(folder.Path, missing ?? file), line, column));
    }

    [Fact]
    public void a_second_file_with_the_same_sheet_is_refused_even_as_yml()
    {
        using var folder = new TemporaryFolder("kota-uji");
        File.Copy(Path.Combine(folder.Path, "patroli-harian.yaml"), Path.Combine(folder.Path, "patroli-lama.yml"));

        var found = OfficeFolder.Load(folder.Path).Findings.Where(f => f.Severity == Severity.Error).Select(f => f.Code);

        Assert.Equal([FindingCode.FileNameDiffers, FindingCode.DuplicateSheet, FindingCode.DuplicateCaseCode], found);
    }

    [Fact]
    public void a_file_that_is_not_text_is_a_finding()
    {
        using var folder = new TemporaryFolder("kota-uji");
        File.WriteAllBytes(Path.Combine(folder.Path, "patroli-harian.yaml"), [0x73, 0x6F, 0xFF]);
        File.WriteAllText(Path.Combine(folder.Path, "besar.yaml"), new string('a', 5_000_000));

        var office = OfficeFolder.Load(folder.Path);

        Assert.Contains(office.Findings, f => f.Code == FindingCode.FileUnreadable && f.File.EndsWith("patroli-harian.yaml", StringComparison.Ordinal));
        Assert.Contains(office.Findings, f => f.Code == FindingCode.TooLarge && f.File.EndsWith("besar.yaml", StringComparison.Ordinal));
        Assert.True(office.HasErrors);
    }

    [Fact]
    public void a_folder_that_is_not_there_is_the_operators_to_mend()
    {
        var refused = Assert.Throws<OperatorException>(() => OfficeFolder.Load("/tidak/ada"));

        Assert.Equal(ExitCode.NotFound, refused.Code);
        Assert.Contains("/tidak/ada", refused.Message, StringComparison.Ordinal);
        Assert.Empty(OfficeFolder.Under("/tidak/ada"));
        Assert.Equal(["banjarnegara", "ciamis", "pesisir-selatan"], OfficeFolder.Under(Repository.Path("procedures")).Select(Path.GetFileName));
    }

    /// <summary>A copy of the invented office under a name of its own.</summary>
    private sealed class TemporaryFolder : IDisposable
    {
        private readonly DirectoryInfo _above = Directory.CreateTempSubdirectory("laksana-kantor-");

        public TemporaryFolder(string office)
        {
            Path = Directory.CreateDirectory(System.IO.Path.Combine(_above.FullName, office)).FullName;
            foreach (var file in Directory.EnumerateFiles(Repository.Path("tests/Laksana.Tests/Offices/" + office)))
                File.Copy(file, System.IO.Path.Combine(Path, System.IO.Path.GetFileName(file)));
        }

        public string Path { get; }

        /// <summary>Replaces what stands before the arrow by what follows it, and tells the marked place; no change deletes the file.</summary>
        public (int Line, int Column) Change(string file, string? change)
        {
            var path = System.IO.Path.Combine(Path, file);
            if (change is null)
            {
                File.Delete(path);
                return (1, 1);
            }

            var words = change.Split(" → ");
            var sheet = MarkedSheet.Of(File.ReadAllText(path).Replace(words[0].Trim(), words[1], StringComparison.Ordinal));
            File.WriteAllText(path, sheet.Text);
            return (sheet.Line, sheet.Column);
        }

        public void Dispose() => _above.Delete(recursive: true);
    }
}
