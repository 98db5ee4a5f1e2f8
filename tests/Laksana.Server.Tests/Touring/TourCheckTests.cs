using Laksana.Server.Commands;
using Laksana.Server.Touring;
using Laksana.Server.Touring.Scripts;
using Xunit;

namespace Laksana.Server.Tests.Touring;

public sealed class TourCheckTests
{
    private static readonly VerifyAnswer Fitting = new("contoh", true, 10, 1, 1, 0, 0, 1, 0, []);
    private static readonly DossierAnswer Dossier = new(true, "contoh", "ABC-2026-0001", 10, 0, 10, "k", 1, []);

    [Fact]
    public void a_tour_that_has_seen_nothing_passes_nothing()
    {
        var checks = new TourChecks(new TourFacts(), 12).All(null, [], null);
        Assert.Equal(17, checks.Count);
        Assert.All(checks, c => Assert.False(c.Passed, c.Name));
    }

    [Fact]
    public void one_case_that_was_not_finished_is_named()
    {
        var facts = new TourFacts();
        facts.Cases.Add(Case("satu") with { Closed = true });
        facts.Cases.Add(Case("dua") with { Failure = "ditolak" });
        var check = Of(facts, 2, "cases");
        Assert.False(check.Passed);
        Assert.Contains("dua: ditolak", check.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void a_sheet_that_no_case_was_made_of_is_named()
    {
        var facts = new TourFacts();
        facts.Cases.Add(Case("satu") with { Closed = true });
        facts.LeftOut.Add("baru");
        Assert.False(Of(facts, 1, "cases").Passed);
        Assert.Contains("baru", Of(facts, 1, "cases").Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void a_late_row_counts_only_when_every_superior_was_told()
    {
        var facts = new TourFacts();
        facts.Late.Add(new PassedLimit("ABC-2026-0001", 2, ["bagus"], ["bagus"]));
        Assert.True(Of(facts, 1, "late").Passed);
        facts.Late.Add(new PassedLimit("ABC-2026-0001", 3, ["bagus", "suryo"], ["bagus"]));
        Assert.False(Of(facts, 1, "late").Passed);
    }

    [Theory]
    [InlineData(199.9, true)]
    [InlineData(200, false)]
    public void memory_must_stay_under_its_limit(double peak, bool fits)
    {
        var checks = new TourChecks(new TourFacts(), 1).All(new TourMemory(peak, 100, Tour.MemoryLimit), [], null);
        Assert.Equal(fits, checks.Single(c => c.Name == "memory").Passed);
    }

    [Fact]
    public void a_dossier_or_register_that_does_not_fit_or_is_not_sealed_to_its_end_falls_short()
    {
        Assert.True(Proved([Fitting], Dossier, "dossier"));
        Assert.True(Proved([Fitting], Dossier, "register"));
        Assert.False(Proved([Fitting], Dossier with { Fits = false }, "dossier"));
        Assert.False(Proved([Fitting], Dossier with { SealedUpTo = 9 }, "dossier"));
        Assert.False(Proved([Fitting with { Fits = false }], Dossier, "register"));
        Assert.False(Proved([Fitting with { UnsealedEvents = 1 }], Dossier, "register"));
        Assert.False(Proved([Fitting with { ProvedUpTo = null }], Dossier, "register"));
    }

    [Fact]
    public void the_scripts_are_twelve_different_sheets_and_a_line_with_a_round_goes_before_one_without()
    {
        Assert.Equal(12, TourScripts.All.Select(s => (s.Office, s.Sheet)).Distinct().Count());
        var script = new TourScript("contoh", "contoh", "ana") { Turns = [new("periksa", "ya"), new("periksa", "tidak") { Round = 1 }, new("periksa", "diganti") { Round = 2, Site = "utara" }] };
        Assert.Equal("tidak", script.TurnOf("periksa", 1, "utara").Way);
        Assert.Equal("diganti", script.TurnOf("periksa", 2, "utara").Way);
        Assert.Equal("ya", script.TurnOf("periksa", 2, "selatan").Way);
        Assert.Null(script.TurnOf("lain", 1, null).Way);
    }

    private static TourCase Case(string sheet) => new("contoh", sheet, sheet, "ABC-2026-0001", 1, 0, [], [], 0, 0, 0, 0, false, null);

    private static TourCheck Of(TourFacts facts, int sheets, string name) => new TourChecks(facts, sheets).All(null, [], null).Single(c => c.Name == name);

    private static bool Proved(IReadOnlyList<VerifyAnswer> register, DossierAnswer dossier, string name) =>
        new TourChecks(new TourFacts(), 1).All(null, register, dossier).Single(c => c.Name == name).Passed;
}
