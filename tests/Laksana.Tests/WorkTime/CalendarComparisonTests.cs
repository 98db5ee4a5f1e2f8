using Laksana.WorkTime;
using Xunit;
using static Laksana.Tests.WorkTime.ExampleOffice;

namespace Laksana.Tests.WorkTime;

public sealed class CalendarComparisonTests
{
    private static readonly WorkCalendar WithLeave = new(Definition with
    {
        JointLeave = new Dictionary<DateOnly, string>(Definition.JointLeave) { [new(2026, 8, 18)] = "Cuti bersama" },
    });

    [Fact]
    public void a_new_day_off_moves_the_limits_that_cross_it_and_no_others()
    {
        Standstill open = new(Wib(8, 14, 9, 0), null, "menunggu penyedia");
        LimitToCompare[] limits =
        [
            new("PML-2026-0003", Wib(8, 12, 9, 0), WorkAmount.OfDays(8), []),
            new("PML-2026-0001", Wib(8, 14, 15, 40), WorkAmount.OfMinutes(40), []),
            new("PML-2026-0002", Wib(8, 14, 10, 0), WorkAmount.OfMinutes(40), []),
            new("PML-2026-0004", Wib(8, 14, 8, 0), WorkAmount.OfDays(8), [open]),
        ];

        var moved = CalendarComparison.Moves(OfficeCalendar, WithLeave, limits);

        Assert.Equal(["PML-2026-0001", "PML-2026-0003"], moved.Select(m => m.Limit.Id));
        Assert.Equal((Wib(8, 18, 7, 50), Wib(8, 19, 7, 50)), (moved[0].Before.At, moved[0].After.At));
        Assert.Equal(TimeSpan.FromDays(1), moved[0].By);
        Assert.Contains(moved[0].After.Arithmetic, l => l is ArithmeticLine.DayOff { Kind: DayOffKind.JointLeave });
    }

    [Fact]
    public void the_same_content_moves_nothing() =>
        Assert.Empty(CalendarComparison.Moves(OfficeCalendar, new WorkCalendar(Definition with { }), [new("x", Wib(8, 14, 8, 0), WorkAmount.OfDays(8), [])]));
}
