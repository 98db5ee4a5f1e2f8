using System.Globalization;
using Laksana.Procedures;
using Laksana.WorkTime;
using Xunit;

namespace Laksana.Tests.Procedures;

public sealed class SimulationTests
{
    private static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id");

    [Fact]
    public void every_path_is_walked_with_each_loop_taken_once_at_most()
    {
        var walk = SheetPaths.Walk(FlowSheets.NetworkMaintenance());

        Assert.Equal(["1 → 2 → 3 → 4 → 5 → 6 → 7 → 8 → 9", "1 → 2 → 3 → 4 → 5 → 6 → 10 → 6 → 7 → 8 → 9"], walk.Paths.Select(p => p.Route));
        Assert.Equal([0.5, 0.25], walk.Paths.Select(p => p.Chance));
        Assert.Equal((50, 55, false), (walk.Shortest, walk.Longest, walk.Cut));
        Assert.Equal(["penyedia"], walk.Paths[1].WaitsFor);
        Assert.Equal(["1", "10"], walk.RowsWithoutTime);
    }

    [Fact]
    public void the_expected_time_counts_every_number_of_rounds()
    {
        // Row 6 (5 minutes) is passed 1 + 1/2 + 1/4 + … = 2 times.
        var even = SheetPaths.Walk(FlowSheets.NetworkMaintenance());
        Assert.Equal(55, even.Expected!.Value, 9);
        Assert.Equal(11, even.ExpectedRows!.Value, 9);

        // "tidak" in three of four: 1 / (1 - 3/4) = 4 times.
        var worse = SheetPaths.Walk(FlowSheets.NetworkMaintenance(), new()
        {
            Weights = new Dictionary<string, IReadOnlyDictionary<string, double>> { ["berfungsi"] = new Dictionary<string, double> { ["ya"] = 1, ["tidak"] = 3 } },
        });
        Assert.Equal(65, worse.Expected!.Value, 9);
        Assert.Equal(0.25, worse.Paths[0].Chance, 9);
    }

    [Fact]
    public void weights_that_fit_no_answer_are_refused()
    {
        WalkOptions Weighing(string name, double weight) =>
            new() { Weights = new Dictionary<string, IReadOnlyDictionary<string, double>> { ["berfungsi"] = new Dictionary<string, double> { [name] = weight } } };

        Assert.Throws<InvalidOperationException>(() => SheetPaths.Walk(FlowSheets.NetworkMaintenance(), Weighing("mungkin", 1)));
        Assert.Throws<InvalidOperationException>(() => SheetPaths.Walk(FlowSheets.NetworkMaintenance(), Weighing("ya", -1)));
        Assert.Throws<InvalidOperationException>(() => SheetPaths.Walk(FlowSheets.NetworkMaintenance(), Weighing("ya", 0)));
    }

    [Fact]
    public void of_rows_done_at_the_same_time_only_the_longest_counts()
    {
        var walk = SheetPaths.Walk(FlowSheets.ManagingTheNetwork());

        var shortest = walk.Paths.First(p => p.Route == "1‖2‖3 → 4 → 5");
        Assert.Equal(900 + 5 + 5, shortest.Longest);
    }

    [Fact]
    public void a_day_is_as_long_as_the_office_says_and_a_range_has_two_ends()
    {
        var sheet = FlowSheets.Sheet("Rentang", ["JFU"],
        [
            FlowSheets.Row("a", "JFU") with { StandardTime = new(WorkAmount.OfMinutes(10), WorkAmount.OfMinutes(30), "10 - 30 menit") },
            FlowSheets.Row("b", "JFU") with { StandardTime = new(null, WorkAmount.OfDays(1), "1 hari") },
        ]);

        var walk = SheetPaths.Walk(sheet, new() { MinutesPerDay = 420 });

        Assert.Equal((430, 450, 440.0), (walk.Shortest, walk.Longest, walk.Expected));
    }

    [Fact]
    public void a_row_per_site_counts_once_unless_told_how_many_sites()
    {
        Assert.Equal(80, SheetPaths.Walk(FlowSheets.IntraNetwork()).Longest);
        Assert.Equal(80 + 9 * 60, SheetPaths.Walk(FlowSheets.IntraNetwork(), new() { Sites = 10 }).Longest);
    }

    [Fact]
    public void hand_overs_tell_who_waits_for_whom_and_what_share_of_the_time()
    {
        var walk = SheetPaths.Walk(FlowSheets.NetworkMaintenance());

        var kasi = Assert.Single(walk.HandOvers, h => (h.From, h.To) == ("jfu", "kasi"));
        Assert.Equal((2, 1.0, 5.0), (kasi.Paths, kasi.TimesPerCase, kasi.Minutes));
        var provider = Assert.Single(walk.HandOvers, h => (h.From, h.To) == ("jfu", "penyedia"));
        Assert.Equal((1, 1.0), (provider.Paths, Math.Round(provider.TimesPerCase, 9)));
        Assert.True(walk.HandOvers.Sum(h => h.Share) <= 1 + 1e-9);
    }

