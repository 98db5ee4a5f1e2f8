using System.Collections.Concurrent;
using System.Text.Json;
using Laksana.Automation;
using Laksana.Cases;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Automation;

public sealed class ActionRunnerTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly RunnerSettings Quick = new()
    {
        Node = "node-1", FirstPause = TimeSpan.FromMilliseconds(200), PauseFactor = 2, Poll = TimeSpan.FromMilliseconds(100), ProgressEvery = TimeSpan.FromMilliseconds(50),
    };

    [Fact]
    public async Task a_result_reaches_the_step_with_its_proposal_and_its_progress_is_kept()
    {
        var action = new TrialAction("uji.kerja", async (run, progress, token) =>
        {
            await progress.ReportAsync("Mulai " + run.Arguments["sumber"], 0.1, token);
            await progress.ReportAsync("Hampir selesai", 0.9, token);
            return TrialAction.Fine("Semua baik.", "ya");
        });
        var office = await (await MachineOffice.NewAsync(fixture.Database, action)).PublishAsync("uji.kerja", ", sumber: kependudukan");
        await using var node = RunningNode.Of(office, Quick);
        var number = await office.OpenAsync();

        var work = await office.EndedAsync(number);
        Assert.Equal((MachineStatus.Succeeded, "Semua baik.", "ya"), (work.Status, work.Summary, work.Proposed));
        var shown = Assert.Single(await new ActionProgress(fixture.Database).ReadAsync(office.Id, number, default));
        Assert.Equal((ActionRunStatus.Succeeded, 1, 1d), (shown.Status, shown.Attempt, shown.Fraction));
        Assert.Equal(["Mulai kependudukan", "Hampir selesai"], shown.Lines);
        Assert.Equal(number, Assert.Single(action.Runs).CaseNumber);
        Assert.Empty(await new ActionProgress(fixture.Database).ReadAsync("kota-lain", number, default));
    }

    [Fact]
    public async Task an_expected_failure_is_tried_again_with_growing_pauses_and_then_told_with_its_hint()
    {
        var begun = new ConcurrentQueue<long>();
        var action = new TrialAction("uji.gagal", (_, _, _) =>
        {
            begun.Enqueue(TimeProvider.System.GetTimestamp());
            throw new ActionFailedException("Server tidak menjawab.", "Periksa kabelnya.", mayRetry: true);
        });
        var office = await (await MachineOffice.NewAsync(fixture.Database, action)).PublishAsync("uji.gagal");
        await using var node = RunningNode.Of(office, Quick);
        var number = await office.OpenAsync();

        var work = await office.EndedAsync(number);
        Assert.Equal((MachineStatus.Failed, "Server tidak menjawab.", "Periksa kabelnya."), (work.Status, work.Failure, work.Hint));
        var times = begun.ToArray();
        Assert.Equal(3, times.Length);
        Assert.True(TimeProvider.System.GetElapsedTime(times[0], times[1]) >= TimeSpan.FromMilliseconds(200));
        Assert.True(TimeProvider.System.GetElapsedTime(times[1], times[2]) >= TimeSpan.FromMilliseconds(400));
        Assert.Equal(1L, await fixture.Database.ScalarAsync<long>(office.Id, "select count(*) from event where case_number = $1 and kind = 'action-failed'", number));
    }

    [Fact]
    public async Task a_failure_that_no_second_try_can_mend_is_told_at_once_and_may_be_retried_by_the_officer()
    {
        var fails = true;
        var action = new TrialAction("uji.sekali", (_, _, _) =>
            fails ? throw new ActionFailedException("Sumber tidak dikenal.", null, mayRetry: false) : Task.FromResult(TrialAction.Fine()));
        var office = await (await MachineOffice.NewAsync(fixture.Database, action)).PublishAsync("uji.sekali");
        await using var node = RunningNode.Of(office, Quick);
        var number = await office.OpenAsync();
        Assert.Equal(MachineStatus.Failed, (await office.EndedAsync(number)).Status);
        Assert.Single(action.Runs);

        fails = false;
        Assert.IsType<CaseAnswer.Done>(await office.DoAsync(number, new RetryAction(1)));
        var work = await office.EndedAsync(number);
        Assert.Equal((MachineStatus.Succeeded, 2), (work.Status, work.Attempt));
        Assert.Equal(2, action.Runs.Select(r => r.Id).Distinct().Count());
    }

    [Fact]
    public async Task an_unexpected_exception_is_told_without_its_words()
    {
        var action = new TrialAction("uji.rusak", (_, _, _) => throw new InvalidOperationException("Password=rahasia"));
        var office = await (await MachineOffice.NewAsync(fixture.Database, action)).PublishAsync("uji.rusak");
        await using var node = RunningNode.Of(office, Quick);
        var number = await office.OpenAsync();
        var work = await office.EndedAsync(number);
        Assert.Equal(MachineStatus.Failed, work.Status);
        Assert.DoesNotContain("rahasia", work.Failure + work.Hint, StringComparison.Ordinal);
        Assert.Contains("node-1", work.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain("rahasia", await fixture.Database.ScalarAsync<string>(office.Id, "select progress from action_run where case_number = $1", number), StringComparison.Ordinal);
    }

    [Fact]
    public async Task cancelling_stops_the_work_and_what_it_would_have_said_is_not_recorded()
    {
        var begun = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        var action = new TrialAction("uji.lama", async (_, _, token) =>
        {
            begun.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                stopped.SetResult();
            }
            return TrialAction.Fine();
        });
        var office = await (await MachineOffice.NewAsync(fixture.Database, action)).PublishAsync("uji.lama");
        // With these settings only the announcement can be what stops it.
        await using var node = RunningNode.Of(office, Quick with { Heartbeat = TimeSpan.FromMinutes(5), Lease = TimeSpan.FromMinutes(10), ProgressEvery = TimeSpan.FromMinutes(5) });
        var number = await office.OpenAsync();
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.IsType<CaseAnswer.Done>(await office.DoAsync(number, new CancelAction(1, "Salah sumber")));
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(MachineStatus.Cancelled, (await office.MachineAsync(number)).Status);
        var shown = Assert.Single(await new ActionProgress(fixture.Database).ReadAsync(office.Id, number, default));
        Assert.Equal(ActionRunStatus.Cancelled, shown.Status);
    }

    [Fact]
    public async Task two_nodes_share_two_hundred_runs_and_each_is_done_once()
    {
        await fixture.Database.DoAsync(null, "create table effect (run uuid, node text); grant insert on effect to laksana_app");
        TrialAction Counting(string node) => new("uji.hitung", async (run, progress, token) =>
        {
            await progress.ReportAsync(node, 0.5, token);
            await fixture.Database.DoAsync("siapa-saja", "insert into effect (run, node) values ($1, $2)", run.Id, node);
            return TrialAction.Fine();
        });
        var (a, b) = (Counting("a"), Counting("b"));
        var office = await (await MachineOffice.NewAsync(fixture.Database, a)).PublishAsync("uji.hitung");
        var other = new MachineOffice(fixture.Database, office.Id, new StepActionRegistry([b]), TimeProvider.System);
        await using var one = RunningNode.Of(office, Quick with { Node = "a" });
        await using var two = RunningNode.Of(other, Quick with { Node = "b" });
        var numbers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => office.OpenAsync()));
        foreach (var number in numbers) Assert.Equal(MachineStatus.Succeeded, (await office.EndedAsync(number, 120)).Status);
        Assert.Equal(200L, await fixture.Database.ScalarAsync<long>(null, "select count(*) from effect"));
        Assert.Equal(200L, await fixture.Database.ScalarAsync<long>(null, "select count(distinct run) from effect"));
        Assert.Equal(2L, await fixture.Database.ScalarAsync<long>(null, "select count(distinct node) from effect"));
        Assert.Equal(200L, await fixture.Database.ScalarAsync<long>(office.Id, "select count(*) from event where kind = 'action-succeeded'"));
    }

    [Fact]
    public async Task a_node_that_ends_gives_its_run_back_and_another_goes_on()
    {
        var begun = new TaskCompletionSource();
        var slow = new TrialAction("uji.pindah", async (_, _, token) =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
            return TrialAction.Fine();
        });
        var fast = new TrialAction("uji.pindah", (_, _, _) => Task.FromResult(TrialAction.Fine("Dari node lain.")));
        var office = await (await MachineOffice.NewAsync(fixture.Database, slow)).PublishAsync("uji.pindah");
        var other = new MachineOffice(fixture.Database, office.Id, new StepActionRegistry([fast]), TimeProvider.System);
        await using var one = RunningNode.Of(office, Quick with { Lease = TimeSpan.FromMinutes(10) });
        var number = await office.OpenAsync();
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await one.EndAsync();
        await using var two = RunningNode.Of(other, Quick with { Node = "node-2" });
        var work = await office.EndedAsync(number);
        Assert.Equal((MachineStatus.Succeeded, "Dari node lain."), (work.Status, work.Summary));
        Assert.Equal(slow.Runs.Single().Id, fast.Runs.Single().Id);
        Assert.Equal(2, fast.Runs.Single().Attempt);
    }

    [Fact]
    public async Task a_report_under_a_lost_lease_leaves_nothing()
    {
        var action = new TrialAction("uji.hilang", (_, _, _) => Task.FromResult(TrialAction.Fine()));
        var office = await (await MachineOffice.NewAsync(fixture.Database, action)).PublishAsync("uji.hilang");
        var number = await office.OpenAsync();
        var run = (await office.MachineAsync(number)).ActionRun;
        var queue = new ActionQueue(fixture.Database, Quick with { Lease = TimeSpan.FromMilliseconds(1) }, TimeProvider.System);
        var late = (await queue.TakeAsync(["uji.hilang"], [], default))!;
        TakenRun? taken;
        while ((taken = await queue.TakeAsync(["uji.hilang"], [], default)) is null) await Task.Delay(5);
        Assert.Equal((run, run), (late.Run.Id, taken.Run.Id));

        Assert.False(await queue.RenewAsync(late, new ProgressText("masih ada", 0.5, null), default));
        CaseCommand success = new ReportActionSuccess(1, run, "Selesai.", null, JsonSerializer.SerializeToElement(new { }));
        var request = new CaseRequest { Office = office.Id, Number = number, Command = success, Lease = late.Lease };
        Assert.Equal("machine.not-expected", Assert.IsType<CaseAnswer.Refused>(await office.Desk.HandleAsync(request, default)).Why.Code);
        Assert.Equal(MachineStatus.Running, (await office.MachineAsync(number)).Status);
        Assert.IsType<CaseAnswer.Done>(await office.Desk.HandleAsync(request with { Lease = taken.Lease }, default));
        Assert.Equal(MachineStatus.Succeeded, (await office.MachineAsync(number)).Status);
    }

    [Fact]
    public async Task an_action_that_this_program_does_not_know_waits_for_one_that_does()
    {
        var office = await (await MachineOffice.NewAsync(fixture.Database, new TrialAction("uji.baru", (_, _, _) => Task.FromResult(TrialAction.Fine())))).PublishAsync("uji.baru");
        var number = await office.OpenAsync();
        var queue = new ActionQueue(fixture.Database, Quick, TimeProvider.System);
        Assert.Null(await queue.TakeAsync(["uji.lain"], [], default));
        Assert.Equal(number, (await queue.TakeAsync(["uji.baru"], [], default))!.Run.CaseNumber);
    }
}
