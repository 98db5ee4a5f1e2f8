using System.Globalization;
using Laksana.WorkTime;
using Xunit;
using static Laksana.Tests.WorkTime.ExampleOffice;

namespace Laksana.Tests.WorkTime;

public sealed class ExplanationTests
{
    private static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id-ID");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    private static string Explain(DateTimeOffset start, string amount, params IReadOnlyList<Standstill> standstills) =>
        OfficeCalendar.Due(start, Amount(amount), standstills).Explain(Indonesian);

    [Fact]
    public void a_weekend_and_a_holiday_are_told_in_both_languages()
    {
        var due = OfficeCalendar.Due(Wib(8, 14, 15, 40), Amount("40 menit"), []);

        Assert.Equal("Mulai Jum 15.40; 20 menit terpakai Jumat; akhir pekan; Senin libur (Hari Kemerdekaan RI); batas Sel 07.50", due.Explain(Indonesian));
        Assert.Equal("Begun Fri 15:40; 20 min used Friday; weekend; Monday holiday (Hari Kemerdekaan RI); due Tue 07:50", due.Explain(English));
    }

    [Fact]
    public void the_lines_carry_what_the_sentence_leaves_out() => Assert.Equal(
        [
            new ArithmeticLine.Begun(Wib(8, 14, 15, 40), OutsideHours: false),
            new ArithmeticLine.Worked(new(2026, 8, 14), new(15, 40), new(16, 0), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(240), WorkUnit.Minute, null),
            new ArithmeticLine.DayOff(new(2026, 8, 15), new(2026, 8, 16), DayOffKind.Weekend, null),
            new ArithmeticLine.DayOff(new(2026, 8, 17), new(2026, 8, 17), DayOffKind.Holiday, "Hari Kemerdekaan RI"),
            new ArithmeticLine.Worked(new(2026, 8, 18), new(7, 30), new(7, 50), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(465), WorkUnit.Minute, null),
            new ArithmeticLine.Due(Wib(8, 18, 7, 50)),
        ],
        OfficeCalendar.Due(Wib(8, 14, 15, 40), Amount("40 menit"), []).Arithmetic);

    [Fact]
    public void the_same_day_needs_no_sum() => Assert.Equal("Mulai Kam 09.00; batas Kam 09.30", Explain(Wib(8, 13, 9, 0), "30 menit"));

    [Fact]
    public void shares_of_days_show_the_length_of_their_day() => Assert.Equal(
        "Mulai Jum 08.48; Jumat 5 jam 12 menit dari 6 jam 30 menit; akhir pekan; Senin 1 jam 33 menit dari 7 jam 45 menit; batas Sen 09.03",
        Explain(Wib(8, 21, 8, 48), "1 hari"));

    [Fact]
    public void a_start_outside_working_hours_says_so() => Assert.Equal(
        "Mulai Sab 10.00 (di luar jam kerja); akhir pekan; Senin satu hari penuh; batas Sen 16.15",
        Explain(Wib(8, 22, 10, 0), "1 hari"));

    [Fact]
    public void whole_days_are_one_line_with_dates_once_the_sum_is_longer_than_a_week() => Assert.Equal(
        "Mulai Sen 3 Agu 07.30; Senin 3 Agu–Rabu 12 Agu 8 hari kerja penuh; batas Rab 12 Agu 16.15",
        Explain(Wib(8, 3, 7, 30), "8 hari kerja"));

    [Fact]
    public void joint_leave_holidays_and_the_years_end_are_named() => Assert.Equal(
        "Mulai Rab 23 Des 2026 07.30; Rabu 23 Des 2026 satu hari penuh; Kamis 24 Des 2026 cuti bersama (Cuti bersama Natal); "
        + "Jumat 25 Des 2026 libur (Hari Natal); akhir pekan; Senin 28 Des 2026–Jumat 1 Jan 2027 5 hari kerja penuh; batas Jum 1 Jan 2027 16.00",
        Explain(Wib(12, 23, 7, 30), "6 hari"));