    [Fact]
    public void a_walk_with_too_many_paths_is_cut_and_says_so()
    {
        var rows = Enumerable.Range(0, 20).Select(i => FlowSheets.Row($"s{i}", "JFU").Deciding(("ya", $"s{i + 1}"), ("tidak", $"s{Math.Min(20, i + 2)}")));
        var sheet = FlowSheets.Sheet("Bercabang", ["JFU"], [.. rows, FlowSheets.Row("s20", "JFU")]);

        var walk = SheetPaths.Walk(sheet, new() { MostPaths = 100 });

        Assert.True(walk.Cut);
        Assert.Equal(100, walk.Paths.Count);
        Assert.NotNull(walk.Expected);
    }

    [Fact]
    public void a_loop_without_a_way_out_is_found()
    {
        var sheet = FlowSheets.Sheet("Tanpa akhir", ["JFU"],
        [
            FlowSheets.Row("a", "JFU").Deciding(("ya", "d"), ("tidak", "b")),
            FlowSheets.Row("b", "JFU"),
            FlowSheets.Row("c", "JFU") with { Next = "b" },
            FlowSheets.Row("d", "JFU"),
        ]);

        var result = Simulation.Run(sheet, 1, 50);

        Assert.Null(SheetPaths.Walk(sheet).Expected);
        Assert.False(result.AllEnded);
        Assert.Contains("2", result.Endless!);
        Assert.Contains("2 → 3", result.ToText(Indonesian), StringComparison.Ordinal);
    }

    [Fact]
    public void the_same_seed_gives_the_same_walks_and_another_seed_others()
    {
        var (one, two, other) = (Simulation.Run(FlowSheets.PresentingData(), 42, 500), Simulation.Run(FlowSheets.PresentingData(), 42, 500), Simulation.Run(FlowSheets.PresentingData(), 43, 500));

        Assert.Equal(one.ToText(Indonesian), two.ToText(Indonesian));
        Assert.Equal(one.Visits, two.Visits);
        Assert.NotEqual(one.Visits, other.Visits);
    }

    [Fact]
    public void every_delivered_sheet_ends_on_every_walk_and_every_row_is_passed()
    {
        foreach (var sheet in FlowTableTests.Delivered())
        {
            var result = Simulation.Run(sheet, 2026, 3000);
            Assert.True(result.AllEnded, sheet.Id);
            Assert.All(result.Visits, v => Assert.True(v.Value > 0, $"{sheet.Id} row {v.Key}"));
            Assert.True(result.Rows.Least <= result.Rows.Average && result.Rows.Average <= result.Rows.Most);
        }
    }

    [Fact]
    public void without_returns_random_walks_take_the_expected_time()
    {
        var sheet = FlowSheets.NetworkMaintenance();
        var plain = sheet with { Steps = [.. sheet.Steps.Select(s => s with { ReturnTo = [], ReportsTo = null })] };

        var average = Simulation.Run(plain, 9, 20_000).Minutes.Average;

        Assert.InRange(average, SheetPaths.Walk(plain).Expected!.Value - 0.3, SheetPaths.Walk(plain).Expected!.Value + 0.3);
    }

    [Fact]
    public void a_row_sent_back_to_out_of_a_group_is_done_alone_and_the_case_goes_on_behind_the_group()
    {
        var sheet = FlowSheets.Sheet("Serentak", ["JFU", "Kasi"],
        [
            FlowSheets.Row("a", "JFU") with { Parallel = "g" },
            FlowSheets.Row("b", "JFU") with { Parallel = "g" },
            FlowSheets.Row("c", "Kasi") with { ReturnTo = ["b"] },
        ]);

        var visits = Simulation.Run(sheet, 5, 2000).Visits;

        Assert.Equal(2000, visits["1"]);
        Assert.True(visits["2"] > 2000);
        Assert.Equal(visits["3"] - 2000, visits["2"] - 2000);
    }

    [Fact]
    public void the_answers_are_told_in_both_languages()
    {
        var walk = SheetPaths.Walk(FlowSheets.PresentingData());

        Assert.Contains("Tersingkat", walk.ToText(Indonesian), StringComparison.Ordinal);
        Assert.Contains("2 hari", walk.ToText(Indonesian), StringComparison.Ordinal);
        Assert.Contains("Shortest", walk.ToText(CultureInfo.GetCultureInfo("en")), StringComparison.Ordinal);
        Assert.Contains("random walks", Simulation.Run(FlowSheets.PresentingData(), 1, 10).ToText(CultureInfo.GetCultureInfo("en")), StringComparison.Ordinal);
    }
}
