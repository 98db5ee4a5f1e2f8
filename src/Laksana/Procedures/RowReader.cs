using Laksana.Procedures.Yaml;
using Key = Laksana.Procedures.SheetKeys.Row;

namespace Laksana.Procedures;

/// <summary>Reads the rows under <c>kegiatan</c>.</summary>
internal static class RowReader
{
    public static IReadOnlyList<Row> ReadAll(Mapping sheet, FindingList findings)
    {
        var rows = new List<Row>();
        foreach (var node in sheet.Items(SheetKeys.Header.Steps))
            if (Mapping.Of(node, findings, Key.All) is { } row)
                rows.Add(new Row(rows.Count, StepOf(row, findings), row.Node));
        return rows;
    }

    private static Step StepOf(Mapping row, FindingList findings) => new()
    {
        Id = row.Id(Key.Id, needed: true) ?? "",
        Number = "",
        Added = row.Flag(Key.Added),
        Activity = row.Line(Key.Activity, needed: true) ?? "",
        Role = row.Line(Key.Role, needed: true) ?? "",
        Requirements = row.Texts(Key.Requirements),
        StandardTime = row.Time(Key.Time),
        Outputs = row.Texts(Key.Outputs),
        Remark = row.Prose(Key.Remark),
        SourceText = row.Prose(Key.SourceText),
        Fields = [.. row.Entries(Key.Fields).Select(e => FieldReader.Read(row, e, findings)).OfType<Field>()],
        Action = ActionOf(row, findings),
        Outcomes = OutcomesOf(row),
        Next = row.Line(Key.Next),
        ReturnTo = row.Names(Key.ReturnTo),
        ReportsTo = row.Line(Key.ReportsTo),
        Waits = WaitOf(row, findings),
        Parallel = row.Id(Key.Parallel),
        PerSite = row.Line(Key.PerSite),
        Ends = row.Flag(Key.Ends),
        SecondOfficer = SecondOfficerOf(row),
    };

    private static StepAction? ActionOf(Mapping row, FindingList findings)
    {
        if (row.Map(Key.Action, known: null) is not { } action)
            return null;
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in action.Entries())
            if (key.Text is not SheetKeys.Action.Name and not SheetKeys.Action.Start)
            {
                action.IdOf(key);
                if (action.ProseOf(value) is { } argument)
                    arguments[key.Text] = argument;
            }

        var automatic = action.Word(SheetKeys.Action.Start, [SheetKeys.Automatic]) is not null;
        var name = action.Line(SheetKeys.Action.Name, needed: true);
        if (name is not null && !IsActionName(name))
            findings.Error(action.At(SheetKeys.Action.Name), FindingCode.BadActionName, name);
        return new StepAction(name ?? "", automatic, arguments);
    }

    /// <summary>Capability and verb: <c>network.ping</c>.</summary>
    private static bool IsActionName(string name)
    {
        var words = name.Split('.');
        return name.Length <= 60 && words.Length >= 2 && Array.TrueForAll(words, w =>
            w.Length > 0 && char.IsAsciiLetterLower(w[0]) && w.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'));
    }

    private static List<Outcome> OutcomesOf(Mapping row)
    {
        var outcomes = new List<Outcome>();
        if (row.Node.Find(Key.Decision)?.Value is TextNode { IsEmpty: true } or MapNode { Entries: [] })
            return outcomes;
        foreach (var (key, value) in row.Entries(Key.Decision))
        {
            var (name, target) = (row.LineOf(key), row.LineOf(value));
            if (name is not null)
                outcomes.Add(new Outcome(name, target == SheetKeys.End ? null : target ?? ""));
        }

        return outcomes;
    }

    private static Wait? WaitOf(Mapping row, FindingList findings)
    {
        if (row.Value(Key.Waits) is not { } node)
            return null;
        if (node is not MapNode map)
            return row.LineOf(node) is { } only ? new Wait(only, Always: true) : null;
        var wait = new Mapping(map, findings, SheetKeys.Wait.All);
        return new Wait(wait.Line(SheetKeys.Wait.Party, needed: true) ?? "", !wait.Flag(SheetKeys.Wait.WhenNeeded));
    }

    private static SecondOfficer? SecondOfficerOf(Mapping row) =>
        row.Map(Key.SecondOfficer, SheetKeys.SecondOfficer.All) is not { } rule ? null
        : new(rule.Names(SheetKeys.SecondOfficer.DifferentFrom, needed: true), rule.Names(SheetKeys.SecondOfficer.StandIns));
}
