using Laksana.Network;
using Laksana.Network.Probes;
using Laksana.WorkTime;
using Xunit;

namespace Laksana.Tests.Network.Judging;

public sealed class OwnSightTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 16, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void without_references_every_failure_counts() => Assert.Equal(Sight.Clear, new OwnSight().Of(Start));

    [Fact]
    public void a_failure_counts_once_a_reference_answered_after_it_and_is_nobody_s_fault_when_all_failed_after_it()
    {
        var sight = new OwnSight();
        sight.Keep(["gerbang", "dns"]);
        Assert.Equal(Sight.Undecided, sight.Of(Start));
        sight.See("gerbang", ProbeOutcome.Up, Start.AddSeconds(-1));
        Assert.Equal(Sight.Undecided, sight.Of(Start));
        sight.See("gerbang", ProbeOutcome.Down, Start.AddSeconds(1));
        Assert.Equal((Sight.Undecided, false), (sight.Of(Start), sight.IsBlind));
        sight.See("dns", ProbeOutcome.Unknown, Start.AddSeconds(2));
        Assert.Equal((Sight.Blind, true), (sight.Of(Start), sight.IsBlind));
        sight.See("dns", ProbeOutcome.Degraded, Start.AddSeconds(3));
        Assert.Equal((Sight.Clear, false), (sight.Of(Start), sight.IsBlind));
        sight.Keep([]);
        Assert.False(sight.HasReferences);
    }
}

public sealed class EscalationTests
{
    private static readonly WorkCalendar Calendar = new(Laksana.Officers.CalendarFile.Read(Automation.MachineOffice.CalendarText, "calendar.yaml", OfficeZone.Wib).Calendar!);

    private static DateTimeOffset Local(int day, int hour, int minute) => new(2026, 11, day, hour, minute, 0, TimeSpan.FromHours(7));

    [Fact]
    public void what_is_urgent_is_told_at_once_and_around_the_clock()
    {
        var night = Local(17, 2, 0);
        Assert.Equal(night, Escalation.FirstAt(Calendar, night, urgent: true));
        Assert.Equal(night.AddMinutes(30), Escalation.NextAt(Calendar, night, 0, urgent: true, [30, 120]));
        Assert.Equal(Local(17, 7, 30), Escalation.FirstAt(Calendar, night, urgent: false));
    }

    [Fact]
    public void the_levels_above_are_told_after_working_time_without_days_off()
    {
        // Tuesday 15.50: ten minutes are left of the day, and Wednesday the 18th is a holiday.
        Assert.Equal(Local(19, 7, 50), Escalation.NextAt(Calendar, Local(17, 15, 50), 0, urgent: false, [30, 120]));
        Assert.Null(Escalation.NextAt(Calendar, Local(17, 15, 50), 2, urgent: false, [30, 120]));
    }
}
