using Laksana.Drafting.Source;
using Laksana.Procedures;
using Key = Laksana.Procedures.SheetKeys.Row;

namespace Laksana.Drafting;

/// <summary>Where a case goes after a row.</summary>
public enum WayOn
{
    /// <summary>To the row below; after the last row the case ends.</summary>
    Following,
    /// <summary>To a row that is named.</summary>
    Named,
    /// <summary>The case ends.</summary>
    End,
    /// <summary>The answer decides.</summary>
    Decision,
}

/// <summary>An answer of a decision; <paramref name="Target"/> is a row's id, or <c>selesai</c>.</summary>
public sealed record Answer(string Name, string Target);

/// <summary>What an officer fills in about a row. Texts are as typed; lists hold no empty entry. What the row has beside it stays as it is.</summary>
public sealed record RowForm
{
    public string Activity { get; init; } = "";
    public string Role { get; init; } = "";
    public IReadOnlyList<string> Requirements { get; init; } = [];
    public string Time { get; init; } = "";
    public IReadOnlyList<string> Outputs { get; init; } = [];
    public string Remark { get; init; } = "";
    public WayOn Way { get; init; }
    /// <summary>The row after this one, when it is <see cref="WayOn.Named"/>.</summary>
    public string Next { get; init; } = "";
    public IReadOnlyList<Answer> Answers { get; init; } = [];
    public IReadOnlyList<string> ReturnTo { get; init; } = [];
    public string ReportsTo { get; init; } = "";
    public string Party { get; init; } = "";
    /// <summary>Waits only when the officer says so.</summary>
    public bool WaitsWhenNeeded { get; init; }
    /// <summary>Done at the same time as the row above.</summary>
    public bool WithRowAbove { get; init; }
    /// <summary>Name of the field whose sites each get this row.</summary>
    public string PerSite { get; init; } = "";
    /// <summary>Rows whose officer must not do this one.</summary>
    public IReadOnlyList<string> DifferentFrom { get; init; } = [];
    /// <summary>Roles that stand in where nobody else can.</summary>
    public IReadOnlyList<string> StandIns { get; init; } = [];

    /// <summary>The row as it stands.</summary>
    public static RowForm Of(DraftSheet sheet, DraftRow row)
    {
        var (map, second) = (row.Map, row.Map.Map(Key.SecondOfficer));
        var wait = WaitOf(map);
        return new RowForm
        {
            Activity = map.Text(Key.Activity),
            Role = map.Text(Key.Role),
            Requirements = map.Texts(Key.Requirements),
            Time = map.Text(Key.Time),
            Outputs = map.Texts(Key.Outputs),
            Remark = map.Text(Key.Remark),
            Way = WayOf(map),
            Next = map.Text(Key.Next),
            Answers = [.. map.Map(Key.Decision).Entries.Select(e => new Answer(e.Key, (e.Value as YamlText)?.Text.Trim() ?? ""))],
            ReturnTo = map.Texts(Key.ReturnTo),
            ReportsTo = map.Text(Key.ReportsTo),
            Party = wait.Party,
            WaitsWhenNeeded = wait.WhenNeeded,
            WithRowAbove = map.Text(Key.Parallel) is { Length: > 0 } group && row.Index > 0 && sheet.Rows[row.Index - 1].Map.Text(Key.Parallel) == group,
            PerSite = map.Text(Key.PerSite),
            DifferentFrom = second.Texts(SheetKeys.SecondOfficer.DifferentFrom),
            StandIns = second.Texts(SheetKeys.SecondOfficer.StandIns),
        };
    }

    /// <summary>The row's map with what differs from how it stands; everything else of it stays untouched. Rows done together: see <see cref="RowEdits"/>.</summary>
    internal YamlMap ApplyTo(DraftSheet sheet, DraftRow row)
    {
        var (was, map) = (Of(sheet, row), row.Map);
        if (Activity != was.Activity) map = map.WithText(Key.Activity, Activity, Key.All);
        if (Role != was.Role) map = map.WithText(Key.Role, Role, Key.All);
        if (!Requirements.SequenceEqual(was.Requirements)) map = map.WithTexts(Key.Requirements, Requirements, Key.All);
        if (Time != was.Time) map = map.WithText(Key.Time, Time, Key.All);
        if (!Outputs.SequenceEqual(was.Outputs)) map = map.WithTexts(Key.Outputs, Outputs, Key.All);
        if (Remark != was.Remark) map = map.WithText(Key.Remark, Remark, Key.All);
        if (ReportsTo != was.ReportsTo) map = map.WithText(Key.ReportsTo, ReportsTo, Key.All);
        if (!ReturnTo.SequenceEqual(was.ReturnTo)) map = map.WithTexts(Key.ReturnTo, ReturnTo, Key.All);
        if (PerSite != was.PerSite) map = map.WithText(Key.PerSite, PerSite, Key.All);
        if ((Party, Party.Length > 0 && WaitsWhenNeeded) != (was.Party, was.WaitsWhenNeeded)) map = map.With(Key.Waits, Waiting(), Key.All);
        if (!DifferentFrom.SequenceEqual(was.DifferentFrom) || !StandIns.SequenceEqual(was.StandIns)) map = map.With(Key.SecondOfficer, Second(map), Key.All);
        return ApplyWay(map, was);
    }

    private YamlMap ApplyWay(YamlMap map, RowForm was)
    {
        if (Way == was.Way && (Way != WayOn.Named || Next == was.Next) && (Way != WayOn.Decision || Answers.SequenceEqual(was.Answers)))
            return map;
        map = map.With(Key.Next, Way == WayOn.Named && Next.Length > 0 ? new YamlText(Next) : null, Key.All);
        map = map.With(Key.Ends, Way == WayOn.End ? new YamlText(SheetKeys.Yes) : null, Key.All);
        return map.With(Key.Decision, Way != WayOn.Decision || Answers.Count == 0 ? null
            : new YamlMap([.. Answers.Select(a => new KeyValuePair<string, YamlValue>(a.Name, a.Target))]), Key.All);
    }

    private YamlValue? Waiting() => Party.Length == 0 ? null : !WaitsWhenNeeded ? new YamlText(Party)
        : new YamlMap([new(SheetKeys.Wait.Party, Party), new(SheetKeys.Wait.WhenNeeded, SheetKeys.Yes)], Flow: true);

    private YamlMap? Second(YamlMap map) => DifferentFrom.Count == 0 && StandIns.Count == 0 ? null
        : ((map[Key.SecondOfficer] as YamlMap ?? YamlMap.Empty) with { Flow = true })
            .WithTexts(SheetKeys.SecondOfficer.DifferentFrom, DifferentFrom, SheetKeys.SecondOfficer.All).WithTexts(SheetKeys.SecondOfficer.StandIns, StandIns, SheetKeys.SecondOfficer.All);

    private static WayOn WayOf(YamlMap map) => map.Map(Key.Decision).Entries.Count > 0 ? WayOn.Decision
        : map.Text(Key.Next).Length > 0 ? WayOn.Named
        : map.Text(Key.Ends) == SheetKeys.Yes ? WayOn.End : WayOn.Following;

    private static (string Party, bool WhenNeeded) WaitOf(YamlMap map) => map[Key.Waits] is YamlMap wait
        ? (wait.Text(SheetKeys.Wait.Party), wait.Text(SheetKeys.Wait.WhenNeeded) == SheetKeys.Yes) : (map.Text(Key.Waits), false);
}
