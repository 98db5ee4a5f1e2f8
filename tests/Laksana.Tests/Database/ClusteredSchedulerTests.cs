using System.Collections.Concurrent;
using Laksana.Database;
using Laksana.Testing;
using Quartz;
using Xunit;

namespace Laksana.Tests.Database;

public sealed class ClusteredSchedulerTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly ConcurrentQueue<string> Fired = new();

    [Fact]
    public async Task two_nodes_share_one_store_and_each_firing_happens_once()
    {
        var one = await ClusteredScheduler.CreateAsync(fixture.Database, "node-1");
        var two = await ClusteredScheduler.CreateAsync(fixture.Database, "node-2");
        try
        {
            var job = JobBuilder.Create<Note>().WithIdentity("catat", "uji").UsingJobData("office", "kantor-a").StoreDurably().RequestRecovery().Build();
            await one.AddJob(job, replace: false);
            for (var i = 0; i < 20; i++)
                await one.ScheduleJob(TriggerBuilder.Create().ForJob(job).WithIdentity("t" + i, "uji").UsingJobData("n", i.ToString("00")).StartNow().Build());
            await one.ScheduleJob(TriggerBuilder.Create().ForJob(job).WithIdentity("jadwal", "uji").UsingJobData("n", "cron")
                .WithCronSchedule("0 0 8 1 * ?", cron => cron.InTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"))).Build());
            await one.Start();
            await two.Start();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (Fired.Count < 20) await Task.Delay(20, patience.Token);
            Assert.Equal(Enumerable.Range(0, 20).Select(i => "kantor-a " + i.ToString("00")), Fired.Order());
            Assert.Equal(2L, await fixture.Database.ScalarAsync<long>(null, "select count(*) from quartz.qrtz_scheduler_state"));
            Assert.Equal(1L, await fixture.Database.ScalarAsync<long>(null, "select count(*) from quartz.qrtz_cron_triggers where time_zone_id = 'Asia/Jakarta'"));
        }
        finally
        {
            await one.Shutdown(waitForJobsToComplete: true);
            await two.Shutdown(waitForJobsToComplete: true);
        }
    }

    [DisallowConcurrentExecution]
    internal sealed class Note : IJob
    {
        public Task Execute(IJobExecutionContext context)
        {
            Fired.Enqueue(context.MergedJobDataMap.GetString("office") + " " + context.MergedJobDataMap.GetString("n"));
            return Task.CompletedTask;
        }
    }
}
