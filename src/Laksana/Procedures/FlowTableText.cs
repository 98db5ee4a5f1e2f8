using System.Text;

namespace Laksana.Procedures;

/// <summary>The flow table in plain text for a terminal: symbols under their roles, lines between neighbouring rows, jumps told in words.</summary>
public static class FlowTableText
{
    public const int Narrowest = 100;
    public const int Widest = 140;

    /// <param name="width">Columns of the terminal; kept between <see cref="Narrowest"/> and <see cref="Widest"/>.</param>
    public static string Draw(Procedure procedure, int width = 120)
    {
        var layout = FlowTable.Layout(procedure);
        var sizes = FlowTextSizes.For(layout, Math.Clamp(width, Narrowest, Widest));
        var text = new StringBuilder();
        text.Append(procedure.Title).Append('\n');
        text.AppendJoin(" · ", new[] { procedure.Number, procedure.Unit, procedure.Section }.OfType<string>()).Append('\n').Append('\n');
        WriteHead(text, layout, sizes);
        foreach (var row in layout.Rows)
            WriteRow(text, layout, sizes, row);
        text.Append(Rule(sizes, '┴')).Append('\n').Append(FlowWords.Say["legend"]).Append('\n');
        return text.ToString();
    }

    private static void WriteHead(StringBuilder text, FlowTableLayout layout, FlowTextSizes sizes)
    {
        var heads = layout.Columns.Select(c => Wrap(c.Title, sizes.Role - 1)).ToList();
        text.Append(Rule(sizes, '┬')).Append('\n');
        for (var i = 0; i < heads.Max(h => h.Count); i++)
        {
            var roles = string.Concat(heads.Select(h => Centre(i < h.Count ? h[i] : "", sizes.Role)));
            var first = i == 0;
            WriteLine(text, sizes, first ? FlowWords.Say["head-no"] : "", first ? FlowWords.Say["head-activity"] : "", roles,
                first ? FlowWords.Say["head-time"] : "", first ? FlowWords.Say["head-ways"] : "");
        }
        text.Append(Rule(sizes, '┼')).Append('\n');
    }

    private static void WriteRow(StringBuilder text, FlowTableLayout layout, FlowTextSizes sizes, FlowRow row)
    {
        var activity = Wrap(row.Step.Activity, sizes.Activity);
        var ways = Wrap(Together(FlowTable.WaysOut(layout.Procedure, row.Step)), sizes.Ways);
        var time = Wrap(row.Step.StandardTime?.Text ?? "—", sizes.Time);
        var direct = layout.Rows.Count > row.Index + 1 ? FlowTextLines.Below(layout, row.Index) : null;
        var lines = Math.Max(Math.Max(activity.Count, ways.Count), Math.Max(time.Count, 1)) + (direct is { } d && d.From != d.To ? 1 : 0);
        for (var i = 0; i < lines; i++)
        {
            var roles = i == 0 ? FlowTextLines.Symbols(layout, sizes.Role, row)
                : direct is null ? new string(' ', sizes.Role * layout.Columns.Count)
                : FlowTextLines.Line(sizes.Role, layout.Columns.Count, direct.Value, last: i == lines - 1);
            WriteLine(text, sizes, i == 0 ? row.Step.Number : "", At(activity, i), roles, At(time, i), At(ways, i));
        }
    }

    private static void WriteLine(StringBuilder text, FlowTextSizes sizes, string number, string activity, string roles, string time, string ways) =>
        text.Append($"{number.PadLeft(sizes.Number)} │ {activity.PadRight(sizes.Activity)} │{roles}│ {time.PadRight(sizes.Time)} │ {ways.Replace('\u00a0', ' ')}".TrimEnd()).Append('\n');

    private static string Rule(FlowTextSizes sizes, char crossing)
    {
        int[] widths = [sizes.Number + 1, sizes.Activity + 2, sizes.Roles, sizes.Time + 2, sizes.Ways + 1];
        return string.Join(crossing, widths.Select(w => new string('─', w)));
    }

    /// <summary>Keeps an arrow with its number, and a dot with the words before it, on one line.</summary>
    private static string Together(string ways) =>
        ways.Replace("→ ", "→\u00a0", StringComparison.Ordinal).Replace(" ·", "\u00a0·", StringComparison.Ordinal);

    private static string At(IReadOnlyList<string> lines, int i) => i < lines.Count ? lines[i] : "";

    private static string Centre(string text, int width) => text.PadLeft((width + text.Length) / 2).PadRight(width);

    /// <summary>Breaks at spaces, and inside a word only where it is longer than a line. Control characters become spaces: they could steer the terminal.</summary>
    internal static IReadOnlyList<string> Wrap(string text, int width)
    {
        var lines = new List<string> { "" };
        var printable = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        foreach (var word in printable.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var rest = word;
            if (lines[^1].Length > 0 && lines[^1].Length + 1 + rest.Length <= width)
            {
                lines[^1] += " " + rest;
                continue;
            }
            if (lines[^1].Length > 0)
                lines.Add("");
            for (; rest.Length > width; rest = rest[width..])
            {
                lines[^1] = rest[..width];
                lines.Add("");
            }
            lines[^1] = rest;
        }
        return lines;
    }
}

/// <summary>Widths of a text table in characters.</summary>
internal sealed record FlowTextSizes(int Number, int Activity, int Role, int Roles, int Time, int Ways)
{
    private const int Rules = 11;

    internal static FlowTextSizes For(FlowTableLayout layout, int width)
    {
        var steps = layout.Procedure.Steps;
        var number = Math.Max(3, steps.Max(s => s.Number.Length));
        var time = Math.Clamp(steps.Max(s => s.StandardTime?.Text.Length ?? 1), 5, 10);
        var role = layout.Columns.Count switch { <= 3 => 12, 4 => 10, 5 => 9, 6 => 8, _ => 7 };
        var rest = Math.Max(30, width - Rules - number - time - role * layout.Columns.Count);
        var activity = rest * 3 / 5;
        return new(number, activity, role, role * layout.Columns.Count, time, rest - activity);
    }
}
