using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Laksana.Procedures;
using Xunit;

namespace Laksana.Tests.Procedures;

/// <summary>What holds for the flow table of any sheet.</summary>
public sealed class FlowTableProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(300);
    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();

    [Fact]
    public void every_line_leads_from_its_symbol_to_its_symbol() => ForAnySheet((layout, picture) =>
    {
        foreach (var line in layout.Lines.Where(l => !l.Connected))
        {
            var ends = picture.EndsOf(line);
            Assert.True(ends.Count is 1 or 2, $"{line} has {ends.Count} ends");
            Assert.True(ends.Any(e => Starts(layout, picture, line).Any(b => b.Holds(e))), $"{line} begins nowhere");
            Assert.True(ends.Any(e => Targets(layout, picture, line).Any(b => b.Holds(e))) || EndsOnBracket(layout, picture, line, ends), $"{line} ends nowhere");
        }
    });

    [Fact]
    public void a_line_that_is_cut_has_a_connector_at_both_ends() => ForAnySheet((layout, _) =>
    {
        foreach (var line in layout.Lines.Where(l => l.Connected))
        {
            var (from, to) = (Row(layout, line.From!), Row(layout, line.To!));
            Assert.Contains(from.Symbols, s => s.Kind == FlowSymbolKind.Connector && s.Text == to.Step.Number);
            Assert.Contains(to.Symbols, s => s.Kind == FlowSymbolKind.Connector && s.Text == from.Step.Number);
        }
    });

    [Fact]
    public void no_symbol_leaves_its_column_or_row() => ForAnySheet((layout, picture) =>
    {
        foreach (var row in layout.Rows)
            foreach (var symbol in row.Symbols)
            {
                var (cell, box) = (picture.Cell(row, symbol.Column), picture.BoxOf(row, symbol));
                Assert.True(box.Left >= cell.Left && box.Right <= cell.Right && box.Top >= cell.Top && box.Bottom <= cell.Bottom, $"{symbol} in row {row.Step.Number}");
            }
    });

    [Fact]
    public void no_line_runs_through_a_symbol_it_does_not_belong_to() => ForAnySheet((layout, picture) =>
    {
        foreach (var row in layout.Rows)
            foreach (var piece in row.Pieces)
            {
                var (line, (a, b)) = (layout.Lines[piece.Line], picture.Stretch(row, piece));
                var own = Starts(layout, picture, line).Concat(Targets(layout, picture, line)).ToHashSet();
                foreach (var symbol in row.Symbols.Where(s => !own.Contains(picture.BoxOf(row, s))))
                    Assert.False(picture.BoxOf(row, symbol).Cut(a, b), $"{line} runs through {symbol} in row {row.Step.Number}");
            }
    });

    [Fact]
    public void lines_to_different_rows_never_share_a_lane() => ForAnySheet((layout, picture) =>
    {
        foreach (var row in layout.Rows)
        {
            var upright = row.Pieces.Where(p => p.X1.Equals(p.X2) && !IsMiddle(layout, p.X1)).Select(p => (layout.Lines[p.Line], picture.Stretch(row, p))).ToList();
            foreach (var (one, (a, b)) in upright)
                foreach (var (other, (c, d)) in upright)
                    if (Math.Abs(a.X - c.X) < 0.5 && Math.Min(Math.Max(a.Y, b.Y), Math.Max(c.Y, d.Y)) - Math.Max(Math.Min(a.Y, b.Y), Math.Min(c.Y, d.Y)) > 1)
                        Assert.True(one.To == other.To && one.Kind == FlowLineKind.Return == (other.Kind == FlowLineKind.Return) || one.Kind == FlowLineKind.Split || other.Kind == FlowLineKind.Split,
                            $"{one} and {other} overlap in row {row.Step.Number}");
        }
    });

    [Fact]
    public void the_same_sheet_gives_the_same_table() => Prop.ForAll(Seeds, seed =>
    {
        var (one, two) = (FlowTable.Layout(new FlowAnySheet(seed).Make()), FlowTable.Layout(new FlowAnySheet(seed).Make()));
        for (var i = 0; i < one.Rows.Count; i++)
            Assert.Equal(FlowTableSvg.RowCell(one, i, RowMarks.Plain), FlowTableSvg.RowCell(two, i, RowMarks.Plain));
    }).Check(Many);

    [Fact]
    public void every_cell_is_well_formed_and_styled_by_classes_alone() => ForAnySheet((layout, _) =>
    {
        var taken = new HashSet<int>(layout.Lines.Where(l => l.Index % 2 == 0).Select(l => l.Index));
        foreach (var row in layout.Rows)
        {
            var cell = XElement.Parse(FlowTableSvg.RowCell(layout, row.Index, new((RowState)(row.Index % 5), taken)));
            Assert.DoesNotContain(cell.DescendantsAndSelf().Attributes(), a => a.Name.LocalName is "style" or "id" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
            Assert.DoesNotContain(cell.Descendants(), e => e.Name.LocalName is "b" or "style" or "script");
            var picture = Assert.Single(cell.Elements(), e => (string?)e.Attribute("role") == "img");
            Assert.Contains(row.Step.Number, (string?)picture.Attribute("aria-label"), StringComparison.Ordinal);
        }
    });

    [Fact]
    public void the_table_in_text_keeps_to_its_width() => Prop.ForAll(Seeds, seed =>
    {
        var text = FlowTableText.Draw(new FlowAnySheet(seed).Make(), 120);
        Assert.All(text.Split('\n'), l => Assert.True(l.Length <= 125, l));
        Assert.DoesNotContain(text, c => char.IsControl(c) && c != '\n');
    }).Check(Many);

    private static void ForAnySheet(Action<FlowTableLayout, FlowPicture> holds) => Prop.ForAll(Seeds, seed =>
    {
        var layout = FlowTable.Layout(new FlowAnySheet(seed).Make());
        holds(layout, new(layout));
    }).Check(Many);

    private static FlowRow Row(FlowTableLayout layout, string id) => layout.Rows.First(r => r.Step.Id == id);

    /// <summary>The boxes a line may leave from.</summary>
    private static IEnumerable<FlowPicture.Box> Starts(FlowTableLayout layout, FlowPicture picture, FlowLine line)
    {
        var row = Row(layout, line.From ?? line.To!);
        return line.Kind switch
        {
            FlowLineKind.Begin => row.Symbols.Where(s => s is { Kind: FlowSymbolKind.SmallTerminator, Dy: < 0 }).Select(s => picture.BoxOf(row, s)),
            FlowLineKind.Wait => row.Symbols.Where(s => s.Kind == FlowSymbolKind.Sender || s == row.Symbol).Select(s => picture.BoxOf(row, s)),
            FlowLineKind.Report => row.Symbols.Where(s => s.Kind == FlowSymbolKind.Sender).Select(s => picture.BoxOf(row, s)),
            FlowLineKind.Split => layout.Rows.Select(r => Bracket(layout, picture, r)).OfType<FlowPicture.Box>(),
            _ => [picture.BoxOf(row, row.Symbol)],
        };
    }

    private static IEnumerable<FlowPicture.Box> Targets(FlowTableLayout layout, FlowPicture picture, FlowLine line)
    {
        if (line.Kind == FlowLineKind.Join)
            return layout.Rows.SelectMany(r => r.Symbols.Where(s => r.Step.Id == line.To ? s.Kind != FlowSymbolKind.Pause
                : r.Step.Parallel == Row(layout, line.From!).Step.Parallel && s is { Dy: > 0, Kind: FlowSymbolKind.SmallTerminator or FlowSymbolKind.Connector }).Select(s => picture.BoxOf(r, s)));
        var row = Row(layout, line.To ?? line.From!);
        return line.Kind switch
        {
            FlowLineKind.Wait => row.Symbols.Where(s => s.Kind == FlowSymbolKind.Pause).Select(s => picture.BoxOf(row, s)),
            FlowLineKind.Report => [picture.BoxOf(row, row.Symbol)],
            _ when line.To is null => row.Symbols.Where(s => s is { Kind: FlowSymbolKind.SmallTerminator, Dy: >= 0 }).Select(s => picture.BoxOf(row, s)),
            _ => row.Symbols.Where(s => s.Kind is FlowSymbolKind.Sender || s == row.Symbol).Select(s => picture.BoxOf(row, s)),
        };
    }

    /// <summary>The top of the bracket around rows done at the same time, where that begins in this row.</summary>
    private static FlowPicture.Box? Bracket(FlowTableLayout layout, FlowPicture picture, FlowRow row)
    {
        if (row.Step.Parallel is null || row.Index > 0 && layout.Rows[row.Index - 1].Step.Parallel == row.Step.Parallel)
            return null;
        var bar = row.Pieces.Where(p => p.Bar && layout.Lines[p.Line].Kind == FlowLineKind.Split).Select(p => picture.Stretch(row, p)).ToList();
        return bar.Count == 0 ? null : new(bar[0].A.X, bar.Min(b => Math.Min(b.A.Y, b.B.Y)), bar[0].A.X, bar.Max(b => Math.Max(b.A.Y, b.B.Y)));
    }

    private static bool EndsOnBracket(FlowTableLayout layout, FlowPicture picture, FlowLine line, IReadOnlyList<FlowPicture.Point> ends) =>
        line.To is { } to && Bracket(layout, picture, Row(layout, to)) is { } bracket && ends.Any(bracket.Holds);

    private static bool IsMiddle(FlowTableLayout layout, double x) =>
        Enumerable.Range(0, layout.Columns.Count).Any(c => Math.Abs(layout.Middle(c) - x) < 0.001);
}
