namespace Laksana.WorkTime;

/// <summary>Makes a list of lines readable: neighbouring days off and whole days become one line, a long middle is summed up.</summary>
internal static class ArithmeticSummary
{
    private const int Longest = 14;
    private const int KeptAtEachEnd = 6;

    internal static IReadOnlyList<ArithmeticLine> Of(List<ArithmeticLine> lines)
    {
        var joined = new List<ArithmeticLine>(lines.Count);
        foreach (var line in lines)
        {
            if (joined.Count > 0 && Join(joined[^1], line) is { } one)
            {
                joined[^1] = one;
            }
            else if (joined is [.., var before, ArithmeticLine.DayOff { Kind: DayOffKind.Weekend }] && Join(before, line) is { } across)
            {
                joined.RemoveAt(joined.Count - 1);
                joined[^1] = across;
            }
            else
            {
                joined.Add(line);
            }
        }
        return joined.Count <= Longest ? joined : [.. joined[..KeptAtEachEnd], Omit(joined[KeptAtEachEnd..^KeptAtEachEnd]), .. joined[^KeptAtEachEnd..]];
    }

    private static ArithmeticLine? Join(ArithmeticLine before, ArithmeticLine after) => (before, after) switch
    {
        (ArithmeticLine.DayOff a, ArithmeticLine.DayOff b) when a.Kind == b.Kind && a.Name == b.Name && b.From == a.To.AddDays(1) =>
            a with { To = b.To },
        (_, ArithmeticLine.Worked b) when IsWhole(b) && WholeDays(before) is { } a && a.Unit == b.Unit && a.Season == b.Season =>
            a with { To = b.Date, Days = a.Days + 1, Used = a.Used + b.Used },
        _ => null,
    };

    private static ArithmeticLine.WorkedDays? WholeDays(ArithmeticLine line) => line switch
    {
        ArithmeticLine.WorkedDays days => days,
        ArithmeticLine.Worked day when IsWhole(day) => new(day.Date, day.Date, 1, day.Used, day.Unit, day.Season),
        _ => null,
    };

    private static bool IsWhole(ArithmeticLine.Worked line) => line.Used == line.DayLength;

    private static ArithmeticLine.Omitted Omit(List<ArithmeticLine> lines)
    {
        var worked = lines.OfType<ArithmeticLine.Worked>().ToList();
        var days = lines.OfType<ArithmeticLine.WorkedDays>().ToList();
        var off = lines.OfType<ArithmeticLine.DayOff>().ToList();
        var (from, to) = (lines.Select(First).Min()!.Value, lines.Select(Last).Max()!.Value);
        var workingDays = days.Sum(d => d.Days) + worked.Select(w => w.Date).Distinct().Count();
        return new(from, to, workingDays, off.Sum(d => d.To.DayNumber - d.From.DayNumber + 1), lines.OfType<ArithmeticLine.StoodStill>().Count(),
            TimeSpan.FromTicks(worked.Sum(w => w.Used.Ticks) + days.Sum(d => d.Used.Ticks)));
    }

    private static DateOnly? First(ArithmeticLine line) => line switch
    {
        ArithmeticLine.Worked l => l.Date,
        ArithmeticLine.WorkedDays l => l.From,
        ArithmeticLine.DayOff l => l.From,
        ArithmeticLine.PartlyClosed l => l.Date,
        ArithmeticLine.StoodStill l => DateOnly.FromDateTime(l.From.DateTime),
        _ => null,
    };

    private static DateOnly? Last(ArithmeticLine line) => line switch
    {
        ArithmeticLine.WorkedDays l => l.To,
        ArithmeticLine.DayOff l => l.To,
        ArithmeticLine.StoodStill l => DateOnly.FromDateTime(l.Until.DateTime),
        _ => First(line),
    };
}
