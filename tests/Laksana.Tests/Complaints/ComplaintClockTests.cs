using Laksana.Complaints;
using Laksana.Officers;
using Laksana.Procedures;
using Laksana.WorkTime;
using Xunit;

namespace Laksana.Tests.Complaints;

/// <summary>The limits of SP4N-LAPOR by the office's calendar.</summary>
public sealed class ComplaintClockTests
{
    private static readonly WorkCalendar Calendar = new(CalendarFile.Read("""
        jam-kerja:
          senin: ["08:00-16:00"]
          selasa: ["08:00-16:00"]
          rabu: ["08:00-16:00"]
          kamis: ["08:00-16:00"]
          jumat: ["08:00-16:00"]
        menit-per-hari: 480
        libur:
          2026-12-25: Natal
        """, "calendar.yaml", OfficeZone.Wib).Calendar!);

    private static readonly ComplaintClock Clock = new(new Desk("pengaduan", Days(3), Days(5), Days(10)), Calendar);

    /// <summary>Monday 21 December 2026.</summary>
    private static readonly DateTimeOffset Monday = At(21, 9);

    [Fact]
    public void verification_has_three_working_days_and_the_holiday_is_none()
    {
        Assert.Equal(At(24, 9), Clock.Running(Came(Monday))!.Due.At);
        Assert.Equal(At(28, 9), Clock.Running(Came(At(22, 9)))!.Due.At);
        Assert.False(Clock.IsLate(Came(Monday), At(24, 9)));
        Assert.True(Clock.IsLate(Came(Monday), At(24, 10)));
    }

    [Fact]
    public void the_shorter_limit_runs_until_a_complaint_is_known_to_be_heavy()
    {
        var verified = Came(Monday) with { VerifiedAt = At(22, 9), Stage = ComplaintStage.Verified };
        Assert.Equal((ComplaintLimit.Light, At(29, 9)), (Clock.Running(verified)!.Limit, Clock.Running(verified)!.Due.At));
        var heavy = verified with { Class = ComplaintClass.Heavy, Stage = ComplaintStage.Heavy };
        Assert.Equal(ComplaintLimit.Heavy, Clock.Running(heavy)!.Limit);
        Assert.Equal(new DateTimeOffset(2027, 1, 5, 9, 0, 0, TimeSpan.FromHours(7)), Clock.Running(heavy)!.Due.At);
    }

    [Fact]
    public void while_the_complainant_is_awaited_the_clock_stands_still()
    {
        var waits = Came(Monday) with { Standstills = [new Standstill(At(21, 12), null, "")], Stage = ComplaintStage.Waiting };
        Assert.Null(Clock.Running(waits)!.Due.At);
        Assert.False(Clock.IsLate(waits, At(31, 9)));
        var answered = waits with { Standstills = [new Standstill(At(21, 12), At(22, 12), "")], Stage = ComplaintStage.New };
        Assert.Equal(At(28, 9), Clock.Running(answered)!.Due.At);
    }

    [Fact]
    public void what_was_late_stays_late_when_it_is_answered()
    {
        var late = Came(Monday) with { VerifiedAt = At(28, 9), AnsweredAt = At(28, 12), Stage = ComplaintStage.Answered };
        Assert.Equal([ComplaintLimit.Verification], Clock.Passed(late, At(31, 9)).Select(p => p.Limit));
        Assert.Null(Clock.Running(late));
        Assert.Equal(4.4m, Clock.DaysUsed(late, At(31, 9)));
        Assert.Empty(Clock.Passed(late with { VerifiedAt = At(22, 9) }, At(31, 9)));
    }

    [Theory]
    [InlineData("Antrean akta kelahiran lama", "Antrean pembuatan akta kelahiran", true)]
    [InlineData("Antrean akta kelahiran", "Petugas loket tidak ramah", false)]
    [InlineData("KTP-el belum jadi", "Akta belum jadi", false)]
    [InlineData("", "Akta", false)]
    public void complaints_are_alike_by_words_that_say_something(string one, string other, bool alike) => Assert.Equal(alike, Similarity.Of(one, other) >= 0.6);

    [Fact]
    public void a_telephone_is_the_same_however_it_is_written() =>
        Assert.All(new[] { "0812 3456-7890", "+62 812 3456 7890", "6281234567890" }, phone => Assert.Equal("081234567890", Similarity.Digits(phone)));

    private static Complaint Came(DateTimeOffset at) => new() { Number = "ADU-2026-0001", Topic = "", Stage = ComplaintStage.New, ReceivedAt = at, OpenedAt = at };

    private static DateTimeOffset At(int day, int hour) => new(2026, 12, day, hour, 0, 0, TimeSpan.FromHours(7));

    private static StandardTime Days(int days) => StandardTime.TryParse(days + " hari kerja", out var time, out _) ? time : throw new InvalidOperationException();
}
