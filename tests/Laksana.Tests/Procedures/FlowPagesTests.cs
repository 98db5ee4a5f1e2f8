using System.Globalization;
using System.Text.RegularExpressions;
using Laksana.Procedures;
using Xunit;

namespace Laksana.Tests.Procedures;

/// <summary>The flow table broken over pages of paper.</summary>
public sealed partial class FlowPagesTests
{
    public static TheoryData<string> Sheets => [.. Directory.EnumerateFiles(Repository.Path("procedures"), "*.yaml", SearchOption.AllDirectories)
        .Where(f => Path.GetFileNameWithoutExtension(f) is not ("office" or "calendar" or "demo")).Select(f => Path.GetRelativePath(Repository.Path("procedures"), f)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Sheets))]
    public void every_line_that_crosses_a_break_has_a_connector_on_either_side(string file)
    {
        var layout = Read(file);
        foreach (var room in new[] { 150, 260, 420, 700 })
        {
            var pages = FlowPages.Break(layout, [.. layout.Rows.Select(r => r.Height)], room);
            Assert.Equal(layout.Rows, pages.SelectMany(p => p.Rows));
            Assert.Empty(pages[0].Head);
            Assert.Empty(pages[^1].Foot);
            for (var i = 0; i + 1 < pages.Count; i++)
            {
                Assert.Equal(pages[i].Foot, pages[i + 1].Head);
                Assert.Equal(Edges(pages[i].Rows[^1], FlowLevel.Bottom), pages[i].Foot.Select(c => c.X));
                Assert.Equal(Edges(pages[i + 1].Rows[0], FlowLevel.Top), pages[i].Foot.Select(c => c.X));
            }
            var letters = pages.SelectMany(p => p.Foot).Select(c => c.Letter).ToList();
            Assert.Equal(letters.Distinct(), letters);
        }
    }

    [Theory, MemberData(nameof(Sheets))]
    public void pages_are_no_fuller_than_they_have_room_and_pentagons_stand_apart(string file)
    {
        var layout = Read(file);
        var width = layout.Columns.Count * FlowTableLayout.ColumnWidth;
        foreach (var page in FlowPages.Break(layout, [.. layout.Rows.Select(r => r.Height)], 400))
        {
            Assert.True(page.Rows.Count == 1 || page.Rows.Sum(r => r.Height) + FlowPages.Height(page.Head) + FlowPages.Height(page.Foot) <= 400);
            var places = page.Foot.Select(c => c.X * width / 100 + c.Shift).ToList();
            Assert.All(places, x => Assert.InRange(x, 11, width - 11));
            Assert.All(places.Zip(places.Skip(1)), p => Assert.True(p.Second - p.First >= 23, $"{p.First} {p.Second}"));
        }
    }

    [Fact]
    public void a_way_back_points_up_and_is_dashed_where_work_is_sent_back()
    {
        var layout = Read("banjarnegara/backup-database.yaml");
        var heights = layout.Rows.Select(r => r.Height).ToList();
        var page = FlowPages.Break(layout, heights, heights.Take(6).Sum() + 60).First(p => p.Foot.Any(c => c.Dashed));
        Assert.Contains(page.Foot, c => c is { Down: false, Dashed: true });
        Assert.Contains(page.Foot, c => c is { Down: true, Dashed: false });
    }

    [Theory, MemberData(nameof(Sheets))]
    public void a_picture_on_paper_needs_no_style_sheet_and_stays_in_its_cell(string file)
    {
        var layout = Read(file);
        var width = layout.Columns.Count * 80;
        foreach (var row in layout.Rows)
        {
            var picture = FlowTableSvg.RowPicture(layout, row.Index, width, row.Height);
            Assert.DoesNotContain("%", picture, StringComparison.Ordinal);
            Assert.Single(Svg().Matches(picture));
            foreach (Match line in Line().Matches(picture))
            {
                Assert.InRange(double.Parse(line.Groups["x"].Value, CultureInfo.InvariantCulture), 0, width);
                Assert.InRange(double.Parse(line.Groups["y"].Value, CultureInfo.InvariantCulture), -row.Height / 2.0, row.Height / 2.0);
            }
        }
    }

    private static IEnumerable<double> Edges(FlowRow row, FlowLevel level) => row.Pieces
        .SelectMany(p => new[] { (p.X1, p.Y1), (p.X2, p.Y2) }).Where(e => e.Item2.Level == level).Select(e => Math.Round(e.Item1, 3)).Distinct().Order();

    private static FlowTableLayout Read(string file) => FlowTable.Layout(SheetReader.Read(File.ReadAllText(Path.Combine(Repository.Path("procedures"), file)), file).Procedure!);

    [GeneratedRegex("<svg ")]
    private static partial Regex Svg();

    [GeneratedRegex("<line [^>]*x2=\"(?<x>[-0-9.]+)\" y2=\"(?<y>[-0-9.]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Line();
}
