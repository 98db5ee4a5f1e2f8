using System.Globalization;
using System.Text;

namespace Laksana.Procedures;

/// <summary>The answer of <see cref="SheetPaths.Walk"/>. Times are working minutes.</summary>
public sealed record SheetWalk
{
    // More would scroll off a terminal; the record holds them all.
    private const int MostPathsTold = 20;

    public required string Procedure { get; init; }
    public required string Title { get; init; }
    public required int MinutesPerDay { get; init; }
    public required int Sites { get; init; }
    /// <summary>The likeliest first.</summary>
    public required IReadOnlyList<SheetPath> Paths { get; init; }
    /// <summary>There are more paths than were walked: shortest and longest are of those that were.</summary>
    public required bool Cut { get; init; }
    /// <summary>With the lower end of ranges.</summary>
    public required int Shortest { get; init; }
    /// <summary>With the upper end of ranges, each way back taken at most once.</summary>
    public required int Longest { get; init; }
    /// <summary>With the middle of ranges, over any number of rounds. Null when some way never ends.</summary>
    public required double? Expected { get; init; }
    public required double? ExpectedRows { get; init; }
    /// <summary>Ways of sending back for correction, which are not part of paths and times.</summary>
    public required int ReturnWays { get; init; }
    /// <summary>Numbers of rows that have no time in the sheet and count as none.</summary>
    public required IReadOnlyList<string> RowsWithoutTime { get; init; }
    public required IReadOnlyList<HandOver> HandOvers { get; init; }
    /// <summary>Titles of the roles and parties by id.</summary>
    public required IReadOnlyDictionary<string, string> Roles { get; init; }

    /// <summary>Working minutes as people say them: <c>2 hari 3 jam</c>.</summary>
    public string Words(double minutes) => WorkingTimeText.Of(minutes, MinutesPerDay, CultureInfo.CurrentCulture);

    public string ToText(CultureInfo culture)
    {
        var text = new StringBuilder();
        void Line(string key, params object?[] arguments) => text.Append(FlowWords.Say.In(culture, key, arguments)).Append('\n');
        string Time(double minutes) => WorkingTimeText.Of(minutes, MinutesPerDay, culture);

        Line(Cut ? "walk-paths-cut" : "walk-paths", Title, Paths.Count);
        foreach (var (i, path) in Paths.Take(MostPathsTold).Index())
            Line("walk-path", i + 1, path.Chance, path.Shortest == path.Longest ? Time(path.Longest) : $"{Time(path.Shortest)} – {Time(path.Longest)}", path.Route);
        if (Paths.Count > MostPathsTold)
            Line("walk-more", Paths.Count - MostPathsTold);
        Line("walk-times", Time(Shortest), Time(Longest), Expected is { } e ? Time(e) : FlowWords.Say.In(culture, "walk-endless"));
        Line("walk-basis", MinutesPerDay, Sites, ReturnWays);
        if (RowsWithoutTime.Count > 0)
            Line("walk-no-time", string.Join(", ", RowsWithoutTime));
        if (HandOvers.Count > 0)
            Line("walk-hand-overs");
        foreach (var pass in HandOvers)
            Line("walk-hand-over", Roles.GetValueOrDefault(pass.From, pass.From), Roles.GetValueOrDefault(pass.To, pass.To), pass.Paths, pass.TimesPerCase, Time(pass.Minutes), pass.Share);
        return text.ToString();
    }
}

/// <summary>One path. <paramref name="Steps"/> are step ids in order, those of a group together; <paramref name="Route"/> tells them by number.</summary>
/// <param name="Chance">Chance of exactly this path; the chances of all paths miss those with more rounds of a loop.</param>
/// <param name="WaitsFor">Outside parties waited for on the way, once for each time.</param>
public sealed record SheetPath(IReadOnlyList<string> Steps, string Route, int Shortest, int Longest, double Chance, IReadOnlyList<string> WaitsFor);

/// <summary>Work that passes from one role (or outside party) to another, who is then waited for.</summary>
/// <param name="Paths">On how many of the paths.</param>
/// <param name="TimesPerCase">Expected number of times in a case.</param>
/// <param name="Minutes">Expected working minutes of <paramref name="To"/> after taking the work over from <paramref name="From"/>, until it is passed on.</param>
/// <param name="Share">Those minutes as a share of the case's expected working time.</param>
public sealed record HandOver(string From, string To, int Paths, double TimesPerCase, double Minutes, double Share);

/// <summary>Working minutes in words: <c>2 hari 3 jam 5 menit</c>.</summary>
internal static class WorkingTimeText
{
    internal static string Of(double minutes, int minutesPerDay, CultureInfo culture)
    {
        var whole = (long)Math.Round(minutes);
        var (days, rest) = Math.DivRem(whole, minutesPerDay);
        var (hours, left) = Math.DivRem(rest, 60);
        var parts = new[] { ("days", days), ("hours", hours), ("minutes", left) }.Where(p => p.Item2 > 0)
            .Select(p => FlowWords.Say.In(culture, p.Item1, p.Item2)).ToList();
        return parts.Count == 0 ? FlowWords.Say.In(culture, "minutes", 0) : string.Join(' ', parts);
    }
}
