using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Laksana.Cases;
using Laksana.Database;
using Laksana.Register;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Register;

public sealed class DossierTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private LaksanaDatabase Database => fixture.Database;

    [Fact]
    public async Task a_dossier_holds_the_whole_case_and_is_checked_without_a_database()
    {
        using var register = await NewAsync("salin");
        var file = await ExportAsync(register, "K-1");
        var report = await Dossier.VerifyAsync(new MemoryStream(file));
        Assert.True(report.Fits, string.Join('\n', report.Findings));
        Assert.Equal(("salin", "K-1", 5, 4, 1), (report.Office, report.CaseNumber, report.Events, report.SealedUpTo, report.Documents));
        Assert.Equal(Convert.ToHexStringLower(register.Key.Id.Span), report.Key);
        Assert.Equal((0, null, false), (report.PersonalValues, report.ProvedBy, report.KeyIsPinned));

        var files = Unzip(file);
        Assert.Contains("laksana dossier verify", Encoding.UTF8.GetString(files["BACA-SAYA.txt"]), StringComparison.Ordinal);
        Assert.Equal("sop: pemeliharaan-jaringan é", Encoding.UTF8.GetString(files["lembar/versi-1.yaml"]));
        Assert.Equal(await Database.ScalarAsync<byte[]>("salin", "select body from event where case_number = 'K-1' and version = 3"), files["peristiwa/000003.json"]);
        var document = Assert.Single(files, f => f.Key.StartsWith("dokumen/", StringComparison.Ordinal));
        Assert.Equal($"dokumen/{Convert.ToHexStringLower(SHA256.HashData(document.Value))}.png", document.Key);
        Assert.Equal(2500, document.Value.Length);
        Assert.DoesNotContain("data-pribadi.json", files.Keys);
        Assert.DoesNotContain("Siti", Encoding.Latin1.GetString(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_same_state_gives_the_same_files()
    {
        using var register = await NewAsync("tetap");
        var (one, other) = (Unzip(await ExportAsync(register, "K-1")), Unzip(await ExportAsync(register, "K-1")));
        Assert.Equal(one.Keys, other.Keys);
        Assert.All(one.Where(f => f.Key != "manifest.sig"), f => Assert.Equal(f.Value, other[f.Key]));
    }

    [Fact]
    public async Task persons_values_come_only_when_asked_for_and_an_erased_one_is_missed_by_nobody()
    {
        using var register = await NewAsync("pribadi");
        var report = await Dossier.VerifyAsync(new MemoryStream(await ExportAsync(register, "K-1", values: true)));
        Assert.True(report.Fits, string.Join('\n', report.Findings));
        Assert.Equal(1, report.PersonalValues);
        await Database.DoAsync("pribadi", "delete from personal_value");
        var erased = await Dossier.VerifyAsync(new MemoryStream(await ExportAsync(register, "K-1", values: true)));
        Assert.True(erased.Fits);
        Assert.Equal(0, erased.PersonalValues);
    }

    [Fact]
    public async Task a_head_kept_outside_proves_it_also_when_it_is_a_later_one()
    {
        using var register = await NewAsync("luar");
        await register.Agenda.NoteAsync("K-2", 1);
        await register.SealAsync();
        var trust = new DossierTrust { Heads = [(await register.OutsideAsync())[^1]], PinnedKeys = [register.Key.Id] };
        var report = await Dossier.VerifyAsync(new MemoryStream(await ExportAsync(register, "K-1")), trust);
        Assert.True(report.Fits, string.Join('\n', report.Findings));
        Assert.Equal((4, true), (report.ProvedBy!.Number, report.KeyIsPinned));
        await register.Agenda.NoteAsync("K-8", 1);
        Assert.Null((await Dossier.VerifyAsync(new MemoryStream(await ExportAsync(register, "K-8")), trust)).ProvedBy);
    }

    [Fact]
    public async Task a_case_that_is_not_sealed_yet_is_exported_too()
    {
        using var register = await NewAsync("segar");
        var report = await Dossier.VerifyAsync(new MemoryStream(await ExportAsync(register, "K-9")));
        Assert.True(report.Fits, string.Join('\n', report.Findings));
        Assert.Equal((2, 0), (report.Events, report.SealedUpTo));
    }

    [Fact]
    public async Task a_case_that_is_not_there_or_another_office_s_is_refused()
    {
        using var register = await NewAsync("asing-a");
        using var other = await OfficeRegister.NewAsync(Database, "asing-b");
        Assert.Equal(ExitCode.NotFound, (await Assert.ThrowsAsync<OperatorException>(() => ExportAsync(register, "K-77"))).Code);
        Assert.Equal(ExitCode.NotFound, (await Assert.ThrowsAsync<OperatorException>(() => ExportAsync(other, "K-1"))).Code);
    }

    [Theory]
    [InlineData("update event set body = '{}' where office = $1 and version = 2", FindingKind.EventChanged, 2)]
    [InlineData("delete from event where office = $1 and version = 3", FindingKind.EventMissing, 3)]
    [InlineData("delete from event where office = $1 and version > 3", FindingKind.EventMissing, 4)]
    [InlineData("delete from document where office = $1", FindingKind.DocumentMissing, 4)]
    [InlineData("update seal_leaf set position = 9 where office = $1 and case_number = 'K-1'", FindingKind.SealChanged, null)]
    [InlineData("update seal set root = sha256('x') where office = $1", FindingKind.SealChanged, null)]
    [InlineData("update seal set signature = 'x' where office = $1", FindingKind.SignatureWrong, null)]
    [InlineData("delete from seal where office = $1 and number = 2 and false", null, null)]
    public async Task what_was_changed_in_the_database_is_found_in_its_dossier(string tampering, FindingKind? kind, int? version)
    {
        using var register = await NewAsync("x" + Guid.NewGuid().ToString("N")[..20]);
        await register.TamperAsync(tampering);
        var report = await Dossier.VerifyAsync(new MemoryStream(await ExportAsync(register, "K-1")));
        Assert.Equal((kind, version), (report.First?.Kind, report.First?.Version));
        Assert.All(report.Findings, f => Assert.NotEmpty(f.ToString()));
    }

    /// <summary>Case K-1: opened, a note, a note, a document (sealed in 1, 2 and 3), a note unsealed; K-9 is not sealed.</summary>
    private async Task<OfficeRegister> NewAsync(string office)
    {
        var register = await OfficeRegister.NewAsync(Database, office);
        await Database.DoAsync(office, "insert into sheet_version values ($1, 'pemeliharaan-jaringan', 1, $2, sha256(convert_to($2, 'UTF8')), now(), now(), 'o1', 'baru')",
            office, "sop: pemeliharaan-jaringan é");
        var agenda = register.Agenda;
        await agenda.OpenAsync("K-1");
        await agenda.NoteAsync("K-2", 1);
        await agenda.NoteAsync("K-3", 1);
        await register.SealAsync();
        await agenda.NoteAsync("K-1", 1);
        await register.SealAsync();
        await agenda.NoteAsync("K-1", 1);
        await agenda.AttachAsync("K-1", "Foto Modem.PNG", Agenda.Content(office, 2500));
        await register.SealAsync();
        await agenda.WriteAsync("K-1", new NoteAdded("belum disegel") { At = agenda.Next() });
        await agenda.NoteAsync("K-9", 2);
        return register;
    }

    private static async Task<byte[]> ExportAsync(OfficeRegister register, string caseNumber, bool values = false)
    {
        using var file = new MemoryStream();
        await Dossier.ExportAsync(register.Agenda.Database, register.Key, new DossierOrder(register.Office, caseNumber) { PersonalValues = values }, file);
        return file.ToArray();
    }

    private static Dictionary<string, byte[]> Unzip(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        return zip.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var content = new MemoryStream();
            using var stream = e.Open();
            stream.CopyTo(content);
            return content.ToArray();
        }, StringComparer.Ordinal);
    }
}
