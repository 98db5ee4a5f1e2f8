using Laksana.Server.Api;
using Laksana.WorkTime;

namespace Laksana.Server.Touring;

/// <summary>The demo's clock, moved ahead through the working time that the rows take.</summary>
internal sealed class TourClock(TourApi api, Caller administrator)
{
    private TimeSpan _ahead;

    public DateTimeOffset Now => TimeProvider.System.GetUtcNow() + _ahead;

    /// <summary>Waits for eight o'clock of the next day on which all these offices work, so that the tour is the same whenever it is run.</summary>
    public async Task BeginAsync(IReadOnlyList<WorkCalendar> calendars, CancellationToken token)
    {
        var first = calendars[0];
        var date = first.DateOf(TimeProvider.System.GetUtcNow());
        while (calendars.Any(c => !c.IsWorkingDay(date)) || first.ToInstant(date, new TimeOnly(8, 0)) <= TimeProvider.System.GetUtcNow()) date = date.AddDays(1);
        await MoveAsync(calendars.Max(c => c.OpensAt(first.ToInstant(date, new TimeOnly(8, 0)))), token);
    }

    /// <summary>Outside the office's hours nobody begins anything.</summary>
    public Task OpenAsync(WorkCalendar calendar, CancellationToken token) => MoveAsync(calendar.OpensAt(Now), token);

    /// <summary>Forward only; a moment that has been is passed over.</summary>
    public async Task MoveAsync(DateTimeOffset to, CancellationToken token)
    {
        if (to <= Now) return;
        var told = await api.SetAsync(administrator, HttpMethod.Post, "/demo/clock", TourApi.Body(new ClockForm(to), ApiJson.Shapes.ClockForm), TourApi.Answers.ClockView, token);
        _ahead = told.Now - TimeProvider.System.GetUtcNow();
    }
}
