using FsCheck;
using FsCheck.Fluent;
using Laksana.Network;
using Laksana.Testing;
using Laksana.WorkTime;
using Xunit;

namespace Laksana.Tests.Network.History;

public sealed class AvailabilityTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly WorkCalendar Calendar = new(Laksana.Officers.CalendarFile.Read(Automation.MachineOffice.CalendarText, "calendar.yaml", OfficeZone.Wib).Calendar!);

    private static DateTimeOffset Local(int day, int hour, int minute = 0) => new(2026, 11, day, hour, minute, 0, TimeSpan.FromHours(7));

    [Fact]
    public void an_outage_over_night_costs_working_hours_only_what_lies_in_them()
    {
        // From Monday 15.30 to Tuesday 08.30: seventeen hours around the clock, half an hour and an hour of work.
        var of = Reckon(Local(16, 0), Local(18, 0), [new Span("a", Local(16, 15, 30), Local(17, 8, 30), Standing.Down, null)]);
        Assert.Equal((TimeSpan.FromHours(17), 1), (of.RoundTheClock.Down, of.RoundTheClock.Outages));
        Assert.Equal(TimeSpan.FromHours(1.5), of.Working.Down);
        Assert.Equal(1 - 17.0 / 48, of.RoundTheClock.Share!.Value, 6);
        Assert.Equal(1 - 1.5 / 15, of.Working.Share!.Value, 6);
    }

    [Fact]
    public void what_nobody_knows_and_what_was_planned_counts_neither_way()
    {
        var of = Reckon(Local(16, 0), Local(17, 0),
            [new Span("a", Local(16, 8), Local(16, 12), Standing.Down, null), new Span("*", Local(16, 10), Local(16, 11), Standing.Unknown, null)], Stretches.Of([(Local(16, 11), Local(16, 13))]));
        Assert.Equal((TimeSpan.FromHours(21), TimeSpan.FromHours(2), TimeSpan.FromHours(1), TimeSpan.FromHours(2)), (of.RoundTheClock.Known, of.RoundTheClock.Down, of.RoundTheClock.Unknown, of.RoundTheClock.Maintained));
        Assert.Null(Reckon(Local(16, 0), Local(17, 0), [new Span("*", Local(15, 0), Local(18, 0), Standing.Unknown, null)]).RoundTheClock.Share);
    }

    [Fact]
    public void whatever_is_kept_the_parts_make_up_the_whole() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var chance = new Random(seed);
        (DateTimeOffset, DateTimeOffset) Any() => Local(chance.Next(10, 25), chance.Next(24)) is var at ? (at, at.AddMinutes(chance.Next(0, 3000))) : default;
        var spans = Enumerable.Range(0, chance.Next(12)).Select(_ => Any() is var (s, u) ? new Span(chance.Next(3) == 0 ? "*" : "a", s, chance.Next(8) == 0 ? null : u, chance.Next(2) == 0 ? Standing.Down : Standing.Unknown, null) : null!).ToList();
        var watched = Stretches.Of(Enumerable.Range(0, 3).Select(_ => Any()));
        var of = AvailabilityReckoning.Of(Local(12, 0), Local(22, 0), Local(20, 0), watched, spans, Stretches.Of(Enumerable.Range(0, 2).Select(_ => Any())), Calendar);
        foreach (var part in new[] { of.RoundTheClock, of.Working })
        {
            Assert.True(part.Down <= part.Known && part.Known >= TimeSpan.Zero);
            if (part.Share is { } share) Assert.InRange(share, 0, 1);
        }
        Assert.Equal(watched.And(Stretches.Of([(Local(12, 0), Local(20, 0))])).Length, of.RoundTheClock.Known + of.RoundTheClock.Unknown + of.RoundTheClock.Maintained);
        Assert.True(of.Working.Known <= of.RoundTheClock.Known && of.Working.Down <= of.RoundTheClock.Down);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public async Task late_testimony_takes_the_place_of_what_was_thought()
    {
        var office = "saksi-" + Guid.NewGuid().ToString("N")[..8];
        await fixture.Database.AddOfficeAsync(office);
        await fixture.Database.DoAsync(office, "insert into network_span (office, element, since, until, standing) values ($1, 'a', $2, $3, 3)", office, Local(16, 8), Local(16, 12));
        await new Testimony(fixture.Database).CorrectAsync(office, "a", Local(16, 9), Local(16, 11), [(Local(16, 10), Local(16, 10, 30), Standing.Down)], "agen", default);
        Assert.Equal(["08-09", "10-10", "11-12"], (await fixture.Database.ScalarAsync<string[]>(office, "select array_agg(to_char(since at time zone 'Asia/Jakarta', 'HH24') || '-' || to_char(until at time zone 'Asia/Jakarta', 'HH24') order by since) from network_span"))!);
    }

    private static AvailabilityPair Reckon(DateTimeOffset from, DateTimeOffset until, IReadOnlyCollection<Span> spans, Stretches? maintained = null) =>
        AvailabilityReckoning.Of(from, until, Local(29, 0), Stretches.Of([(Local(1, 0), Local(28, 0))]), spans, maintained ?? Stretches.None, Calendar);
}
