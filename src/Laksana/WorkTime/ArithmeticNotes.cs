namespace Laksana.WorkTime;

/// <summary>Writes down what a walk to a due moment passes: every date, in order, nothing summed up yet.</summary>
internal sealed class ArithmeticNotes(WorkCalendar calendar, StoppedTime stopped, long start)
{
    private readonly List<ArithmeticLine> _lines = [new ArithmeticLine.Begun(Local(calendar, start), !calendar.IsWorkingTime(new(start, TimeSpan.Zero)))];
    private int _stopsNoted;

    internal void AddDayOff(WorkDay day)
    {
        var midnight = calendar.ToInstant(day.Date, TimeOnly.MinValue).UtcTicks;
        NoteStopsBefore(midnight);
        if (stopped.Covers(midnight, midnight + TimeSpan.TicksPerDay))
            return;
        // A holiday on a day that is free anyway explains nothing.
        var (kind, name) = day.OrdinarilyOff ? (WorkDay.OrdinaryKind(day.Date), null) : (day.Off!.Value, day.OffName);
        _lines.Add(new ArithmeticLine.DayOff(day.Date, day.Date, kind, name));
    }

    internal void AddWork(WorkDay day, Stretch stretch, long used, bool countsDays)
    {
        NoteStopsBefore(stretch.From);
        NoteClosures(day);
        var (from, to) = (TimeOnly.FromDateTime(Local(calendar, stretch.From).DateTime), TimeOnly.FromDateTime(Local(calendar, stretch.Until).DateTime));
        var unit = countsDays ? WorkUnit.Day : WorkUnit.Minute;
        if (_lines[^1] is ArithmeticLine.Worked last && last.Date == day.Date && last.Unit == unit)
            _lines[^1] = last with { To = to, Used = last.Used + new TimeSpan(used) };
        else
            _lines.Add(new ArithmeticLine.Worked(day.Date, from, to, new(used), new(day.Length), unit, day.Season));
    }

    internal List<ArithmeticLine> End(long? due)
    {
        NoteStopsBefore(due ?? stopped.OpenSince!.Value);
        _lines.Add(due is { } at
            ? new ArithmeticLine.Due(Local(calendar, at))
            : new ArithmeticLine.Paused(Local(calendar, Math.Max(start, stopped.OpenSince!.Value)), stopped.Stops[^1].Reason));
        return _lines;
    }

    private void NoteStopsBefore(long moment)
    {
        for (; _stopsNoted < stopped.Stops.Count && stopped.Stops[_stopsNoted] is var stop && stop.From < moment && !stop.IsOpen; _stopsNoted++)
            if (stop.Until > start)
                _lines.Add(new ArithmeticLine.StoodStill(Local(calendar, Math.Max(stop.From, start)), Local(calendar, stop.Until), stop.Reason));
    }

    private void NoteClosures(WorkDay day)
    {
        if (day.Cuts.Count == 0 || _lines.Exists(l => l is ArithmeticLine.PartlyClosed closed && closed.Date == day.Date))
            return;
        foreach (var cut in day.Cuts.OrderBy(c => c.Hours!.Value.StartMinute))
            if (calendar.ToInstant(day.Date, TimeOnly.MinValue).UtcTicks + cut.Hours!.Value.EndMinute * TimeSpan.TicksPerMinute > start)
                _lines.Add(new ArithmeticLine.PartlyClosed(day.Date, cut.Hours.Value, cut.Name));
    }

    private static DateTimeOffset Local(WorkCalendar calendar, long utcTicks) => calendar.ToLocal(new(utcTicks, TimeSpan.Zero));
}
