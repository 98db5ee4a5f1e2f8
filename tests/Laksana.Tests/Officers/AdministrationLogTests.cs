using Laksana.Officers;
using Laksana.Register;
using Laksana.Testing;
using Npgsql;
using Xunit;

namespace Laksana.Tests.Officers;

/// <summary>Every administrative act leaves its line in the act's own transaction, in a chain that shows what was changed later.</summary>
public sealed class AdministrationLogTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    [Fact]
    public async Task enrolling_giving_and_ending_a_position_and_an_absence_each_leave_one_line_with_who_did_it()
    {
        var office = await TrialOffice.NewAsync(fixture.Database, "catat-1");
        var before = (await ReadAsync(office)).Count;
        await office.Books.EnrolAsync(office.Id, new NewOfficer("baru", "Petugas Baru", Nip: "1990"), default, "admin");
        await office.Books.AppointAsync(office.Id, "baru", "kasi-x", Capacity.Plh, "800/12", Day, Day.AddDays(5), default, "admin");
        await office.Books.EndHoldingAsync(office.Id, "baru", "kasi-x", Day.AddDays(2), default, "admin", "kembali lebih awal");
        await office.Books.RecordAbsenceAsync(office.Id, "baru", Day, Day, "Dinas luar", default, "admin");

        var lines = (await ReadAsync(office)).Take(4).Reverse().ToList();
        Assert.Equal(before + 4, (await ReadAsync(office)).Count);
        Assert.Equal([AdministrationActs.OfficerEnrolled, AdministrationActs.HoldingGiven, AdministrationActs.HoldingEnded, AdministrationActs.AbsenceRecorded], lines.Select(l => l.Act));
        Assert.All(lines, l => Assert.Equal(("admin", "baru"), (l.Officer, l.Subject)));
        Assert.Contains(KeyValuePair.Create("warrant", "800/12"), lines[1].Details);
        Assert.Equal("kembali lebih awal", lines[2].Reason);
        Assert.DoesNotContain(lines, l => l.Details.Any(d => d.Value.Contains("1990", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task what_changes_nothing_leaves_no_line()
    {
        var office = await TrialOffice.NewAsync(fixture.Database, "catat-2");
        var before = (await ReadAsync(office)).Count;
        await office.Books.EnrolAsync(office.Id, new NewOfficer("jfu1", "Petugas jfu1"), default);
        await office.Books.AppointAsync(office.Id, "jfu1", "jfu-x", Capacity.Definitive, null, new DateOnly(2020, 1, 1), null, default);
        await office.Books.EndHoldingAsync(office.Id, "lain", "jfu-x", Day, default);
        await office.Sheets.PublishAsync(office.Id, TrialOffice.Sheet, new DateOnly(2020, 1, 1), "installation", "lagi", default);
        Assert.Equal(before, (await ReadAsync(office)).Count);
    }

    [Fact]
    public async Task an_act_that_fails_leaves_no_line()
    {
        var office = await TrialOffice.NewAsync(fixture.Database, "catat-3");
        var before = (await ReadAsync(office)).Count;
        await Assert.ThrowsAsync<PostgresException>(() => office.Books.AppointAsync(office.Id, "tidak-ada", "jfu-x", Capacity.Definitive, null, Day, null, default));
        Assert.Equal(before, (await ReadAsync(office)).Count);
    }

    [Fact]
    public async Task acts_of_many_at_once_make_one_chain_without_gaps()
    {
        var office = await TrialOffice.NewAsync(fixture.Database, "catat-4");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => office.Books.EnrolAsync(office.Id, new NewOfficer($"ramai{n}", "Petugas"), default, $"admin{n % 3}")));
        var numbers = (await ReadAsync(office)).Select(l => l.Number).Order().ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(n => (long)n), numbers);
        Assert.True((await VerifyAsync(office)).Fits);
    }

    [Theory]
    [InlineData("update administration_event set officer = 'bukan-saya' where office = $1 and number = 3")]
    [InlineData("update administration_event set details = '{}' where office = $1 and number = 3")]
    [InlineData("update administration_event set at = at - interval '1 day' where office = $1 and number = 3")]
    [InlineData("delete from administration_event where office = $1 and number = 3")]
    [InlineData("update administration_event set number = case number when 3 then 4 else 3 end + 1000 where office = $1 and number in (3, 4)")]
    public async Task the_verification_finds_a_line_that_was_changed_behind_the_programs_back(string sql)
    {
        var office = await TrialOffice.NewAsync(fixture.Database, "catat-ubah-" + Guid.NewGuid().ToString("N")[..8]);
        Assert.True((await VerifyAsync(office)).Fits);
        await using (var owner = await fixture.Database.Owner.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            await using var disable = new NpgsqlCommand("alter table administration_event disable trigger append_only", owner);
            await disable.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            await using var tamper = new NpgsqlCommand(sql, owner) { Parameters = { new() { Value = office.Id } } };
            await tamper.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            await using var enable = new NpgsqlCommand("alter table administration_event enable always trigger append_only", owner);
            await enable.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
        var report = await VerifyAsync(office);
        Assert.False(report.Fits);
        Assert.All(report.Findings, f => Assert.Equal(FindingKind.AdministrationChanged, f.Kind));
    }

    [Fact]
    public async Task neither_the_application_nor_the_owner_may_change_a_line_or_give_it_a_number_and_a_hash()
    {
        var office = await TrialOffice.NewAsync(fixture.Database, "catat-5");
        await using var batch = fixture.Database.Batch(office.Id);
        batch.Add("update administration_event set act = 'x' where office = $1", office.Id);
        await Assert.ThrowsAsync<PostgresException>(() => batch.ExecuteAsync(TestContext.Current.CancellationToken));
        await using var owner = fixture.Database.Owner.CreateCommand("delete from administration_event");
        await Assert.ThrowsAsync<PostgresException>(() => owner.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

        var last = (await ReadAsync(office))[0].Number;
        await using var forged = fixture.Database.Batch(office.Id);
        forged.Add("insert into administration_event (office, number, at, officer, act, subject, details, previous, hash) values ($1, 900, now(), 'x', 'y', 'z', '{}', 'x', 'x')", office.Id);
        await forged.ExecuteAsync(TestContext.Current.CancellationToken);
        Assert.Equal(last + 1, (await ReadAsync(office))[0].Number);
        Assert.True((await VerifyAsync(office)).Fits);
    }

    [Fact]
    public async Task lines_are_found_by_officer_act_text_and_time_and_page_by_page()
    {
        var office = await TrialOffice.NewAsync(fixture.Database, "catat-6");
        var log = new AdministrationLog(fixture.Database);
        await office.Books.EnrolAsync(office.Id, new NewOfficer("dicari", "Nama Khas"), default, "admin");
        Assert.Equal("dicari", Assert.Single(await log.ReadAsync(office.Id, new AdministrationFilter(Officer: "admin"), 10, default)).Subject);
        Assert.Single(await log.ReadAsync(office.Id, new AdministrationFilter(Text: "nama kHAS"), 10, default));
        Assert.Equal(4, (await log.ReadAsync(office.Id, new AdministrationFilter(Act: AdministrationActs.HoldingGiven), 10, default)).Count);
        Assert.Empty(await log.ReadAsync(office.Id, new AdministrationFilter(Until: DateTimeOffset.UnixEpoch), 10, default));
        var first = await log.ReadAsync(office.Id, new AdministrationFilter(), 3, default);
        var next = await log.ReadAsync(office.Id, new AdministrationFilter(Before: first[^1].Number), 3, default);
        Assert.Equal(first[^1].Number - 1, next[0].Number);
        var other = await TrialOffice.NewAsync(fixture.Database, "catat-7");
        Assert.Empty(await log.ReadAsync(other.Id, new AdministrationFilter(Officer: "admin"), 10, default));
    }

    private static async Task<IReadOnlyList<AdministrationLine>> ReadAsync(TrialOffice office) => await new AdministrationLog(office.Database).ReadAsync(office.Id, new AdministrationFilter(), 1000, default);

    private static Task<VerificationReport> VerifyAsync(TrialOffice office) =>
        new RegisterVerifier(office.Database.OwnerConnectionString).VerifyAsync(new VerificationOrder(office.Id));
}
