using Laksana.Cases;
using Laksana.Register;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Cases;

public sealed class CaseDeskTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly Dictionary<string, string> None = [];
    private static int _offices;

    private Task<TrialOffice> OfficeAsync() => TrialOffice.NewAsync(fixture.Database, $"kantor-{Interlocked.Increment(ref _offices)}");

    private async Task<long> CountAsync(TrialOffice office, string sql)
    {
        await using var batch = fixture.Database.Batch(office.Id);
        batch.Add(sql, office.Id);
        await using var reader = await batch.ReadAsync();
        await reader.ReadAsync();
        return reader.GetInt64(0);
    }

    [Fact]
    public async Task a_case_goes_from_opening_to_its_end_and_its_chain_holds()
    {
        var office = await OfficeAsync();
        var number = (await office.OpenAsync()).Number;
        Assert.Equal($"UJI-{TimeProvider.System.GetUtcNow().AddHours(7).Year}-0001", number);
        for (var run = 1; run <= 5; run++) await office.DoAsync("jfu1", number, new CompleteStep(run, None));
        await office.DoAsync("kasi1", number, new AcknowledgeReport(5));
        var done = await office.DoAsync("jfu2", number, new CompleteStep(6, None));

        Assert.Equal(CaseStatus.Closed, done.State!.Status);
        Assert.Equal(0, await CountAsync(office, "select count(*) from task where office = $1"));
        Assert.Equal(1, await CountAsync(office, "select count(*) from case_file where office = $1 and status = 1 and subject = 'Uji router' and ended_at is not null"));
        Assert.Equal(done.Version, await CountAsync(office, "select count(*) from event where office = $1"));
        Assert.Equal(0, await CountAsync(office, "select count(*) from event where office = $1 and position(convert_to('Siti Aminah', 'UTF8') in body) > 0"));
        Assert.Equal(1, await CountAsync(office, "select count(*) from personal_value where office = $1 and value = 'Siti Aminah'"));

        // What another node reads from the database alone is the same state, and every link fits.
        var fresh = await office.OnAnotherNode().Loader.LoadAsync(office.Id, number, default);
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(done.State), System.Text.Json.JsonSerializer.Serialize(fresh!.State));
        Assert.Equal(0, await CountAsync(office, """
            select count(*) from event e where e.office = $1 and e.previous <>
                coalesce((select p.hash from event p where p.office = e.office and p.case_number = e.case_number and p.version = e.version - 1), decode(repeat('00', 32), 'hex'))
            """));
    }

    [Fact]
    public async Task repeating_a_request_with_its_key_changes_nothing_and_answers_the_same()
    {
        var office = await OfficeAsync();
        var opened = await office.OpenAsync("k1");
        var again = await office.OpenAsync("k1");
        Assert.Equal((opened.Number, opened.Version, true), (again.Number, again.Version, again.Repeated));
        var first = await office.DoAsync("jfu1", opened.Number, new CompleteStep(1, None), "k2");
        foreach (var node in new[] { office, office.OnAnotherNode() })
        {
            var repeated = Assert.IsType<CaseAnswer.Done>(await node.AskAsync("jfu1", opened.Number, new CompleteStep(1, None), "k2"));
            Assert.Equal((first.Version, true), (repeated.Version, repeated.Repeated));
        }
        var reused = Assert.IsType<CaseAnswer.Refused>(await office.AskAsync("jfu1", opened.Number, new CompleteStep(2, None), "k2"));
        Assert.Equal("case.key-reused", reused.Why.Code);
        Assert.Equal(1, await CountAsync(office, "select count(*) from case_file where office = $1"));
    }

    [Fact]
    public async Task of_two_who_complete_one_step_at_the_same_moment_one_succeeds_and_the_other_is_told_who_was_first()
    {
        var office = await OfficeAsync();
        var other = office.OnAnotherNode();
        for (var i = 0; i < 25; i++)
        {
            var number = (await office.OpenAsync()).Number;
            await other.Loader.LoadAsync(office.Id, number, default);
            var answers = await Task.WhenAll(
                Task.Run(() => office.AskAsync("jfu1", number, new CompleteStep(1, None), $"a{i}")),
                Task.Run(() => other.AskAsync("jfu2", number, new CompleteStep(1, None), $"b{i}")));
            var done = Assert.Single(answers.OfType<CaseAnswer.Done>());
            var refused = Assert.Single(answers.OfType<CaseAnswer.Refused>());
            var winner = ReferenceEquals(answers[0], done) ? "jfu1" : "jfu2";
            Assert.Equal(("step.done-already", new OfficerName(winner)), (refused.Why.Code, refused.Why.Arguments[0]));
        }
    }

    [Fact]
    public async Task an_old_view_conflicts_when_the_same_row_changed_and_goes_on_when_only_harmless_things_did()
    {
        var office = await OfficeAsync();
        var opened = await office.OpenAsync();
        await office.DoAsync("jfu2", opened.Number, new AddNote("catatan"));
        Assert.IsType<CaseAnswer.Conflict>(await office.AskAsync("jfu1", opened.Number, new BeginStep(1), seen: opened.Version, strict: true));
        Assert.IsType<CaseAnswer.Done>(await office.AskAsync("jfu1", opened.Number, new BeginStep(1), seen: opened.Version));
        var released = await office.DoAsync("jfu1", opened.Number, new ReleaseStep(1, null));
        await office.DoAsync("jfu2", opened.Number, new BeginStep(1));
        Assert.IsType<CaseAnswer.Conflict>(await office.AskAsync("jfu1", opened.Number, new CompleteStep(1, None), seen: released.Version));
    }

    [Fact]
    public async Task a_refusal_uses_up_no_number_and_offices_count_apart()
    {
        var (office, neighbour) = (await OfficeAsync(), await OfficeAsync());
        var refused = Assert.IsType<CaseAnswer.Refused>(await office.AskAsync("kasi1", null, new OpenCase("", 0, None)));
        Assert.True(refused.Why.Forbidden);
        Assert.EndsWith("-0001", (await office.OpenAsync()).Number, StringComparison.Ordinal);
        Assert.EndsWith("-0001", (await neighbour.OpenAsync()).Number, StringComparison.Ordinal);
        Assert.IsType<CaseAnswer.NotFound>(await neighbour.AskAsync("jfu1", "UJI-2020-0001", new AddNote("x")));
    }

    [Fact]
    public async Task fifty_officers_open_at_once_and_every_number_is_given_once()
    {
        var office = await OfficeAsync();
        var numbers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () => (await office.OpenAsync()).Number)));
        Assert.Equal(50, numbers.Distinct().Count());
        Assert.EndsWith("-0050", numbers.Order(StringComparer.Ordinal).Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_inbox_shows_what_lies_in_the_trays_of_an_officers_positions_and_what_he_waits_for()
    {
        var office = await OfficeAsync();
        var number = (await office.OpenAsync()).Number;
        var at = await office.Offices.GetAsync(office.Id, default);
        async Task<InboxCounts> CountsAsync(string officer) => (await office.Inbox.ReadAsync(at, officer, new InboxView(Tray.Mine), default)).Counts;

        Assert.Equal(new InboxCounts(0, 1, 0, 0, 0), await CountsAsync("jfu2"));
        Assert.Equal(new InboxCounts(0, 0, 0, 0, 0) { Below = 1 }, await CountsAsync("kasi1"));
        await office.DoAsync("jfu1", number, new BeginStep(1));
        Assert.Equal(new InboxCounts(1, 0, 0, 0, 0), await CountsAsync("jfu1"));
        Assert.Equal(new InboxCounts(0, 0, 0, 0, 0), await CountsAsync("jfu2"));
        for (var run = 1; run <= 5; run++) await office.DoAsync("jfu1", number, new CompleteStep(run, None));
        Assert.Equal(new InboxCounts(0, 0, 0, 1, 0), await CountsAsync("jfu1"));
        var (_, tasks, more) = await office.Inbox.ReadAsync(at, "kasi1", new InboxView(Tray.Claimable, "router", "uji-langkah"), default);
        Assert.Equal((number, RunStatus.Reported, "kasi", false), (tasks.Single().CaseNumber, tasks.Single().Status, tasks.Single().Role, more));
        Assert.Empty((await office.Inbox.ReadAsync(at, "kasi1", new InboxView(Tray.Claimable, "100%"), default)).Tasks);
        Assert.Equal(new InboxCounts(0, 0, 0, 0, 0), await CountsAsync("lain"));
    }

    [Fact]
    public async Task lawful_erasure_takes_every_value_a_field_ever_had_and_leaves_the_chain()
    {
        var office = await OfficeAsync();
        var number = (await office.OpenAsync()).Number;
        var named = new CompleteStep(1, new Dictionary<string, string> { ["pelapor"] = "Siti Aminah, S.Pd." });
        await office.DoAsync("jfu1", number, named, "kunci-1");
        Assert.Equal(2, await CountAsync(office, "select count(*) from personal_value where office = $1"));
        var before = await CountAsync(office, "select count(*) from event where office = $1");
        var erased = await office.Desk.HandleAsync(new CaseRequest { Office = office.Id, Number = number, Officer = "lain", Administrator = true, Command = new EraseValues(["pelapor"], "permintaan pemilik data") }, default);
        Assert.IsType<CaseAnswer.Done>(erased);
        Assert.Equal(0, await CountAsync(office, "select count(*) from personal_value where office = $1"));
        Assert.Equal(before + 1, await CountAsync(office, "select count(*) from event where office = $1"));
        // Nor can a value be guessed from the hash of a request that carried it; the key itself goes on guarding against doing it twice.
        Assert.Equal(0, await CountAsync(office, "select count(*) from idempotency_key where office = $1 and length(request) > 0"));
        Assert.Equal("case.key-reused", Assert.IsType<CaseAnswer.Refused>(await office.AskAsync("jfu1", number, named, "kunci-1")).Why.Code);
    }

    [Fact]
    public async Task a_schedule_opens_its_case_once_for_a_fire_time()
    {
        var office = await OfficeAsync();
        var fire = new OpenCase("", 0, None) { Schedule = "harian", FireTime = new DateTimeOffset(2026, 11, 20, 1, 0, 0, TimeSpan.Zero) };
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => office.AskAsync(null, null, fire))));
        Assert.Single(answers.OfType<CaseAnswer.Done>(), d => !d.Repeated);
        Assert.Equal(6, answers.OfType<CaseAnswer.Done>().Count(d => d.Number == answers.OfType<CaseAnswer.Done>().First().Number));
        Assert.Equal(1, await CountAsync(office, "select count(*) from case_file where office = $1"));
    }

    [Fact]
    public async Task a_published_sheet_that_todays_checks_would_refuse_still_runs()
    {
        var office = await OfficeAsync();
        var number = (await office.OpenAsync()).Number;
        // Nothing leads to the second row: today's checks refuse such a sheet.
        var body = TrialOffice.Sheet.Replace("pelaksana: jfu, waktu: 5 menit}", "pelaksana: jfu, waktu: 5 menit, lanjut: coba}", StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => office.Sheets.PublishAsync(office.Id, body, new DateOnly(2020, 1, 1), "installation", "x", default));
        await fixture.Database.DoAsync(office.Id, """
            insert into sheet_version (office, procedure, version, body, sha256, effective, published_at, published_by, what_changed)
            values ($1, 'uji-langkah', 2, $2, '\x00', '2020-01-02', now(), 'installation', 'dahulu lulus')
            """, office.Id, body);

        var later = office.OnAnotherNode();
        await later.DoAsync("jfu1", number, new CompleteStep(1, None));
        var onOld = (await later.OpenAsync()).Number;
        await later.DoAsync("jfu1", onOld, new CompleteStep(1, None));
        var done = await later.DoAsync("jfu1", onOld, new CompleteStep(2, None));
        Assert.Equal((2, "coba"), (done.State!.ProcedureVersion, Assert.Single(done.State.OpenRuns).Step));
    }

    [Fact]
    public async Task a_case_moves_to_a_version_in_force_with_its_tasks_and_to_none_that_is_not()
    {
        var office = await OfficeAsync();
        var number = (await office.OpenAsync()).Number;
        await office.DoAsync("jfu1", number, new CompleteStep(1, None));
        var body = TrialOffice.Sheet.Replace("{id: periksa, kegiatan: Memeriksa, pelaksana: jfu,", "{id: uji-awal, kegiatan: Menguji, pelaksana: kasi,", StringComparison.Ordinal)
            .Replace("[periksa]", "[uji-awal]", StringComparison.Ordinal);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        await office.Sheets.PublishAsync(office.Id, body, new DateOnly(2020, 1, 1), "installation", "baru", default);
        await office.Sheets.PublishAsync(office.Id, body + "# nanti\n", today.AddDays(30), "installation", "nanti", default);
        var renamed = new Dictionary<string, string> { ["periksa"] = "uji-awal" };

        var early = Assert.IsType<CaseAnswer.Refused>(await office.AskAsync("kasi1", number, new MoveCase(3, renamed, "revisi")));
        Assert.Equal("move.no-version", early.Why.Code);
        await office.DoAsync("kasi1", number, new MoveCase(2, renamed, "revisi"));
        Assert.Equal(1, await CountAsync(office, "select count(*) from task where office = $1 and step = 'uji-awal' and queue = 'uji-langkah/kasi'"));
        await office.DoAsync("kasi1", number, new CompleteStep(2, None));
    }

    [Fact]
    public async Task every_transaction_leaves_its_head_for_the_sealer()
    {
        var office = await OfficeAsync();
        var number = (await office.OpenAsync()).Number;
        await office.DoAsync("jfu1", number, new CompleteStep(1, None));
        Assert.Equal(2, await CountAsync(office, """
            select count(*) from seal_pending s join event e on e.office = s.office and e.case_number = s.case_number and e.version = s.version and e.hash = s.hash
            where s.office = $1
            """));
        Assert.Equal(32, (await office.Loader.LoadAsync(office.Id, number, default))!.Head.Length);
        Assert.Equal(EventHash.Size, 32);
    }
}
