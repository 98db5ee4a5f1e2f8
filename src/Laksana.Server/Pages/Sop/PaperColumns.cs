using Laksana.Documents;
using Laksana.Procedures;

namespace Laksana.Server.Pages.Sop;

/// <summary>Widths of the flow table's columns on a landscape page of A4, in pixels of 1/96 inch. They stand in the table's <c>col</c> elements; sop-kertas.css has type size and padding.</summary>
internal sealed record PaperColumns(int Role, int Roles, int Activity, int Requirements, int Output, int Remark)
{
    /// <summary>Between margins of 12 mm.</summary>
    public const int Page = 1030;
    /// <summary>Height between the margins, less a little for rounding.</summary>
    public const int Room = 690;
    public const int Number = 30;
    public const int Time = 58;

    private const double Size = 10;
    private const double LineHeight = 12.5;
    private const int Padding = 8;
    private const double SmallSize = 9;

    /// <summary>Of all roles together.</summary>
    public int Flow => Role * Roles;

    public static PaperColumns Of(FlowTableLayout layout)
    {
        var roles = layout.Columns.Count;
        var role = roles switch { <= 3 => 96, 4 => 88, 5 => 80, 6 => 76, _ => FlowTableLayout.ColumnWidth };
        var rest = Math.Max(240, Page - Number - Time - role * roles);
        var (requirements, output, remark) = (rest * 24 / 100, rest * 22 / 100, rest * 18 / 100);
        return new(role, roles, rest - requirements - output - remark, requirements, output, remark);
    }

    /// <summary>Of a row as its highest cell needs it.</summary>
    public int HeightOf(Procedure sheet, FlowRow row)
    {
        var step = row.Step;
        var text = new[]
        {
            Lines(step.Activity, Activity) + (row.CutsWords ? Lines(FlowTable.WaysOut(sheet, step), Activity) : 0), Items(step.Requirements, Requirements), Lines(step.StandardTime?.Text ?? "", Time), Items(step.Outputs, Output), Lines(step.Remark ?? "", Remark),
        }.Max() * LineHeight + Padding;
        return Math.Max(row.Height, (int)Math.Ceiling(text) + 2);
    }

    /// <summary>Of the table's head: a line of its own for groups of columns, then the roles.</summary>
    public int HeadHeight(FlowTableLayout layout) =>
        (int)Math.Ceiling((1 + layout.Columns.Max(c => PaperText.Lines(c.Title, SmallSize * 1.08, Role - Padding - 2) + c.Title.Split(' ').Count(w => PaperText.Width(w, SmallSize * 1.08) > Role - Padding - 2))) * LineHeight) + 3 * Padding;

    /// <summary>The text with places to hyphenate in words that are wider than their column.</summary>
    public static string Fit(string text, int width) => string.Join(' ', text.Split(' ').Select(word => IsTooWide(word, width) ? Syllables.Soften(word) : word));

    // Breaking at syllables may take a line more than breaking anywhere.
    private static int Lines(string text, int width) => PaperText.Lines(text, Size, width - Padding - 2) + text.Split(' ').Count(word => IsTooWide(word, width));

    private static bool IsTooWide(string word, int width) => PaperText.Width(word, Size) > width - Padding - 2;

    private static int Items(IReadOnlyList<string> items, int width) => Lines(string.Join("; ", items), width);
}
