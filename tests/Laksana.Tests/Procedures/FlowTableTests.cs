using System.Xml.Linq;
using Laksana.Procedures;
using Laksana.Tests.WorkTime;
using Xunit;

namespace Laksana.Tests.Procedures;

public sealed class FlowTableTests
{
    [Fact]
    public void the_first_row_is_a_capsule_that_begins_and_the_last_one_that_ends()
    {
        using var _ = new Speaking("id");
        var layout = FlowTable.Layout(FlowSheets.PresentingData());

        Assert.Equal((FlowSymbolKind.Terminator, "Mulai"), (layout.Rows[0].Symbol.Kind, layout.Rows[0].Symbol.Text));
        Assert.Equal((FlowSymbolKind.Terminator, "Selesai"), (layout.Rows[^1].Symbol.Kind, layout.Rows[^1].Symbol.Text));
        Assert.Equal((FlowSymbolKind.Process, "10a"), (layout.Rows[10].Symbol.Kind, layout.Rows[10].Symbol.Text));
    }

    [Fact]
    public void a_symbol_stands_under_its_role_and_a_report_under_its_receiver_with_a_dot_under_the_sender()
    {
        var layout = FlowTable.Layout(FlowSheets.NetworkMaintenance());

        var report = Row(layout, "lapor-kasi");
        Assert.Equal("Kasi", layout.Columns[report.Symbol.Column].Title);
        Assert.Equal("JFU", layout.Columns[Assert.Single(report.Symbols, s => s.Kind == FlowSymbolKind.Sender).Column].Title);
        Assert.Equal("JFU", layout.Columns[Row(layout, "ping").Symbol.Column].Title);
    }

    [Fact]
    public void neighbouring_rows_are_joined_from_bottom_to_top_and_far_rows_by_a_lane_between_columns()
    {
        var layout = FlowTable.Layout(FlowSheets.NetworkMaintenance());

        var down = Line(layout, "ping", "modem");
        Assert.All(Pieces(layout, down), p => Assert.Equal(layout.Middle(0), p.X1));
        var jump = Line(layout, "berfungsi", "penyedia");
        var passing = Assert.Single(Row(layout, "lapor-kabid").Pieces, p => p.Line == jump.Index);
        Assert.Equal((FlowY.Top, FlowY.Bottom), (passing.Y1, passing.Y2));
        Assert.DoesNotContain(passing.X1, Enumerable.Range(0, layout.Columns.Count).Select(layout.Middle));
    }

    [Fact]
    public void returns_to_one_row_share_a_dashed_lane()
    {
        var layout = FlowTable.Layout(FlowSheets.PresentingData());

        var returns = layout.Lines.Where(l => l is { Kind: FlowLineKind.Return, To: "periksa" }).ToList();
        Assert.Equal(3, returns.Count);
        Assert.Single(returns.SelectMany(l => Pieces(layout, l)).Where(p => p.X1.Equals(p.X2)).Select(p => p.X1).Distinct());
        Assert.Contains("stroke-dasharray", FlowTableSvg.RowCell(layout, 7, RowMarks.Plain), StringComparison.Ordinal);
    }

    [Fact]
    public void rows_done_at_the_same_time_stand_in_a_bracket_that_begins_and_joins()
    {
        var layout = FlowTable.Layout(FlowSheets.ManagingTheNetwork());

        Assert.Equal(3, layout.Lines.Count(l => l.Kind == FlowLineKind.Split));
        Assert.Equal(["perpanjang"], layout.Lines.Where(l => l.Kind == FlowLineKind.Join).Select(l => l.To).Distinct());
        Assert.All(layout.Rows.Take(3), r => Assert.Contains(r.Pieces, p => p.Bar));
        Assert.Contains(layout.Rows[0].Symbols, s => s is { Kind: FlowSymbolKind.SmallTerminator, Dy: < 0 });
    }

    [Fact]
    public void an_outside_party_has_a_column_and_the_box_of_a_row_that_waits_for_it_stands_there()
    {
        using var _ = new Speaking("id");
        var layout = FlowTable.Layout(FlowSheets.NetworkMaintenance());

        Assert.Equal(("Pihak Ketiga", true), (layout.Columns[^1].Title, layout.Columns[^1].Outside));
        var waiting = Row(layout, "penyedia");
        Assert.Equal((layout.Columns.Count - 1, true), (waiting.Symbol.Column, waiting.Symbol.Waits));
        Assert.Equal(0, Assert.Single(waiting.Symbols, s => s.Kind == FlowSymbolKind.Sender).Column);

        var several = FlowTable.Layout(FlowSheets.HelpAndFaults());
        Assert.Equal(("Pihak luar", true), (several.Columns[^1].Title, several.Columns[^1].Outside));
        Assert.Equal(["Telkom", "Ditjen Dukcapil"], several.Rows.SelectMany(r => r.Symbols).Select(s => s.Caption).OfType<string>());
    }

    [Fact]
    public void a_party_that_is_a_column_of_the_form_gets_no_second_one()
    {
        var sheet = FlowSheets.Sheet("Pemeliharaan", ["JFU", "Penyedia"],
            [FlowSheets.Row("a", "JFU"), FlowSheets.Row("b", "JFU") with { Waits = new("penyedia", true) }, FlowSheets.Row("c", "JFU")],
            new OutsideParty("penyedia", "Penyedia jasa", null));

        var layout = FlowTable.Layout(sheet);

        Assert.Equal(["JFU", "Penyedia"], layout.Columns.Select(c => c.Title));
        Assert.Equal([false, true], layout.Columns.Select(c => c.Outside));
        Assert.Equal(1, layout.Rows[1].Symbol.Column);
    }