    [Fact]
    public void seasons_and_closures_are_named()
    {
        Assert.Equal("Mulai Sel 16.00; 15 menit terpakai Selasa; 15 menit terpakai Rabu (jam kerja Ramadan 1447 H); batas Rab 08.15", Explain(Wib(2, 17, 16, 0), "30 menit"));
        Assert.Equal(
            "Mulai Kam 16.10; 5 menit terpakai Kamis; Jumat kantor tutup 07.30–10.00 (Upacara kabupaten); batas Jum 10.05",
            Explain(Wib(8, 13, 16, 10), "10 menit"));
        Assert.Equal(
            "Mulai Sen 16.00; 15 menit terpakai Senin; Selasa kantor tutup (Pindah gedung); batas Rab 07.45",
            Explain(Wib(8, 31, 16, 0), "30 menit"));
    }

    [Fact]
    public void a_pause_is_told_with_its_reason()
    {
        Standstill pause = new(Wib(8, 3, 9, 30), Wib(8, 4, 10, 0), "menunggu penyedia");

        Assert.Equal("Mulai Sen 09.00; 30 menit terpakai Senin; dijeda Sen 09.30–Sel 10.00 (menunggu penyedia); batas Sel 10.30",
            Explain(Wib(8, 3, 9, 0), "1 jam", pause));
        Assert.Equal("Mulai Sen 09.00; 30 menit terpakai Senin; dijeda sejak Sen 09.30 (menunggu penyedia), batas belum dapat dihitung",
            Explain(Wib(8, 3, 9, 0), "1 jam", pause with { Until = null }));
    }

    [Fact]
    public void days_inside_a_pause_are_not_told_one_by_one() => Assert.Equal(
        "Mulai Jum 15.30; 10 menit terpakai Jumat; dijeda Jum 15.40–Rab 08.00 (menunggu penyedia); batas Rab 08.50",
        Explain(Wib(8, 14, 15, 30), "1 jam", new Standstill(Wib(8, 14, 15, 40), Wib(8, 19, 8, 0), "menunggu penyedia")));

    [Fact]
    public void a_long_sum_is_summed_up_in_its_middle()
    {
        var pauses = Enumerable.Range(1, 28).Where(d => OfficeCalendar.IsWorkingDay(new(2026, 7, d)))
            .Select(d => new Standstill(Wib(7, d, 9, 0), Wib(7, d, 10, 0), $"alasan {d}")).ToList();
        var due = OfficeCalendar.Due(Wib(7, 1, 8, 0), WorkAmount.OfDays(30), pauses);

        Assert.Equal(13, due.Arithmetic.Count);
        var middle = Assert.Single(due.Arithmetic.OfType<ArithmeticLine.Omitted>());
        Assert.True(middle.WorkingDays > 10);
        Assert.Contains($"{middle.WorkingDays} hari kerja", due.Explain(Indonesian), StringComparison.Ordinal);
    }

    [Fact]
    public void a_year_of_working_days_stays_short() =>
        Assert.InRange(OfficeCalendar.Due(Wib(1, 5, 8, 0), WorkAmount.OfDays(500), []).Arithmetic.Count, 3, 14);

    [Theory]
    [InlineData(0, 0, "0 menit", "0 min")]
    [InlineData(0, 90, "1 jam 30 menit", "1 h 30 min")]
    [InlineData(1, 0, "1 hari kerja", "1 working day")]
    [InlineData(8, 120, "8 hari kerja 2 jam", "8 working days 2 h")]
    public void amounts_have_words(int days, int minutes, string indonesian, string english)
    {
        Assert.Equal(indonesian, Durations.Say(new WorkAmount(days, minutes), Indonesian));
        Assert.Equal(english, Durations.Say(new WorkAmount(days, minutes), English));
    }

    [Theory]
    [InlineData(45, "45 detik")]
    [InlineData(150, "2 menit 30 detik")]
    [InlineData(3665, "1 jam 1 menit")]
    [InlineData(100 * 3600, "100 jam")]
    public void spans_of_time_have_words(int seconds, string words) => Assert.Equal(words, Durations.Say(TimeSpan.FromSeconds(seconds), Indonesian));
}
