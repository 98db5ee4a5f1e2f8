using Laksana.Cases;
using Laksana.Officers;
using Microsoft.Extensions.Logging;
using Quartz;
using Quartz.Impl.Matchers;

namespace Laksana.Automation;

/// <summary>Keeps the store's triggers equal to the schedules of the sheets in force. Any node may do it at any time, also several at once.</summary>
internal sealed partial class SheetTriggers(Offices offices, PublishedSheets sheets, TimeProvider clock, ILogger log)
{
    private const string Group = "sheets:";

    public async Task CompareAsync(IScheduler scheduler, CancellationToken token)
    {
        var wanted = await WantedAsync(token);
        foreach (var key in await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.GroupStartsWith(Group), token))
            if (!wanted.ContainsKey(key)) await scheduler.UnscheduleJob(key, token);
        foreach (var (key, plan) in wanted)
            await PutAsync(scheduler, key, plan, token);
    }

    private async Task<Dictionary<TriggerKey, Plan>> WantedAsync(CancellationToken token)
    {
        var wanted = new Dictionary<TriggerKey, Plan>();
        foreach (var id in await offices.ListAsync(token))
        {
            if (await offices.FindAsync(id, token) is not { } office) continue;
            foreach (var sheet in await sheets.AllCurrentAsync(id, office.Calendar.DateOf(clock.GetUtcNow()), token))
                if (sheet.Procedure.Schedule is { } schedule)
                    wanted[new TriggerKey(sheet.Procedure.Id, Group + id)] = new Plan(id, sheet.Procedure.Id, schedule.Cron, office.Zone);
        }
        return wanted;
    }

    private async Task PutAsync(IScheduler scheduler, TriggerKey key, Plan plan, CancellationToken token)
    {
        try
        {
            var there = await scheduler.GetTrigger(key, token) as ICronTrigger;
            if (there is not null && there.CronExpressionString == plan.Cron && there.TimeZone.Id == plan.Zone.Id) return;
            var trigger = TriggerBuilder.Create().WithIdentity(key).ForJob(ScheduledWork.Opening)
                .UsingJobData("office", plan.Office).UsingJobData("procedure", plan.Procedure).UsingJobData("cron", plan.Cron)
                // An installation that stood still at the time opens the case when it runs again, once.
                .WithCronSchedule(plan.Cron, cron => cron.InTimeZone(plan.Zone).WithMisfireHandlingInstructionFireAndProceed()).Build();
            if (there is null) await ScheduledWork.PutAsync(scheduler, trigger, token);
            else await scheduler.RescheduleJob(key, trigger, token);
            LogPut(log, plan.Office, plan.Procedure, plan.Cron);
        }
        catch (Exception error) when (error is FormatException or SchedulerException and not JobPersistenceException)
        {
            // A schedule that never fires, or that this engine cannot read, must not keep the others from being entered.
            LogRefused(log, plan.Office, plan.Procedure, plan.Cron, error.Message);
        }
    }

    private sealed record Plan(string Office, string Procedure, string Cron, TimeZoneInfo Zone);

    [LoggerMessage(570, LogLevel.Information, "Schedule of {Office}, {Procedure}: {Cron}")]
    private static partial void LogPut(ILogger log, string office, string procedure, string cron);

    [LoggerMessage(571, LogLevel.Error, "The schedule of {Office}, {Procedure}, cannot be used ({Cron}): {Reason}")]
    private static partial void LogRefused(ILogger log, string office, string procedure, string cron, string reason);
}