    [Fact]
    public void a_diamond_names_its_ways_and_ends_in_a_small_capsule()
    {
        using var _ = new Speaking("id");
        var layout = FlowTable.Layout(FlowSheets.ManagingTheNetwork());

        Assert.Equal(["baik", "bermasalah"], Row(layout, "laporan").Labels.Select(l => l.Text).Order());
        Assert.Contains(Row(layout, "laporan").Symbols, s => s is { Kind: FlowSymbolKind.SmallTerminator, Text: "Selesai" });
        Assert.Equal(["semua jawaban"], FlowTable.Layout(FlowSheets.IntraNetwork()).Rows[3].Labels.Select(l => l.Text));
    }

    [Theory]
    [InlineData("periksa", "→ 7 · dapat dikembalikan ke 5")]
    [InlineData("telaah-kasi", "bila perlu menunggu Pemohon · lengkap → 5 · ditolak → 6")]
    [InlineData("arsip", "selesai")]
    public void the_ways_out_of_a_row_are_told_in_words(string step, string words)
    {
        using var _ = new Speaking("id");
        var sheet = FlowSheets.PresentingData();

        Assert.Equal(words, FlowTable.WaysOut(sheet, sheet.Step(step)));
    }

    [Theory]
    [InlineData("situs", "bersamaan dengan 2, 3; bila semua selesai → 4")]
    [InlineData("perpanjang", "menunggu Penyedia · → 5")]
    [InlineData("laporan", "dilaporkan kepada Kabid · baik → selesai · bermasalah → 6")]
    public void reports_waits_and_rows_done_together_are_told_too(string step, string words)
    {
        using var _ = new Speaking("id");
        var sheet = FlowSheets.ManagingTheNetwork();

        Assert.Equal(words, FlowTable.WaysOut(sheet, sheet.Step(step)));
    }

    [Fact]
    public void a_running_case_shows_what_is_done_what_is_now_and_the_way_taken()
    {
        var layout = FlowTable.Layout(FlowSheets.NetworkMaintenance());
        string[] done = ["terima", "perangkat-lunak", "alamat", "ping", "modem"];

        var marks = FlowTable.Marks(layout,
        [
            .. done.Select(s => new FlowPassage(s) { Done = true }),
            new("berfungsi") { Done = true, Outcome = "ya" },
            new("lapor-kasi") { Reported = true, ReturnedTo = "modem" },
            new("modem"),
        ]);

        Assert.Equal([RowState.Done, RowState.Done, RowState.Done, RowState.Done, RowState.Now, RowState.Done, RowState.Returned, RowState.Next, RowState.Next, RowState.Next],
            marks.Select(m => m.State));
        var taken = marks[0].Taken;
        Assert.Contains(Line(layout, "lapor-kasi", "modem").Index, taken);
        Assert.Contains(Line(layout, "berfungsi", "lapor-kasi").Index, taken);
        Assert.DoesNotContain(Line(layout, "berfungsi", "penyedia").Index, taken);
        Assert.Contains("flow-taken", FlowTableSvg.RowCell(layout, 4, marks[4]), StringComparison.Ordinal);
    }

    [Fact]
    public void a_cell_tells_a_screen_reader_its_role_symbol_state_and_ways()
    {
        using var _ = new Speaking("id");
        var layout = FlowTable.Layout(FlowSheets.NetworkMaintenance());

        var cell = XElement.Parse(FlowTableSvg.RowCell(layout, 5, new(RowState.Now, new HashSet<int>())));

        Assert.Equal("Langkah 6, JFU, belah ketupat keputusan: sedang berjalan · ya → 7 · tidak → 10",
            (string?)cell.Elements().Single(e => (string?)e.Attribute("role") == "img").Attribute("aria-label"));
    }

    [Fact]
    public void every_delivered_sheet_is_drawn_without_cutting_a_line()
    {
        foreach (var sheet in Delivered())
        {
            var layout = FlowTable.Layout(sheet);
            Assert.DoesNotContain(layout.Lines, l => l.Connected);
            Assert.All(layout.Rows, r => XElement.Parse(FlowTableSvg.RowCell(layout, r.Index, RowMarks.Plain)));
        }
    }

    [Fact]
    public void the_table_in_text_shows_symbols_under_their_roles()
    {
        using var _ = new Speaking("id");

        var lines = FlowTableText.Draw(FlowSheets.NetworkMaintenance()).Split('\n');

        Assert.Contains(lines, l => l.StartsWith("  6 │ Apakah jaringan sudah berfungsi?", StringComparison.Ordinal) && l.Contains("<6>", StringComparison.Ordinal) && l.EndsWith("ya → 7 · tidak → 10", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("•────────[7]", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("(9)", StringComparison.Ordinal));
    }

    /// <summary>The sheets in the repository's folder.</summary>
    internal static IReadOnlyList<Procedure> Delivered()
    {
        var files = Directory.GetFiles(Repository.Path("procedures"), "*.yaml", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(f) is not ("office.yaml" or "calendar.yaml" or "demo.yaml"))
            .Order(StringComparer.Ordinal);
        return [.. files.Select(f => SheetReader.Read(File.ReadAllText(f), f).Procedure ?? throw new InvalidOperationException(f))];
    }

    private static FlowRow Row(FlowTableLayout layout, string id) => layout.Rows.First(r => r.Step.Id == id);

    private static FlowLine Line(FlowTableLayout layout, string from, string to) => layout.Lines.First(l => l.From == from && l.To == to);

    private static IEnumerable<FlowPiece> Pieces(FlowTableLayout layout, FlowLine line) =>
        layout.Rows.SelectMany(r => r.Pieces).Where(p => p.Line == line.Index);
}
