using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Touring;

/// <summary>The real tour, as <c>./run tour</c> makes it.</summary>
public sealed class TourTests
{
    [Fact]
    public async Task the_tour_opens_and_finishes_all_twelve_procedures_and_shows_everything_it_must()
    {
        using var tour = new ToldTour();
        var (code, answer) = await tour.EndAsync();
        Assert.NotNull(answer);
        // How much memory it takes is measured by bench, not here.
        var missed = answer.Checks.Where(c => !c.Passed && c.Name != "memory").ToList();
        Assert.True(missed.Count == 0, string.Join("\n", missed.Select(c => $"{c.Name}: {c.Evidence}")));
        Assert.Equal(answer.Succeeded ? ExitCode.Ok : ExitCode.Failed, code);
        Assert.Equal(12, answer.Cases.Count);
        Assert.All(answer.Cases, c => Assert.True(c.Closed && c.Failure is null && c.Rows > 0, $"{c.Sheet}: {c.Failure}"));
        Assert.Contains(answer.Cases, c => c.Returns > 0);
        Assert.Contains(answer.Cases, c => c.Machine.Contains("backup.take"));
        Assert.Contains(answer.Cases, c => c.Machine.Contains("network.ping"));
        Assert.Contains(answer.Agenda, l => l.Late);
        Assert.Equal(answer.Register.Sum(r => r.Events), answer.Register.Where(r => r.Fits && r.UnsealedEvents == 0).Sum(r => r.Events));
        Assert.True(answer.Dossier is { Fits: true, ProvedBySeal: not null });
        Assert.Empty(tour.Left);
    }

    [Fact]
    public async Task a_tour_of_offices_that_lack_procedures_falls_missedsays_which_and_ends_with_1()
    {
        using var offices = new OfficesOf("ciamis");
        using var tour = new ToldTour(offices.Path);
        var (code, answer) = await tour.EndAsync();
        Assert.Equal(ExitCode.Failed, code);
        Assert.False(answer!.Succeeded);
        Assert.Equal("ciamis", Assert.Single(answer.Cases, c => c.Closed).Office);
        Assert.Contains("pemeliharaan-jaringan: ", answer.Checks.Single(c => c.Name == "cases").Evidence, StringComparison.Ordinal);
        Assert.Equal(["cases", "dump", "late", "no-way", "on-behalf"], answer.Checks.Where(c => !c.Passed).Select(c => c.Name).Intersect(["cases", "dump", "late", "no-way", "on-behalf"]).Order(StringComparer.Ordinal));
        Assert.True(answer.Checks.Single(c => c.Name == "register").Passed);
        Assert.Empty(tour.Left);
    }

    [Fact]
    public async Task an_interrupted_tour_ends_its_program_and_leaves_nothing_behind()
    {
        using var tour = new ToldTour();
        await tour.WalkingAsync();
        Assert.Single(tour.Left);
        tour.Interrupt();
        Assert.Equal((ExitCode.Interrupted, null), await tour.EndAsync());
        Assert.Empty(tour.Left);
    }

    [Fact]
    public async Task a_killed_tour_leaves_nothing_behind_either()
    {
        using var tour = new ToldTour();
        await tour.WalkingAsync();
        tour.Kill();
        for (var tries = 0; tour.Left.Any() && tries < 600; tries++) await Task.Delay(100);
        Assert.Empty(tour.Left);
    }

    /// <summary>A folder with only some of the delivered offices.</summary>
    private sealed class OfficesOf : IDisposable
    {
        public OfficesOf(params string[] offices)
        {
            foreach (var office in offices)
                foreach (var file in Directory.EnumerateFiles(System.IO.Path.Combine(Repository.Path("procedures"), office)))
                    File.Copy(file, System.IO.Path.Combine(Directory.CreateDirectory(System.IO.Path.Combine(Path, office)).FullName, System.IO.Path.GetFileName(file)));
        }

        public string Path { get; } = Directory.CreateTempSubdirectory("laksana-offices-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
