using System.Text.Json;
using Laksana.Automation;
using Laksana.Backups;
using Laksana.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Laksana.Tests.Backups.Jobs;

public sealed class BackupJobTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement.Clone();

    [Fact]
    public async Task a_job_is_done_once_and_says_what_it_did()
    {
        var office = await OfficeAsync();
        var jobs = new BackupJobs(fixture.Database, TimeProvider.System);
        var (id, isNew) = await jobs.AskAsync(office, new JobOrder("uji", "siak", JsonDocument.Parse("""{"a": 1}""").RootElement.Clone(), "ratri"), default);
        Assert.True(isNew);
        Assert.Equal((id, false), await jobs.AskAsync(office, new JobOrder("uji", "siak", Nothing, "dimas"), default));
        Assert.Null(await jobs.FindAsync(await OfficeAsync(), id, default));
        await using (Serve(new TrialJob(async (run, progress, token) =>
        {
            await progress.ReportAsync("setengah jalan", 0.5, token);
            await progress.CountAsync(new WorkCount(10, 20, 1, 2, 3.5), token);
            await progress.StillMineAsync(token);
            return new JobResult($"{run.Kind} {run.Subject} {run.Arguments.GetProperty("a").GetInt32()} {run.Attempt} {run.AskedBy}", JsonDocument.Parse("""{"b": 2}""").RootElement.Clone());
        })))
        {
            var job = await EndAsync(jobs, office, id);
            Assert.Equal((ActionRunStatus.Succeeded, "uji siak 1 1 ratri", """{"b": 2}""", 1.0), (job.Status, job.Summary, job.Result, job.Fraction));
            Assert.Equal(["setengah jalan"], job.Lines);
            Assert.Equal(new WorkCount(10, 20, 1, 2, 3.5), job.Count);
        }
        Assert.NotEqual(id, (await jobs.AskAsync(office, new JobOrder("uji", "siak", Nothing, "dimas"), default)).Id);
    }

    [Fact]
    public async Task an_expected_failure_is_told_with_its_hint_and_an_unexpected_one_tells_nothing_of_itself()
    {
        var office = await OfficeAsync();
        var jobs = new BackupJobs(fixture.Database, TimeProvider.System);
        var expected = (await jobs.AskAsync(office, new JobOrder("uji", "a", Nothing, "ratri"), default)).Id;
        var bug = (await jobs.AskAsync(office, new JobOrder("uji", "b", Nothing, "ratri"), default)).Id;
        var tries = 0;
        await using var node = Serve(new TrialJob((run, _, _) => run.Subject == "b"
            ? throw new InvalidOperationException("Password=rahasia")
            : run.Office == office && Interlocked.Increment(ref tries) > 0 ? throw new ActionFailedException("media dicabut", "pasang lagi", mayRetry: true) : Task.FromResult(new JobResult(""))));
        var job = await EndAsync(jobs, office, expected);
        Assert.Equal((ActionRunStatus.Failed, "media dicabut", "pasang lagi", 3), (job.Status, job.Summary, job.Hint, tries));
        job = await EndAsync(jobs, office, bug);
        Assert.Equal(ActionRunStatus.Failed, job.Status);
        Assert.DoesNotContain("rahasia", job.Summary + job.Hint + string.Concat(job.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_is_asked_for_under_one_id_by_many_at_once_is_one_job_and_stays_it_after_it_ended()
    {
        var office = await OfficeAsync();
        var jobs = new BackupJobs(fixture.Database, TimeProvider.System);
        var id = BackupJobs.IdOf("ratri", "kunci-1");
        Assert.Equal(id, BackupJobs.IdOf("ratri", "kunci-1"));
        Assert.NotEqual(id, BackupJobs.IdOf("dimas", "kunci-1"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => jobs.AskAsync(office, id, new JobOrder("uji", "siak", Nothing, "ratri"), default)));
        Assert.All(answers, a => Assert.Equal(id, a.Id));
        Assert.Single(answers, a => a.New);
        // Another request finds what goes on; this one finds itself when it is over.
        Assert.Equal((id, false), await jobs.AskAsync(office, BackupJobs.IdOf("dimas", "kunci-2"), new JobOrder("uji", "siak", Nothing, "dimas"), default));
        Assert.True(await jobs.CancelAsync(office, id, default));
        Assert.Equal((id, false), await jobs.AskAsync(office, id, new JobOrder("uji", "siak", Nothing, "ratri"), default));
        Assert.True((await jobs.AskAsync(office, BackupJobs.IdOf("dimas", "kunci-2"), new JobOrder("uji", "siak", Nothing, "dimas"), default)).New);
    }

    [Fact]
    public async Task cancelling_stops_the_work_wherever_it_runs()
    {
        var office = await OfficeAsync();
        var jobs = new BackupJobs(fixture.Database, TimeProvider.System);
        var (began, stopped) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var node = Serve(new TrialJob(async (_, _, token) =>
        {
            began.SetResult();
            await Task.Delay(Timeout.Infinite, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stopped.SetResult();
            throw new OperationCanceledException(token);
        }));
        var (id, _) = await jobs.AskAsync(office, new JobOrder("uji", "siak", Nothing, "ratri"), default);
        await began.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.True(await jobs.CancelAsync(office, id, default));
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(ActionRunStatus.Cancelled, (await jobs.FindAsync(office, id, default))!.Status);
        Assert.False(await jobs.CancelAsync(office, id, default));
    }

    [Fact]
    public async Task a_node_that_ends_gives_its_job_to_the_next_and_one_for_another_machine_is_left_alone()
    {
        var office = await OfficeAsync();
        var jobs = new BackupJobs(fixture.Database, TimeProvider.System);
        var elsewhere = (await jobs.AskAsync(office, new JobOrder("uji", "media", Nothing, "ratri", Machine: "mesin-lain"), default)).Id;
        var (id, _) = await jobs.AskAsync(office, new JobOrder("uji", "siak", Nothing, "ratri"), default);
        var began = new TaskCompletionSource();
        await using (Serve(new TrialJob(async (_, _, token) =>
        {
            began.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return new JobResult("");
        })))
            await began.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(ActionRunStatus.Waiting, (await jobs.FindAsync(office, id, default))!.Status);
        await using (Serve(new TrialJob((run, _, _) => Task.FromResult(new JobResult($"percobaan {run.Attempt}")))))
            Assert.Equal("percobaan 2", (await EndAsync(jobs, office, id)).Summary);
        Assert.Equal((ActionRunStatus.Waiting, 0), ((await jobs.FindAsync(office, elsewhere, default))!.Status, (await jobs.FindAsync(office, elsewhere, default))!.Attempt));
    }

    [Fact]
    public async Task a_command_does_its_own_job_among_the_others()
    {
        var office = await OfficeAsync();
        var jobs = new BackupJobs(fixture.Database, TimeProvider.System);
        var runner = Runner(new TrialJob(async (_, progress, token) =>
        {
            await progress.ReportAsync("bekerja", 0.3, token);
            return new JobResult("selesai");
        }));
        var (id, _) = await jobs.AskAsync(office, new JobOrder("uji", "siak", Nothing, "installation"), default);
        var heard = new HeardProgress();
        var job = await runner.RunHereAsync(office, id, heard, default);
        Assert.Equal((ActionRunStatus.Succeeded, "selesai"), (job!.Status, job.Summary));
        Assert.Contains(("bekerja", 0.3), heard.Said);
        Assert.Null(await runner.RunHereAsync(office, id, heard, default));
    }

    private async Task<string> OfficeAsync()
    {
        var office = "kantor-" + Guid.NewGuid().ToString("N")[..8];
        await fixture.Database.AddOfficeAsync(office);
        return office;
    }

    private BackupJobRunner Runner(IBackupJob job) => new(fixture.Database, [job],
        new RunnerSettings { Node = Guid.NewGuid().ToString("N"), FirstPause = TimeSpan.FromMilliseconds(20), Poll = TimeSpan.FromMilliseconds(50), ProgressEvery = TimeSpan.FromMilliseconds(20) },
        TimeProvider.System, NullLogger<BackupJobRunner>.Instance);

    private Serving Serve(IBackupJob job) => new(Runner(job));

    private static async Task<JobNow> EndAsync(BackupJobs jobs, string office, Guid id)
    {
        for (var i = 0; i < 200; i++)
        {
            if (await jobs.FindAsync(office, id, default) is { Going: false } ended) return ended;
            await Task.Delay(50);
        }
        throw new TimeoutException();
    }

    private sealed class Serving : IAsyncDisposable
    {
        private readonly CancellationTokenSource _end = new();
        private readonly Task _work;

        public Serving(BackupJobRunner runner) => _work = runner.RunAsync(_end.Token);

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            await _work;
            _end.Dispose();
        }
    }

    private sealed class TrialJob(Func<JobRun, IActionProgress, CancellationToken, Task<JobResult>> work) : IBackupJob
    {
        public string Kind => "uji";

        public Task<JobResult> RunAsync(JobRun run, IActionProgress progress, CancellationToken token) => work(run, progress, token);
    }
}
