using Laksana.Cases;
using Laksana.Measures;
using Laksana.Testing;
using Laksana.Tests.Agenda;
using Xunit;

namespace Laksana.Tests.Measures;

public sealed class MeasureBookTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly MeasurePeriod November = new(new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 1));

    [Fact]
    public async Task rows_are_counted_with_their_times_and_limits_by_row_and_role()
    {
        using var office = await SealedOffice.NewAsync(fixture.Database, "ukur");
        await office.WorkedAsync(2, minutesEach: 3);
        await office.FollowAsync();
        // The second one takes longer than the five minutes of the row "periksa".
        await office.WorkedAsync(2, minutesEach: 8);
        await office.FollowAsync();
        await office.FollowAsync();
        var row = (await SheetAsync(office)).Single(m => m.Step == "periksa");
        Assert.Equal(("jfu", 2L, 2L, 1L, 660L, 1), (row.Role, row.Passages, row.Limited, row.OnTime, row.Handling, row.Doers));
        Assert.Equal(0.5, row.OnTimeShare);
        Assert.InRange(row.HandlingTimes!.Quantile(1)!.Value, 450, 540);
        Assert.True(row.SpeaksOfOne);
        Assert.Equal(0, (await SheetAsync(office)).Single(m => m.Step == "terima").Limited);
        Assert.Equal(2, (await new MeasureBook(fixture.Database).RowsAsync(office.Id, November, default)).Count);
    }

    [Fact]
    public async Task a_report_is_the_senders_work_and_the_receivers_queue_and_a_return_counts_for_the_row_it_goes_back_to()
    {
        using var office = await SealedOffice.NewAsync(fixture.Database, "lapor");
        var number = await office.WorkedAsync(5, minutesEach: 2);
        office.Clock.Now += TimeSpan.FromMinutes(30);
        await office.Trial.DoAsync("kasi1", number, new ReturnForCorrection(5, "periksa", "kurang", []));
        for (var run = 6; run <= 9; run++)
        {
            await office.Trial.DoAsync("jfu2", number, new BeginStep(run));
            office.Clock.Now += TimeSpan.FromMinutes(2);
            await office.Trial.DoAsync("jfu2", number, new CompleteStep(run, SealedOffice.None));
        }
        office.Clock.Now += TimeSpan.FromMinutes(30);
        await office.Trial.DoAsync("kasi1", number, new AcknowledgeReport(9, null));
        await office.Trial.DoAsync("jfu1", number, new BeginStep(10));
        await office.Trial.DoAsync("jfu1", number, new CompleteStep(10, SealedOffice.None));
        await office.FollowAsync();

        var rows = await SheetAsync(office);
        var sent = rows.Single(m => m is { Step: "lapor", Role: "jfu" });
        Assert.Equal((2L, 240L, 2), (sent.Passages, sent.Handling, sent.Doers));
        var received = rows.Single(m => m is { Step: "lapor", Role: "kasi" });
        Assert.Equal((1L, 0L, 1800L), (received.Passages, received.Handling, received.Queueing));
        Assert.Equal((2L, 1L), (rows.Single(m => m.Step == "periksa").Passages, rows.Single(m => m.Step == "periksa").Returned));
        var whole = rows.Single(m => m.Step == "");
        Assert.Equal((1L, "", 0), (whole.Passages, whole.Role, whole.Doers));
        Assert.Equal(1, Assert.Single(await new MeasureBook(fixture.Database).CasesAsync(office.Id, November, default)).Passages);
    }

    [Fact]
    public async Task counting_again_from_the_first_seal_gives_the_same_sums()
    {
        using var office = await SealedOffice.NewAsync(fixture.Database, "hitung-ulang");
        for (var i = 0; i < 3; i++)
        {
            await office.WorkedAsync(i + 2);
            await office.FollowAsync();
        }
        var before = (await SheetAsync(office)).Select(Told).Order().ToList();
        await fixture.Database.DoAsync(office.Id, "delete from measure_month where office = $1", office.Id);
        await fixture.Database.DoAsync(office.Id, "delete from seal_follower where office = $1", office.Id);
        await office.Measures.RunAsync(office.Id, default);
        Assert.Equal(before, (await SheetAsync(office)).Select(Told).Order());
    }

    [Fact]
    public async Task another_office_s_measures_are_not_seen()
    {
        using var office = await SealedOffice.NewAsync(fixture.Database, "punya-a");
        using var other = await SealedOffice.NewAsync(fixture.Database, "punya-b");
        await office.WorkedAsync(2);
        await office.FollowAsync();
        Assert.Empty(await SheetAsync(other));
    }

    private static string Told(Measure m) => $"{m.Step} {m.Role} {m.Passages} {m.Limited} {m.OnTime} {m.Handling} {m.Queueing} {m.Waiting} {m.Doers} {string.Join(',', m.HandlingTimes!.ToArray())}";

    private Task<IReadOnlyList<Measure>> SheetAsync(SealedOffice office) => new MeasureBook(fixture.Database).SheetAsync(office.Id, "uji-langkah", November, null, default);
}
