using System.Globalization;
using Quartz;
using Quartz.Spi;

namespace Laksana.Automation;

/// <summary>
/// Work of a capability that comes again by the clock: the cluster does it on one node at a time, and what a lost node left undone comes again with the next
/// time. It is short, since the schedules of a node wait for it when the node ends; long work is asked for and done by a runner.
/// </summary>
public interface IRegularWork
{
    /// <summary>Capability and verb, e.g. <c>backup.drills</c>. Names the job in the database.</summary>
    string Name { get; }

    TimeSpan Every { get; }

    Task RunAsync(CancellationToken token);
}

/// <summary>The cluster's jobs, and their making. The names of the job classes stand in the database: renaming one strands its triggers.</summary>
internal sealed class ScheduledWork(Schedules schedules) : IJobFactory
{
    public static readonly JobKey Opening = new("open-case", "laksana");
    private static readonly JobKey Sweep = new("sweep", "laksana");
    private static readonly JobKey Tidying = new("housekeeping", "laksana");
    private const string Regular = "regular";

    /// <summary>Enters the jobs and the two triggers that every installation has.</summary>
    public static async Task PutAsync(IScheduler scheduler, ScheduleSettings settings, IEnumerable<IRegularWork> regular, CancellationToken token)
    {
        // An opening that was cut off is done again by another node; the others come again by themselves.
        await scheduler.AddJob(JobBuilder.Create<OpenCaseJob>().WithIdentity(Opening).StoreDurably().RequestRecovery().Build(), replace: true, token);
        await scheduler.AddJob(JobBuilder.Create<SweepJob>().WithIdentity(Sweep).StoreDurably().Build(), replace: true, token);
        await scheduler.AddJob(JobBuilder.Create<HousekeepingJob>().WithIdentity(Tidying).StoreDurably().Build(), replace: true, token);
        await EveryAsync(scheduler, Sweep, settings.SweepEvery, token);
        await EveryAsync(scheduler, Tidying, settings.HousekeepingEvery, token);
        foreach (var work in regular)
        {
            var key = new JobKey(work.Name, Regular);
            await scheduler.AddJob(JobBuilder.Create<RegularWorkJob>().WithIdentity(key).StoreDurably().Build(), replace: true, token);
            await EveryAsync(scheduler, key, work.Every, token);
            // A node of a release that does not know this work has put its trigger out of service.
            await scheduler.ResetTriggerFromErrorState(new TriggerKey(key.Name, key.Group), token);
        }
    }

    public IJob NewJob(TriggerFiredBundle bundle, IScheduler scheduler) => bundle.JobDetail.Key switch
    {
        { } key when key.Equals(Opening) => new OpenCaseJob(schedules),
        { } key when key.Equals(Sweep) => new SweepJob(schedules),
        { } key when key.Equals(Tidying) => new HousekeepingJob(schedules),
        { Group: Regular } key when schedules.RegularOf(key.Name) is { } work => new RegularWorkJob(schedules, work),
        var other => throw new SchedulerException($"This program does not know the job {other}."),
    };

    public void ReturnJob(IJob job)
    {
    }

    /// <summary>Shifted to the next working day: opens the case then. One trigger per moment, however many times were shifted to it.</summary>
    public static async Task ShiftAsync(IScheduler scheduler, string office, string procedure, DateTimeOffset to, CancellationToken token)
    {
        var key = new TriggerKey(procedure + " " + to.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture), "shifted:" + office);
        if (await scheduler.CheckExists(key, token)) return;
        var trigger = TriggerBuilder.Create().WithIdentity(key).ForJob(Opening)
            .UsingJobData("office", office).UsingJobData("procedure", procedure).UsingJobData("at", to.ToString("O", CultureInfo.InvariantCulture))
            .StartAt(to).WithSimpleSchedule(once => once.WithMisfireHandlingInstructionFireNow()).Build();
        await PutAsync(scheduler, trigger, token);
    }

    /// <summary>Enters a trigger; another node may have been first.</summary>
    public static async Task PutAsync(IScheduler scheduler, ITrigger trigger, CancellationToken token)
    {
        try
        {
            await scheduler.ScheduleJob(trigger, token);
        }
        catch (ObjectAlreadyExistsException)
        {
            // entered by another node in this moment
        }
    }

    private static async Task EveryAsync(IScheduler scheduler, JobKey job, TimeSpan interval, CancellationToken token)
    {
        var key = new TriggerKey(job.Name, job.Group);
        var trigger = TriggerBuilder.Create().WithIdentity(key).ForJob(job).StartNow()
            .WithSimpleSchedule(every => every.WithInterval(interval).RepeatForever().WithMisfireHandlingInstructionNextWithRemainingCount()).Build();
        switch (await scheduler.GetTrigger(key, token))
        {
            case null: await PutAsync(scheduler, trigger, token); break;
            case ISimpleTrigger there when there.RepeatInterval != interval: await scheduler.RescheduleJob(key, trigger, token); break;
        }
    }
}

/// <summary>Opens the case of a schedule.</summary>
internal sealed class OpenCaseJob(Schedules schedules) : IJob
{
    public Task Execute(IJobExecutionContext context) => schedules.WorkAsync("open a case", 8, async token =>
    {
        var data = context.MergedJobDataMap;
        var (office, procedure, cron) = (data.GetString("office")!, data.GetString("procedure")!, data.GetString("cron"));
        var at = cron is null
            ? DateTimeOffset.Parse(data.GetString("at")!, CultureInfo.InvariantCulture)
            : context.ScheduledFireTimeUtc ?? context.FireTimeUtc;
        if (await schedules.FireAsync(office, procedure, cron, at, token) is { } later)
            await ScheduledWork.ShiftAsync(context.Scheduler, office, procedure, later, token);
    });
}

/// <summary>Limits that pass, days that turn.</summary>
[DisallowConcurrentExecution]
internal sealed class SweepJob(Schedules schedules) : IJob
{
    public Task Execute(IJobExecutionContext context) => schedules.WorkAsync("sweep", 1, schedules.LookNowAsync);
}

[DisallowConcurrentExecution]
internal sealed class HousekeepingJob(Schedules schedules) : IJob
{
    public Task Execute(IJobExecutionContext context) => schedules.WorkAsync("housekeeping", 1, schedules.TidyAsync);
}

/// <summary>Work of a capability.</summary>
[DisallowConcurrentExecution]
internal sealed class RegularWorkJob(Schedules schedules, IRegularWork work) : IJob
{
    public Task Execute(IJobExecutionContext context) => schedules.WorkAsync(work.Name, 1, work.RunAsync);
}
