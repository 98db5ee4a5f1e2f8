namespace Laksana.WorkTime;

/// <content>Questions about dates and the time of day.</content>
public sealed partial class WorkCalendar
{
    public bool IsWorkingDay(DateOnly date) => !_days[date].IsOff;

    /// <summary>The first working day after <paramref name="date"/>.</summary>
    public DateOnly NextWorkingDay(DateOnly date)
    {
        do
            date = date.AddDays(1);
        while (_days[date].IsOff);
        return date;
    }

    /// <summary>The hours of a date in the office's zone, in order, closures taken out; empty on a day off.</summary>
    public IReadOnlyList<WorkInterval> HoursOf(DateOnly date) => _days[date].Hours;

    /// <summary>Why a date is no working day; null when it is one.</summary>
    public DayOffKind? DayOffKindOf(DateOnly date) => _days[date].Off;

    /// <summary>Name of the holiday, leave or closure, or the word for an ordinary day off in the UI culture; null on a working day.</summary>
    public string? DayOffName(DateOnly date) => _days[date] switch
    {
        { Off: null } => null,
        { OffName: { } name } => name,
        { Off: DayOffKind.Weekend } => WorkTimeWords.Say["dayoff.weekend"],
        _ => WorkTimeWords.Say["dayoff.free"],
    };

    /// <summary>The season that holds on a date, if any.</summary>
    public string? SeasonOf(DateOnly date) => _days[date].Season;

    /// <summary>The clock of this office runs at this moment.</summary>
    public bool IsWorkingTime(DateTimeOffset moment)
    {
        var ticks = moment.UtcTicks;
        return Array.Exists(_days[_days.DateOf(ticks)].Open, s => s.From <= ticks && ticks < s.Until);
    }

    /// <summary>End (UTC) of today's working hours while the working day lasts, breaks included; null before it begins and after it ends.</summary>
    public DateTimeOffset? OpenUntil(DateTimeOffset now)
    {
        var day = _days[_days.DateOf(now.UtcTicks)];
        return !day.IsOff && day.Begin <= now.UtcTicks && now.UtcTicks < day.End ? new(day.End, TimeSpan.Zero) : null;
    }

    /// <summary>The moment itself when the clock runs, otherwise the beginning (UTC) of the next working period.</summary>
    public DateTimeOffset OpensAt(DateTimeOffset moment)
    {
        for (var date = _days.DateOf(moment.UtcTicks); ; date = date.AddDays(1))
        {
            foreach (var open in _days[date].Open)
                if (moment.UtcTicks < open.Until)
                    return new(Math.Max(open.From, moment.UtcTicks), TimeSpan.Zero);
        }
    }

    /// <summary>The same instant with the office's offset, for showing.</summary>
    public DateTimeOffset ToLocal(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone.Zone);

    public DateOnly DateOf(DateTimeOffset moment) => _days.DateOf(moment.UtcTicks);

    /// <summary>The instant (UTC) at which the office's clock shows this date and time.</summary>
    public DateTimeOffset ToInstant(DateOnly date, TimeOnly time) => new(_days.ToUtcTicks(date.ToDateTime(time)), TimeSpan.Zero);
}
