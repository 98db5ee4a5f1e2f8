namespace Laksana.Procedures;

/// <summary>Where a line of the flow goes on beyond the edge of a page: a pentagon on either side of the break bears the same letter.</summary>
/// <param name="X">Percent of the area of all columns.</param>
/// <param name="Shift">Pixels from the line to the middle of its pentagon, so that pentagons of close lines stand apart.</param>
/// <param name="Track">Which of the levels between line and pentagon the shift takes, 0 the nearest to the table.</param>
/// <param name="Down">The flow goes from the upper page to the lower one; otherwise back up.</param>
/// <param name="Dashed">Sent back for correction.</param>
public sealed record FlowOffPage(string Letter, double X, int Shift, int Track, bool Down, bool Dashed);

/// <summary>A page's rows in a table that is broken over pages, with the connectors at its head and its foot.</summary>
public sealed record FlowPage(IReadOnlyList<FlowRow> Rows, IReadOnlyList<FlowOffPage> Head, IReadOnlyList<FlowOffPage> Foot);

/// <summary>Breaks a flow table over pages of paper with off-page connectors (Permenpan-RB 35/2012).</summary>
public static class FlowPages
{
    private const int HalfPentagon = 11;
    private const int Apart = 2 * HalfPentagon + 4;

    /// <summary>As many rows on each page as there is room for; a row higher than a page stands alone.</summary>
    /// <param name="heights">Of the rows in pixels, in their order.</param>
    /// <param name="room">Of a page for rows, in pixels; the connectors at head and foot are taken from it.</param>
    public static IReadOnlyList<FlowPage> Break(FlowTableLayout layout, IReadOnlyList<int> heights, int room)
    {
        var pages = new List<FlowPage>();
        var (first, letters, head) = (0, 0, (IReadOnlyList<FlowOffPage>)[]);
        while (first < layout.Rows.Count)
        {
            var last = LastOn(layout, heights, room - Height(head), first);
            IReadOnlyList<FlowOffPage> foot = last + 1 < layout.Rows.Count ? Crossing(layout, last, letters) : [];
            pages.Add(new([.. layout.Rows.Skip(first).Take(last - first + 1)], head, foot));
            (first, letters, head) = (last + 1, letters + foot.Count, foot);
        }
        return pages;
    }

    /// <summary>Height of a strip of connectors in pixels; none where nothing crosses.</summary>
    public static int Height(IReadOnlyList<FlowOffPage> connectors) => connectors.Count == 0 ? 0 : 34 + 5 * connectors.Max(c => c.Track);

    private static int LastOn(FlowTableLayout layout, IReadOnlyList<int> heights, int room, int first)
    {
        var (last, used) = (first, heights[first]);
        while (last + 1 < layout.Rows.Count)
        {
            used += heights[last + 1];
            var foot = last + 2 < layout.Rows.Count ? Height(Crossing(layout, last + 1, 0)) : 0;
            if (used + foot > room) break;
            last++;
        }
        return last;
    }

    /// <summary>The lines that run from a row into the one below it, or back up.</summary>
    private static IReadOnlyList<FlowOffPage> Crossing(FlowTableLayout layout, int row, int letters)
    {
        var index = layout.Rows.ToDictionary(r => r.Step.Id, r => r.Index);
        var lines = layout.Rows[row].Pieces.Where(p => p.Y1.Level == FlowLevel.Bottom || p.Y2.Level == FlowLevel.Bottom)
            .GroupBy(p => Math.Round(p.Y1.Level == FlowLevel.Bottom ? p.X1 : p.X2, 3)).OrderBy(g => g.Key)
            .Select(g => (X: g.Key, Line: layout.Lines[g.First().Line])).ToList();
        var width = layout.Columns.Count * FlowTableLayout.ColumnWidth;
        var places = Spread([.. lines.Select(l => l.X * width / 100)], width);
        return [.. lines.Select((l, i) => new FlowOffPage(Letter(letters + i), l.X, (int)Math.Round(places[i].To - places[i].From), places[i].Track,
            l.Line.To is not { } to || index[to] > row, l.Line.Kind == FlowLineKind.Return))];
    }

    /// <summary>Moves neighbours apart, in their order, and gives those that move the same way levels on which their lines do not cross.</summary>
    private static (double From, double To, int Track)[] Spread(double[] from, int width)
    {
        var to = from.ToArray();
        for (var i = 0; i < to.Length; i++)
            to[i] = Math.Max(to[i], i == 0 ? HalfPentagon + 1 : to[i - 1] + Apart);
        for (var i = to.Length - 1; i >= 0; i--)
            to[i] = Math.Min(to[i], i == to.Length - 1 ? width - HalfPentagon - 1 : to[i + 1] - Apart);
        var track = new int[to.Length];
        for (var i = to.Length - 2; i >= 0; i--)
            if (to[i] > from[i] && to[i + 1] > from[i + 1] && to[i] > from[i + 1]) track[i] = track[i + 1] + 1;
        for (var i = 1; i < to.Length; i++)
            if (to[i] < from[i] && to[i - 1] < from[i - 1] && to[i] < from[i - 1]) track[i] = track[i - 1] + 1;
        return [.. from.Select((x, i) => (x, to[i], track[i]))];
    }

    /// <summary>A … Z, then AA …</summary>
    private static string Letter(int index) => index < 26 ? ((char)('A' + index)).ToString() : Letter(index / 26 - 1) + (char)('A' + index % 26);
}
