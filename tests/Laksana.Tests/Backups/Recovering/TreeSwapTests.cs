using Laksana.Backups;
using Xunit;

namespace Laksana.Tests.Backups;

/// <summary>Directories swapped by their names, and cut off at every step.</summary>
public sealed class TreeSwapTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("laksana-pohon-").FullName;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task a_swap_and_its_undoing_change_names_alone(bool exchanges)
    {
        var (names, plan) = await StandingAsync();
        var swap = Swap(names, plan, exchanges);
        await swap.ExchangeAsync(default);
        Assert.Equal((TreeSwap.Where.After, "pulih", "lama"), (await swap.LookAsync(default), Read(names.Live), Read(names.Old)));
        Assert.False(Directory.Exists(names.Beside));
        await swap.ExchangeAsync(default);
        await swap.UndoAsync(default);
        Assert.Equal((TreeSwap.Where.Before, "lama", "pulih"), (await swap.LookAsync(default), Read(names.Live), Read(names.Beside)));
        Assert.False(Directory.Exists(names.Old));
    }

    [Theory]
    [InlineData(true, "exchanged")]
    [InlineData(false, "moved-away")]
    public async Task cut_off_in_the_middle_it_goes_on_or_back(bool exchanges, string step)
    {
        foreach (var (undoing, goesOn) in new[] { (false, true), (false, false), (true, true), (true, false) })
        {
            var (names, plan) = await StandingAsync();
            if (undoing) await Swap(names, plan, exchanges).ExchangeAsync(default);
            var cut = new TreeSwap(names, plan, reached => reached == step ? throw new SwapCutException(reached) : Task.CompletedTask) { CanExchange = exchanges };
            await Assert.ThrowsAsync<SwapCutException>(() => undoing ? cut.UndoAsync(default) : cut.ExchangeAsync(default));

            var next = Swap(names, plan, exchanges);
            var forward = undoing != goesOn;
            await (forward ? next.ExchangeAsync(default) : next.UndoAsync(default));
            Assert.Equal(forward ? (TreeSwap.Where.After, "pulih", "lama") : (TreeSwap.Where.Before, "lama", "pulih"), (await next.LookAsync(default), Read(names.Live), Read(forward ? names.Old : names.Beside)));
            Assert.Equal(2, Directory.GetDirectories(Path.GetDirectoryName(names.Live)!).Length);
        }
    }

    [Fact]
    public async Task where_nothing_is_live_the_restored_one_just_gets_its_name()
    {
        var (names, plan) = await StandingAsync(live: false);
        await Swap(names, plan).ExchangeAsync(default);
        Assert.Equal("pulih", Read(names.Live));
        await Swap(names, plan).UndoAsync(default);
        Assert.Equal((false, "pulih"), (Directory.Exists(names.Live), Read(names.Beside)));
    }

    [Fact]
    public async Task what_somebody_else_renamed_is_not_touched()
    {
        var (names, plan) = await StandingAsync();
        Directory.Move(names.Beside, names.Beside + "x");
        Directory.CreateDirectory(names.Beside);
        File.WriteAllText(Path.Combine(names.Beside, "isi"), "asing");
        using var _ = new WorkTime.Speaking("id-ID");
        var failure = await Assert.ThrowsAsync<Laksana.Automation.ActionFailedException>(() => Swap(names, plan).ExchangeAsync(default));
        Assert.Contains("diganti namanya", failure.Message, StringComparison.Ordinal);
        Assert.Equal(("lama", "asing"), (Read(names.Live), Read(names.Beside)));
    }

    [Fact]
    public void a_name_that_is_taken_is_never_replaced()
    {
        var (one, other) = (Directory.CreateDirectory(Path.Combine(_folder, "a")).FullName, Directory.CreateDirectory(Path.Combine(_folder, "b")).FullName);
        Assert.Throws<IOException>(() => Renaming.Move(one, other));
        Assert.True(Directory.Exists(one));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static TreeSwap Swap(RecoveryNames names, SwapPlan plan, bool exchanges = true) => new(names, plan, _ => Task.CompletedTask) { CanExchange = exchanges };

    private async Task<(RecoveryNames, SwapPlan)> StandingAsync(bool live = true)
    {
        var names = BesideNames.Of(SourceKind.Tree, Path.Combine(_folder, Guid.NewGuid().ToString("N"), "situs web"), "0a1b2c3d");
        if (live) File.WriteAllText(Path.Combine(Directory.CreateDirectory(names.Live).FullName, "isi"), "lama");
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(names.Beside).FullName, "isi"), "pulih");
        return (names, new SwapPlan(default, "dimas", await Renaming.IdentityAsync(names.Live, default), (await Renaming.IdentityAsync(names.Beside, default))!, new Dictionary<string, string>()));
    }

    private static string Read(string folder) => File.ReadAllText(Path.Combine(folder, "isi"));
}
