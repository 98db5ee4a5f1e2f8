using Laksana.Automation;
using Laksana.Cases;
using Laksana.Officers;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Automation;

public sealed class SchedulesTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const string EachSecond = "jadwal: {cron: \"* * * * * ?\", hari-libur: tetap}";

    [Fact]
    public async Task two_nodes_open_one_case_for_each_time_and_follow_the_sheet_when_it_changes()
    {
        var office = await MachineOffice.NewAsync(fixture.Database);
        var second = new MachineOffice(fixture.Database, office.Id, office.Actions, office.Clock);
        await using var one = new RunningNode(office.Schedules("satu").RunAsync);
        await using var two = new RunningNode(second.Schedules("dua").RunAsync);
        await office.PublishAsync("uji.kerja", schedule: EachSecond);
        await UntilAsync(async () => await CountAsync(office, "select count(*) from case_file") >= 6);
        Assert.Equal(1L, await CountAsync(office, "select max(n) from (select count(*) as n from schedule_fired group by fire_time) f"));
        Assert.Equal(await CountAsync(office, "select count(*) from case_file"), await CountAsync(office, "select count(*) from schedule_fired"));

        await office.PublishAsync("uji.kerja");
        await UntilAsync(async () => await fixture.Database.ScalarAsync<long>(null, "select count(*) from quartz.qrtz_triggers where trigger_group = $1", "sheets:" + office.Id) == 0);
    }

    [Fact]
    public async Task a_limit_that_passes_makes_the_row_late_once_and_tells_the_superior()
    {
        var clock = new MovedClock(MachineOffice.Monday);
        var office = await (await MachineOffice.NewAsync(fixture.Database, clock)).PublishAsync("uji.kerja");
        var number = await office.OpenAsync();
        var schedules = office.Schedules("satu");
        await schedules.LookNowAsync(default);
        Assert.False(await fixture.Database.ScalarAsync<bool>(office.Id, "select late from task"));

        clock.Now = MachineOffice.Monday.AddHours(2).AddSeconds(1); // the office lets a row lie for two hours
        await Task.WhenAll(schedules.LookNowAsync(default), office.Schedules("dua").LookNowAsync(default));
        await schedules.LookNowAsync(default);
        Assert.True(await fixture.Database.ScalarAsync<bool>(office.Id, "select late from task"));
        Assert.Equal(1L, await CountAsync(office, "select count(*) from event where kind = 'limit-passed'"));
        Assert.Equal("budi " + number, await fixture.Database.ScalarAsync<string>(office.Id, "select string_agg(officer || ' ' || case_number, ', ') from notice"));

        // Late again under the other limit, once it is worked on.
        Assert.IsType<CaseAnswer.Done>(await office.DoAsync(number, new BeginStep(1)));
        clock.Now = clock.Now.AddMinutes(11);
        await schedules.LookNowAsync(default);
        await schedules.LookNowAsync(default);
        Assert.Equal(2L, await CountAsync(office, "select count(*) from event where kind = 'limit-passed'"));
    }

    [Fact]
    public async Task the_cluster_sweeps_by_itself()
    {
        var clock = new MovedClock(MachineOffice.Monday);
        var office = await (await MachineOffice.NewAsync(fixture.Database, clock)).PublishAsync("uji.kerja");
        await office.OpenAsync();
        await using var node = new RunningNode(office.Schedules("satu", TimeSpan.FromSeconds(1)).RunAsync);
        clock.Now = MachineOffice.Monday.AddHours(3);
        await UntilAsync(async () => await fixture.Database.ScalarAsync<bool>(office.Id, "select late from task"));
    }

    [Fact]
    public async Task regular_work_is_done_again_and_again_on_one_node_at_a_time()
    {
        var office = await MachineOffice.NewAsync(fixture.Database);
        var work = new CountedWork();
        await using var one = new RunningNode(office.Schedules("satu", regular: [work]).RunAsync);
        await using var two = new RunningNode(office.Schedules("dua", regular: [work]).RunAsync);
        await UntilAsync(() => Task.FromResult(work.Done >= 4));
        Assert.False(work.Overlapped);
    }

    [Fact]
    public async Task regular_work_that_a_node_of_another_release_did_not_know_goes_on()
    {
        var office = await MachineOffice.NewAsync(fixture.Database);
        var work = new CountedWork();
        await using (new RunningNode(office.Schedules("baru", regular: [work]).RunAsync)) await UntilAsync(() => Task.FromResult(work.Done >= 1));
        await using (new RunningNode(office.Schedules("lama").RunAsync))
            await UntilAsync(async () => await fixture.Database.ScalarAsync<long>(null, "select count(*) from quartz.qrtz_triggers where trigger_name = 'uji.hitung' and trigger_state = 'ERROR'") == 1);
        var before = work.Done;
        await using (new RunningNode(office.Schedules("baru", regular: [work]).RunAsync)) await UntilAsync(() => Task.FromResult(work.Done > before));
    }

    private sealed class CountedWork : IRegularWork
    {
        private int _inside;

        public string Name => "uji.hitung";
        public TimeSpan Every => TimeSpan.FromSeconds(1);
        public int Done { get; private set; }
        public bool Overlapped { get; private set; }

        public async Task RunAsync(CancellationToken token)
        {
            Overlapped |= Interlocked.Increment(ref _inside) > 1;
            await Task.Delay(100, token);
            Done++;
            Interlocked.Decrement(ref _inside);
        }
    }

    [Fact]
    public async Task a_day_that_turns_brings_holdings_and_absences_into_force_once()
    {
        var clock = new MovedClock(MachineOffice.Monday);
        var office = await (await MachineOffice.NewAsync(fixture.Database, clock)).PublishAsync("uji.kerja");
        await office.OpenAsync();
        var turn = new TurnOfDay(fixture.Database, office.Offices, office.Rebuild, clock);
        Assert.False(await turn.RunAsync(office.Id, default));
        var books = new OfficeDesk(fixture.Database, office.Offices, clock);
        await books.RecordAbsenceAsync(office.Id, "adi", new DateOnly(2026, 11, 18), new DateOnly(2026, 11, 19), "Cuti", default);

        var turned = new List<bool>();
        for (var day = 1; day <= 5; day++)
        {
            clock.Now = MachineOffice.Monday.AddDays(day);
            turned.Add(await turn.RunAsync(office.Id, default));
            Assert.False(await turn.RunAsync(office.Id, default));
        }
        // Tuesday; Wednesday it begins; Thursday; Friday it is over; Saturday.
        Assert.Equal([false, true, false, true, false], turned);
    }

    [Fact]
    public async Task used_keys_and_old_progress_are_removed_and_nothing_else()
    {
        var clock = new MovedClock(MachineOffice.Monday);
        var office = await (await MachineOffice.NewAsync(fixture.Database, clock, new TrialAction("uji.kerja", (_, _, _) => Task.FromResult(TrialAction.Fine())))).PublishAsync("uji.kerja");
        var number = await office.OpenAsync();
        await office.Desk.HandleAsync(new CaseRequest { Office = office.Id, Number = number, Officer = "adi", Command = new AddNote("Satu"), IdempotencyKey = "a" }, default);
        await office.DoAsync(number, new CancelAction(1, "Tidak perlu"));
        clock.Now = clock.Now.AddDays(6);
        await office.OpenAsync();
        await office.Desk.HandleAsync(new CaseRequest { Office = office.Id, Number = number, Officer = "adi", Command = new AddNote("Dua"), IdempotencyKey = "b" }, default);
        var tidy = new Housekeeping(fixture.Database, clock);

        clock.Now = clock.Now.AddDays(2);
        await tidy.RunAsync(default);
        Assert.Equal("b", await fixture.Database.ScalarAsync<string>(office.Id, "select string_agg(key, ',') from idempotency_key"));
        Assert.Equal(2L, await CountAsync(office, "select count(*) from action_run"));
        clock.Now = clock.Now.AddDays(60);
        await tidy.RunAsync(default);
        Assert.Equal(0L, await CountAsync(office, "select count(*) from idempotency_key"));
        // The one that still waits stays, however old it is.
        Assert.Equal("0", await fixture.Database.ScalarAsync<string>(office.Id, "select string_agg(status::text, ',') from action_run"));
    }

    private static async Task<long> CountAsync(MachineOffice office, string sql) => await office.Database.ScalarAsync<long>(office.Id, sql);

    private static async Task UntilAsync(Func<Task<bool>> reached)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!await reached()) await Task.Delay(50, patience.Token);
    }
}
