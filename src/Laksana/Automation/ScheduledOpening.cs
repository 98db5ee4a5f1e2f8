using System.Globalization;
using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;
using Microsoft.Extensions.Logging;

namespace Laksana.Automation;

/// <summary>Opens the case of a sheet's schedule. Asked twice for one time it opens one case.</summary>
internal sealed partial class ScheduledOpening(LaksanaDatabase database, Offices offices, PublishedSheets sheets, CaseDesk desk, TimeProvider clock, ILogger log)
{
    /// <summary>Works for one time of the schedule.</summary>
    /// <param name="cron">The schedule that fired; null for a time that was shifted.</param>
    /// <returns>The moment to which this time is shifted, or null.</returns>
    public async Task<DateTimeOffset?> FireAsync(string officeId, string procedure, string? cron, DateTimeOffset at, CancellationToken token)
    {
        if (await offices.FindAsync(officeId, token) is not { } office) return null;
        var today = office.Calendar.DateOf(clock.GetUtcNow());
        var sheet = await sheets.CurrentAsync(officeId, procedure, today, token);
        // A trigger of a schedule that is no longer in force: the next comparison removes it.
        if (sheet?.Procedure.Schedule is not { } schedule || (cron is not null && cron != schedule.Cron)) return null;
        var time = cron is null ? at : FireTimes.Latest(cron, office.Zone, at) ?? at;
        switch (FireTimes.Decide(schedule.OnDayOff, office.Calendar, time))
        {
            case Firing.Skip:
                AutomationMeter.Firing("skipped");
                await NoteAsync(officeId, procedure, time, "skipped", token);
                return null;
            case Firing.Shift shift:
                AutomationMeter.Firing("shifted");
                await NoteAsync(officeId, procedure, time, "shifted " + shift.To.ToString("O", CultureInfo.InvariantCulture), token);
                return shift.To;
            default:
                await OpenAsync(officeId, procedure, schedule.Fields, time, token);
                return null;
        }
    }

    private async Task OpenAsync(string office, string procedure, IReadOnlyDictionary<string, string> fields, DateTimeOffset time, CancellationToken token)
    {
        var answer = await desk.HandleAsync(new CaseRequest
        {
            Office = office, Procedure = procedure,
            Command = new OpenCase("", 0, fields) { Schedule = procedure, FireTime = time },
        }, token);
        switch (answer)
        {
            case CaseAnswer.Done { Repeated: false } done:
                AutomationMeter.Firing("opened");
                LogOpened(log, done.Number, office, procedure, time);
                break;
            case CaseAnswer.Refused refused:
                AutomationMeter.Firing("refused");
                await NoteAsync(office, procedure, time, "refused " + refused.Why.Code, token);
                LogRefused(log, office, procedure, time, refused.Why.Code);
                break;
        }
    }

    /// <summary>Why this time has no case.</summary>
    private async Task NoteAsync(string office, string procedure, DateTimeOffset time, string note, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("insert into schedule_fired (office, procedure, fire_time, note) values ($1, $2, $3, $4) on conflict do nothing", office, procedure, time, note);
        await batch.ExecuteAsync(token);
    }

    [LoggerMessage(530, LogLevel.Information, "Schedule opened {Case} of {Office}: {Procedure} for {Time}")]
    private static partial void LogOpened(ILogger log, string @case, string office, string procedure, DateTimeOffset time);

    [LoggerMessage(531, LogLevel.Error, "Schedule of {Office}, {Procedure}, for {Time} opened no case: {Reason}")]
    private static partial void LogRefused(ILogger log, string office, string procedure, DateTimeOffset time, string reason);
}
