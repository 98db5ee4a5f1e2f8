using Laksana.Cases;
using Laksana.Database;
using Laksana.Register;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Register;

public sealed class VerificationTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private LaksanaDatabase Database => fixture.Database;

    [Fact]
    public async Task an_untouched_register_fits_and_its_unsealed_tail_is_shown()
    {
        using var register = await OfficeRegister.FilledAsync(Database, "utuh");
        var report = await register.VerifyAsync();
        Assert.True(report.Fits, string.Join('\n', report.Findings));
        Assert.Equal((14, 3, 3, 8), (report.Events, report.Cases, report.Seals, report.Leaves));
        Assert.Equal((1, 0, 1), (report.Documents, report.DocumentsUnnamed, report.PersonalValues));
        Assert.Equal((0, 0), (report.UnsealedEvents, report.UnsealedCases));
        Assert.Equal(3, report.ProvedUpTo!.Number);
        Assert.Equal(report.LastSeal!.ToLine(), report.ProvedUpTo.ToLine());

        await register.Agenda.NoteAsync("K-1", 2);
        await register.Agenda.NoteAsync("K-4", 5);
        var later = await register.VerifyAsync();
        Assert.True(later.Fits);
        Assert.Equal((7, 2), (later.UnsealedEvents, later.UnsealedCases));
        Assert.Null((await register.VerifyAsync(outside: false)).ProvedUpTo);
    }

    [Fact]
    public async Task an_office_without_a_register_fits()
    {
        using var register = await OfficeRegister.NewAsync(Database, "kosong");
        var report = await register.VerifyAsync(outside: false);
        Assert.True(report.Fits);
        Assert.Null(report.LastSeal);
    }

    [Fact]
    public async Task the_application_s_own_role_verifies_as_the_owner_does()
    {
        using var register = await OfficeRegister.FilledAsync(Database, "peran");
        var report = await register.VerifyAsync(connection: Database.ApplicationConnectionString);
        Assert.True(report.Fits, string.Join('\n', report.Findings));
        Assert.Equal(14, report.Events);
    }

    [Fact]
    public async Task a_register_is_verified_while_its_office_works_on()
    {
        using var register = await OfficeRegister.FilledAsync(Database, "sibuk");
        using var done = new CancellationTokenSource();
        var working = Task.Run(async () =>
        {
            for (var i = 0; !done.IsCancellationRequested; i++)
            {
                await register.Agenda.NoteAsync("S-" + i % 5, 2);
                if (i % 3 == 0) await register.SealAsync();
            }
        });
        for (var i = 0; i < 10; i++)
        {
            var report = await register.VerifyAsync(outside: false);
            Assert.True(report.Fits, string.Join('\n', report.Findings));
        }
        await done.CancelAsync();
        await working;
        Assert.True((await register.VerifyAsync()).Fits);
    }

    [Fact]
    public async Task erasing_a_person_s_values_leaves_the_register_verifying()
    {
        using var register = await OfficeRegister.FilledAsync(Database, "hapus");
        await Database.DoAsync("hapus", "delete from personal_value");
        await register.Agenda.WriteAsync("K-3", new ValuesErased(["pelapor"], "Permintaan yang bersangkutan") { At = register.Agenda.Next() });
        await register.SealAsync();
        var report = await register.VerifyAsync();
        Assert.True(report.Fits, string.Join('\n', report.Findings));
        Assert.Equal(0, report.PersonalValues);
    }

    [Fact]
    public async Task a_document_that_no_event_names_is_counted_and_no_finding()
    {
        using var register = await OfficeRegister.FilledAsync(Database, "unggah");
        await Database.DoAsync("unggah", "insert into document values ('unggah', 'K-1', sha256(''), 'kosong.txt', 'text/plain', 0, now(), 'o1')");
        var report = await register.VerifyAsync();
        Assert.True(report.Fits, string.Join('\n', report.Findings));
        Assert.Equal((2, 1), (report.Documents, report.DocumentsUnnamed));
    }

    [Fact]
    public async Task other_offices_neither_help_nor_disturb()
    {
        using var one = await OfficeRegister.FilledAsync(Database, "tetangga-a");
        using var other = await OfficeRegister.FilledAsync(Database, "tetangga-b");
        await other.TamperAsync("update event set body = 'rusak' where office = $1");
        Assert.True((await one.VerifyAsync()).Fits);
        var mixed = new VerificationOrder("tetangga-a") { Heads = [.. await one.OutsideAsync(), .. await other.OutsideAsync()] };
        Assert.True((await new RegisterVerifier(Database.OwnerConnectionString).VerifyAsync(mixed)).Fits);
    }

    [Fact]
    public async Task a_register_torn_to_pieces_gives_the_earliest_findings_and_counts_the_rest()
    {
        using var register = await OfficeRegister.NewAsync(Database, "hancur");
        for (var i = 40; i > 0; i--) await register.Agenda.NoteAsync("H-" + i, 2);
        await register.SealAsync();
        await register.TamperAsync("update event set kind = 'note-addad' where office = $1 and version = 2");
        var report = await register.VerifyAsync(order: new VerificationOrder("hancur") { MostFindings = 5 });
        Assert.Equal(40, report.FindingCount);
        Assert.Equal(["H-40", "H-39", "H-38", "H-37", "H-36"], report.Findings.Select(f => f.CaseNumber));
        Assert.False(report.Fits);
    }

    [Fact]
    public async Task progress_is_told_and_a_verification_can_be_given_up()
    {
        using var register = await OfficeRegister.FilledAsync(Database, "maju");
        var told = new List<VerificationProgress>();
        var verifier = new RegisterVerifier(Database.OwnerConnectionString);
        await verifier.VerifyAsync(new VerificationOrder("maju"), new Direct(told.Add));
        Assert.Equal(14, told.Max(p => p.Events));
        using var given = new CancellationTokenSource();
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => verifier.VerifyAsync(new VerificationOrder("maju"), token: given.Token));
    }

    private sealed class Direct(Action<VerificationProgress> tell) : IProgress<VerificationProgress>
    {
        private readonly Lock _one = new();

        public void Report(VerificationProgress value)
        {
            lock (_one) tell(value);
        }
    }
}
