using System.Globalization;

namespace Laksana.WorkTime;

/// <summary>The lines of a due moment's sum as words. Dates stand beside weekdays once the sum is longer than a week.</summary>
internal sealed class ArithmeticText(CultureInfo culture)
{
    private bool _withDates;
    private bool _withYears;

    internal string Explain(IReadOnlyList<ArithmeticLine> lines)
    {
        var (first, last) = (MomentOf(lines[0]), MomentOf(lines[^1]));
        _withDates = (last.Date - first.Date).TotalDays > 6;
        _withYears = first.Year != last.Year;
        return string.Join("; ", lines.Where((line, i) => !SaysNothingNew(lines, line, i)).Select(Render));
    }

    // Minutes of the last day are plain from the due moment itself, unless a season that was not named before explains its hours.
    private static bool SaysNothingNew(IReadOnlyList<ArithmeticLine> lines, ArithmeticLine line, int index) =>
        line is ArithmeticLine.Worked { Unit: WorkUnit.Minute } work && lines[index + 1] is ArithmeticLine.Due
        && (work.Season is null || lines.Take(index).Any(l => SeasonOf(l) == work.Season));

    private static string? SeasonOf(ArithmeticLine line) => (line as ArithmeticLine.Worked)?.Season ?? (line as ArithmeticLine.WorkedDays)?.Season;

    private static DateTimeOffset MomentOf(ArithmeticLine line) => line switch
    {
        ArithmeticLine.Begun begun => begun.At,
        ArithmeticLine.Due due => due.At,
        ArithmeticLine.Paused paused => paused.Since,
        _ => throw new ArgumentException("A sum begins with its start and ends with its due moment or pause.", nameof(line)),
    };

    private string Render(ArithmeticLine line) => line switch
    {
        ArithmeticLine.Begun l => Say(l.OutsideHours ? "sum.begun-outside" : "sum.begun", Moment(l.At)),
        ArithmeticLine.Worked l => Render(l),
        ArithmeticLine.WorkedDays l => Say(l.Unit == WorkUnit.Day ? "sum.days" : "sum.days-in-minutes", Dates(l.From, l.To), l.Days, Durations.Say(l.Used, culture)) + Season(l.Season),
        ArithmeticLine.DayOff l => Render(l),
        ArithmeticLine.PartlyClosed l => Say("sum.partly-closed", Day(l.Date), Clock(l.Hours.From), EndClock(l.Hours), l.Name),
        ArithmeticLine.StoodStill l => Say("sum.stood-still", Moment(l.From), Moment(l.Until), l.Reason),
        ArithmeticLine.Omitted l => Say("sum.omitted", Dates(l.From, l.To), l.WorkingDays, l.DaysOff),
        ArithmeticLine.Paused l => Say("sum.paused", Moment(l.Since), l.Reason),
        ArithmeticLine.Due l => Say("sum.due", Moment(l.At)),
        _ => throw new ArgumentOutOfRangeException(nameof(line)),
    };

    private string Render(ArithmeticLine.Worked line) =>
        (line.Unit == WorkUnit.Minute ? Say("sum.minutes", Durations.Say(line.Used, culture), Day(line.Date))
            : line.Used == line.DayLength ? Say("sum.one-day", Day(line.Date))
            : Say("sum.share", Day(line.Date), Durations.Say(line.Used, culture), Durations.Say(line.DayLength, culture))) + Season(line.Season);

    private string Render(ArithmeticLine.DayOff line) => line.Kind switch
    {
        DayOffKind.Weekend => Say("sum.weekend"),
        DayOffKind.FreeDay => Say("sum.free-day", Dates(line.From, line.To)),
        DayOffKind.Holiday => Say("sum.holiday", Dates(line.From, line.To), line.Name),
        DayOffKind.JointLeave => Say("sum.joint-leave", Dates(line.From, line.To), line.Name),
        _ => Say("sum.closed", Dates(line.From, line.To), line.Name),
    };

    private string Season(string? season) => season is null ? "" : Say("sum.season", season);

    private string Dates(DateOnly from, DateOnly to) => from == to ? Day(from) : Say("sum.dates", Day(from), Day(to));

    private string Day(DateOnly date) => date.ToString(_withDates ? $"dddd {DateForm}" : "dddd", culture);

    private string Moment(DateTimeOffset moment) =>
        $"{moment.ToString(_withDates ? $"ddd {DateForm}" : "ddd", culture)} {Clock(TimeOnly.FromDateTime(moment.DateTime))}";

    private string DateForm => _withYears ? "d MMM yyyy" : "d MMM";

    private string Clock(TimeOnly time) => Say("sum.clock", time.Hour, time.Minute);

    private string EndClock(WorkInterval hours) => Say("sum.clock", hours.EndMinute / 60, hours.EndMinute % 60);

    private string Say(string key, params object?[] arguments) => WorkTimeWords.Say.In(culture, key, arguments);
}
