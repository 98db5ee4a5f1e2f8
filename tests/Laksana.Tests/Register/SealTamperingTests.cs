using Laksana.Database;
using Laksana.Register;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Register;

/// <summary>A superuser rewrites seals too. What he can still hide is hidden only as long as no head was kept outside.</summary>
public sealed class SealTamperingTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private LaksanaDatabase Database => fixture.Database;

    [Fact]
    public async Task everything_rewritten_and_signed_with_the_stolen_key_is_found_under_an_outside_head()
    {
        using var register = await ForgedAsync("curi", r => r.Key);
        Assert.True((await register.VerifyAsync(outside: false)).Fits);

        var report = await register.VerifyAsync();
        var found = Assert.Single(report.Findings);
        Assert.Equal((FindingKind.SealChanged, "seal-not-as-outside", 2L), (found.Kind, found.Reason, found.Seal));
        Assert.Contains("K-1 (5)", found.Object, StringComparison.Ordinal);
        Assert.NotNull(found.Time);
        Assert.Equal(1, report.ProvedUpTo!.Number);
    }

    [Fact]
    public async Task everything_rewritten_and_signed_with_a_new_key_is_found()
    {
        using var own = SealKey.OpenOrCreate(_folder.Path);
        using var register = await ForgedAsync("baru", _ => own);
        Assert.All((await register.VerifyAsync(outside: false)).Findings, f => Assert.Equal(FindingKind.KeyUnknown, f.Kind));

        await register.TamperAsync("insert into seal_key values ($1, $2, $3, now())", own.Id.ToArray(), own.PublicKey.ToArray());
        Assert.True((await register.VerifyAsync(outside: false)).Fits);
        Assert.Equal("seal-not-as-outside", (await register.VerifyAsync()).First!.Reason);
        var pinned = await register.VerifyAsync(outside: false, new VerificationOrder("baru") { PinnedKeys = [register.Key.Id] });
        Assert.Equal(3, pinned.FindingCount);
        Assert.Equal((FindingKind.KeyUnknown, 1L), (pinned.First!.Kind, pinned.First.Seal!.Value));
        Assert.Contains(Convert.ToHexStringLower(own.Id.Span), pinned.First.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_forged_key_under_the_old_key_s_id_is_not_believed()
    {
        using var own = SealKey.OpenOrCreate(_folder.Path);
        using var register = await ForgedAsync("palsu", _ => own);
        await register.TamperAsync("update seal_key set public_key = $2 where office = $1", own.PublicKey.ToArray());
        await register.TamperAsync("update seal set key_id = $2 where office = $1", register.Key.Id.ToArray());
        Assert.False((await register.VerifyAsync(outside: false)).Fits);
    }

    [Fact]
    public async Task the_last_seals_deleted_with_their_events_are_missed_under_an_outside_head()
    {
        using var register = await OfficeRegister.FilledAsync(Database, "potong");
        await register.TamperAsync("delete from event e using seal_leaf l where e.office = $1 and l.office = $1 and l.number = 3 and e.case_number = l.case_number and e.version > l.version - case e.case_number when 'K-1' then 3 else 1 end");
        await register.TamperAsync("delete from seal_leaf where office = $1 and number = 3");
        await register.TamperAsync("delete from seal where office = $1 and number = 3");
        Assert.True((await register.VerifyAsync(outside: false)).Fits);
        var report = await register.VerifyAsync();
        var found = Assert.Single(report.Findings);
        Assert.Equal((FindingKind.SealMissing, "seals-missing-at-end", 3L), (found.Kind, found.Reason, found.Seal));
        Assert.Equal(2, report.ProvedUpTo!.Number);
    }

    [Fact]
    public async Task the_last_seal_deleted_alone_leaves_events_that_nobody_wrote()
    {
        using var register = await OfficeRegister.FilledAsync(Database, "lepas");
        await register.TamperAsync("delete from seal_leaf where office = $1 and number = 3");
        await register.TamperAsync("delete from seal where office = $1 and number = 3");
        var report = await register.VerifyAsync(outside: false);
        Assert.Equal(3, report.FindingCount);
        Assert.All(report.Findings, f => Assert.Equal("events-never-given-to-seal", f.Reason));
    }

    [Theory]
    [InlineData("update seal set sealed_at = sealed_at + interval '1 day' where office = $1 and number = 2", "seal-changed", 2)]
    [InlineData("update seal set leaves = leaves + 1 where office = $1 and number = 2", "seal-changed", 2)]
    [InlineData("update seal set root = sha256('x') where office = $1 and number = 2", "seal-changed", 2)]
    [InlineData("update seal set root = '' where office = $1 and number = 2", "seal-changed", 2)]
    [InlineData("update seal set signature = '\\x00' where office = $1 and number = 2", "seal-signature-wrong", 2)]
    [InlineData("update seal set signature = (select signature from seal where office = $1 and number = 1) where office = $1 and number = 2", "seal-signature-wrong", 2)]
    [InlineData("update seal set key_id = sha256('x') where office = $1 and number = 2", "seal-key-unknown", 2)]
    [InlineData("update seal set previous = sha256('x') where office = $1 and number = 2", "seal-replaced", 1)]
    [InlineData("delete from seal where office = $1 and number = 2", "seals-missing", 2)]
    [InlineData("delete from seal_key where office = $1", "seal-key-unknown", 1)]
    [InlineData("update seal_leaf set version = 2 where office = $1 and number = 2 and case_number = 'K-2'", "seal-leaves-changed", 2)]
    [InlineData("update seal_leaf set hash = sha256('x') where office = $1 and number = 2 and case_number = 'K-2'", "seal-leaves-changed", 2)]
    [InlineData("update seal_leaf set position = position + 10 where office = $1 and number = 2", "seal-leaves-changed", 2)]
    [InlineData("delete from seal_leaf where office = $1 and number = 2 and case_number = 'K-2'", "seal-leaves-changed", 2)]
    [InlineData("insert into seal_leaf select office, 2, 3, case_number, version, hash from event where office = $1 and case_number = 'K-1' and version = 4", "seal-leaves-changed", 2)]
    public async Task every_part_of_a_seal_is_covered(string tampering, string reason, long seal)
    {
        using var register = await OfficeRegister.FilledAsync(Database, "s" + Guid.NewGuid().ToString("N")[..20]);
        await register.TamperAsync(tampering);
        var report = await register.VerifyAsync(outside: false);
        var found = Assert.Single(report.Findings, f => f.Reason == reason && f.Seal == seal);
        Assert.NotEmpty(found.ToString());
    }

    [Fact]
    public async Task a_head_that_was_damaged_outside_does_not_accuse_the_register()
    {
        using var register = await OfficeRegister.FilledAsync(Database, "rusak-luar");
        var heads = await register.OutsideAsync();
        IReadOnlyList<SealHead> damaged = [heads[0], heads[1] with { Hash = heads[0].Hash }, heads[2]];
        var report = await new RegisterVerifier(Database.OwnerConnectionString).VerifyAsync(new VerificationOrder("rusak-luar") { Heads = damaged });
        Assert.Equal(FindingKind.HeadDamaged, Assert.Single(report.Findings).Kind);
        Assert.Equal(3, report.ProvedUpTo!.Number);
    }

    [Fact]
    public async Task a_database_set_back_to_an_old_copy_is_noticed_when_the_next_head_goes_outside()
    {
        using var register = await OfficeRegister.FilledAsync(Database, "mundur");
        await register.TamperAsync("delete from seal_leaf where office = $1 and number > 1");
        await register.TamperAsync("delete from seal where office = $1 and number > 1");
        using var again = new HeadFile(register.Heads.Path);
        await register.Agenda.NoteAsync("K-1", 1);
        var made = await register.SealAsync();
        Assert.Equal(2, made.Number);
        Assert.False(await again.AppendAsync(made.Head));
        Assert.Equal("seal-not-as-outside", (await register.VerifyAsync()).Findings.First(f => f.Seal == 2).Reason);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Event 4 of case K-1 is forged, its chain computed anew, and all seals written anew with a key.</summary>
    private async Task<OfficeRegister> ForgedAsync(string office, Func<OfficeRegister, SealKey> key)
    {
        var register = await OfficeRegister.FilledAsync(Database, office);
        await register.TamperAsync("update event set body = '{}' where office = $1 and case_number = 'K-1' and version = 4");
        await register.RechainAsync("K-1");
        await register.ResealAsync(key(register));
        return register;
    }
}
