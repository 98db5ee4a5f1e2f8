using Laksana.Database;
using Laksana.Register;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Register;

/// <summary>A superuser changes what stands beside the chain. The document of case K-2 has 3 chunks and is named by event 3.</summary>
public sealed class DocumentTamperingTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private LaksanaDatabase Database => fixture.Database;

    [Theory]
    [InlineData("update document_chunk set bytes = 'x' where office = $1 and part = 1")]
    [InlineData("update document_chunk set bytes = set_byte(bytes, 0, get_byte(bytes, 0) # 1) where office = $1 and part = 0")]
    [InlineData("delete from document_chunk where office = $1 and part = 2")]
    [InlineData("delete from document_chunk where office = $1")]
    [InlineData("update document_chunk set part = part + 1 where office = $1 and part = 2")]
    [InlineData("insert into document_chunk select office, case_number, sha256, 3, '' from document where office = $1", false)]
    [InlineData("insert into document_chunk select office, case_number, sha256, 3, 'x' from document where office = $1")]
    [InlineData("update document set size = 1 where office = $1")]
    public async Task a_changed_document_is_named(string tampering, bool found = true)
    {
        using var register = await OfficeRegister.FilledAsync(Database, "d" + Guid.NewGuid().ToString("N")[..20]);
        await register.TamperAsync(tampering);
        var report = await register.VerifyAsync(outside: false);
        Assert.Equal(!found, report.Fits);
        if (!found) return;
        Assert.Equal((FindingKind.DocumentChanged, "K-2"), (report.First!.Kind, report.First.CaseNumber));
        Assert.Contains(report.First.Object!, report.First.ToString(), StringComparison.Ordinal);
        Assert.True((await register.VerifyAsync(outside: false, new VerificationOrder(register.Office) { SkipDocuments = true })).Fits);
    }

    [Fact]
    public async Task a_deleted_document_is_missed_by_the_event_that_names_it()
    {
        using var register = await OfficeRegister.FilledAsync(Database, "dokumen-hilang");
        await register.TamperAsync("delete from document_chunk where office = $1");
        await register.TamperAsync("delete from document where office = $1");
        foreach (var skip in new[] { false, true })
        {
            var report = await register.VerifyAsync(outside: false, new VerificationOrder(register.Office) { SkipDocuments = skip });
            var found = Assert.Single(report.Findings);
            Assert.Equal((FindingKind.DocumentMissing, "K-2", 3), (found.Kind, found.CaseNumber, found.Version));
            Assert.NotNull(found.Time);
        }
    }

    [Fact]
    public async Task a_document_exchanged_for_another_under_its_own_sha_256_is_missed()
    {
        using var register = await OfficeRegister.FilledAsync(Database, "dokumen-tukar");
        await register.TamperAsync("update document_chunk set sha256 = sha256('lain') where office = $1");
        await register.TamperAsync("update document set sha256 = sha256('lain') where office = $1");
        var report = await register.VerifyAsync(outside: false);
        Assert.Equal([FindingKind.DocumentMissing, FindingKind.DocumentChanged], report.Findings.Select(f => f.Kind).OrderDescending());
    }

    [Fact]
    public async Task a_changed_personal_value_and_a_changed_sheet_are_named()
    {
        using var register = await OfficeRegister.FilledAsync(Database, "nilai");
        await register.TamperAsync("update personal_value set value = 'Orang lain' where office = $1");
        await register.TamperAsync("insert into sheet_version values ($1, 'backup', 1, 'sop: backup', sha256('sop: lain'), now(), now(), 'o1', 'baru'), ($1, 'backup', 2, 'sop: é', sha256(convert_to('sop: é', 'UTF8')), now(), now(), 'o1', 'baru')");
        var report = await register.VerifyAsync(outside: false);
        Assert.Equal([FindingKind.SheetChanged, FindingKind.ValueChanged], report.Findings.Select(f => f.Kind).OrderDescending());
        Assert.Contains("backup/1", report.Findings.First(f => f.Kind == FindingKind.SheetChanged).ToString(), StringComparison.Ordinal);
    }
}
