using FsCheck;
using FsCheck.Fluent;
using Laksana.WorkTime;
using Xunit;

namespace Laksana.Tests.WorkTime;

public sealed class WorkTimeProperties
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly Arbitrary<WorkAmount> Amounts = Arb.From(AnyOffice.Amount);
    private static readonly Arbitrary<int> Minutes = Arb.From(Gen.Choose(0, 2000));

    private static void Check<T>(Arbitrary<Situation> situations, Arbitrary<T> values, Action<Situation, T> holds, int times = 300) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(times).WithQuietOnSuccess(true), Prop.ForAll(situations, values, holds));

    [Fact]
    public void a_due_moment_is_the_one_found_minute_by_minute() =>
        Check(AnyOffice.In(Minute, open: true), Amounts, (office, amount) =>
            Assert.Equal(
                new ReferenceClock(office.Definition, office.Standstills, Minute).Due(office.Start, amount),
                office.Calendar.Due(office.Start, amount, office.Standstills).At));

    [Fact]
    public void a_due_moment_is_the_one_found_second_by_second() =>
        Check(AnyOffice.In(Second, open: true), Arb.From(Gen.Choose(0, 600).Select(WorkAmount.OfMinutes)), (office, amount) =>
            Assert.Equal(
                new ReferenceClock(office.Definition, office.Standstills, Second).Due(office.Start, amount),
                office.Calendar.Due(office.Start, amount, office.Standstills).At), times: 40);

    [Fact]
    public void a_day_begun_at_any_second_ends_where_counting_seconds_ends() =>
        Check(AnyOffice.In(Second), Arb.From(Gen.Choose(1, 2).Select(WorkAmount.OfDays)), (office, amount) =>
            Assert.Equal(
                new ReferenceClock(office.Definition, office.Standstills, Second).Due(office.Start, amount),
                office.Calendar.Due(office.Start, amount, office.Standstills).At), times: 40);

    [Fact]
    public void working_time_is_what_counting_minutes_gives() =>
        Check(AnyOffice.In(Minute, open: true), Arb.From(Gen.Choose(0, 1)), (office, swap) =>
        {
            var (from, to) = swap == 0 ? (office.Start, office.Other) : (office.Other, office.Start);
            Assert.Equal(
                new ReferenceClock(office.Definition, office.Standstills, Minute).Worked(from, to),
                office.Calendar.Worked(from, to, office.Standstills));
        });

    [Fact]
    public void working_time_is_what_counting_seconds_gives() =>
        Check(AnyOffice.In(Second, open: true), Arb.From(Gen.Choose(0, 3 * 86400)), (office, length) =>
            Assert.Equal(
                new ReferenceClock(office.Definition, office.Standstills, Second).Worked(office.Start, office.Start.AddSeconds(length)),
                office.Calendar.Worked(office.Start, office.Start.AddSeconds(length), office.Standstills)), times: 60);

    [Fact]
    public void the_working_time_until_a_due_moment_is_the_amount() =>
        Check(AnyOffice.In(Second, betweenSeconds: true), Minutes, (office, minutes) =>
            Assert.Equal(
                TimeSpan.FromMinutes(minutes),
                office.Calendar.Worked(office.Start, Due(office, office.Start, WorkAmount.OfMinutes(minutes)), office.Standstills)));

    [Fact]
    public void minutes_may_be_counted_in_two_parts() =>
        Check(AnyOffice.In(Second), Minutes, (office, minutes) =>
        {
            for (var first = 0; first <= minutes; first += 1 + minutes / 5)
                Assert.Equal(
                    Due(office, office.Start, WorkAmount.OfMinutes(minutes)),
                    Due(office, Due(office, office.Start, WorkAmount.OfMinutes(first)), WorkAmount.OfMinutes(minutes - first)));
        });

    [Fact]
    public void days_and_then_minutes_are_the_two_after_one_another() =>
        Check(AnyOffice.In(Second), Amounts, (office, amount) =>
            Assert.Equal(
                Due(office, office.Start, amount),
                Due(office, Due(office, office.Start, WorkAmount.OfDays(amount.Days)), WorkAmount.OfMinutes(amount.Minutes))));

    [Fact]
    public void working_time_adds_up_over_neighbouring_intervals() =>
        Check(AnyOffice.In(Second, open: true, betweenSeconds: true), Arb.From(Gen.Choose(0, 10 * 86400)), (office, length) =>
        {
            DateTimeOffset[] moments = [office.Start, office.Other, office.Start.AddSeconds(length)];
            Array.Sort(moments);
            Assert.Equal(
                office.Calendar.Worked(moments[0], moments[2], office.Standstills),
                office.Calendar.Worked(moments[0], moments[1], office.Standstills) + office.Calendar.Worked(moments[1], moments[2], office.Standstills));
        });

    [Fact]
    public void what_begins_later_or_lasts_longer_is_never_due_earlier() =>
        Check(AnyOffice.In(Second), Arb.From(Gen.Choose(0, 3 * 86400).Zip(AnyOffice.Amount)), (office, later) =>
        {
            var (wait, amount) = later;
            var due = Due(office, office.Start, amount);
            Assert.True(due >= office.Start);
            Assert.True(Due(office, office.Start.AddSeconds(wait), amount) >= due);
            Assert.True(Due(office, office.Start, amount + WorkAmount.OfMinutes(wait % 60)) >= due);
            Assert.True(Due(office, office.Start, amount + WorkAmount.OfDays(1)) >= due);
        });

    [Fact]
    public void a_day_takes_a_whole_working_day_and_no_more_than_two_dates_of_work() =>
        Check(AnyOffice.In(Minute), Arb.From(Gen.Constant(0)), (office, _) =>
        {
            var begins = office.Calendar.OpensAt(office.Start);
            var due = office.Calendar.Due(office.Start, WorkAmount.OfDays(1), []).At!.Value;
            var date = office.Calendar.DateOf(begins);
            var dueDate = DateOnly.FromDateTime(office.Calendar.ToLocal(due.AddTicks(-1)).DateTime);
            Assert.True(dueDate == date || dueDate == office.Calendar.NextWorkingDay(date));
        });

    [Fact]
    public void the_sum_accounts_for_exactly_the_time_used() =>
        Check(AnyOffice.In(Second), Amounts, (office, amount) =>
        {
            var due = office.Calendar.Due(office.Start, amount, office.Standstills);
            var lines = due.Arithmetic;
            var used = lines.Select(l => l switch
            {
                ArithmeticLine.Worked w => w.Used,
                ArithmeticLine.WorkedDays w => w.Used,
                ArithmeticLine.Omitted w => w.Used,
                _ => TimeSpan.Zero,
            }).Aggregate(TimeSpan.Zero, (a, b) => a + b);

            Assert.Equal(office.Calendar.Worked(office.Start, due.At!.Value, office.Standstills), used);
            Assert.Equal(due.At, Assert.IsType<ArithmeticLine.Due>(lines[^1]).At);
            Assert.InRange(lines.Count, 2, 14);
            Assert.NotEmpty(due.Explain(System.Globalization.CultureInfo.GetCultureInfo("id")));
        });

    [Fact]
    public void a_calendar_asked_by_many_threads_answers_the_same()
    {
        var calendar = new WorkCalendar(ExampleOffice.Definition);
        var starts = Enumerable.Range(0, 2000).Select(i => ExampleOffice.Wib(1, 1, 0, 0).AddHours(i * 7)).ToList();
        var expected = starts.Select(s => ExampleOffice.OfficeCalendar.Due(s, WorkAmount.OfDays(8), []).At).ToList();
        var found = new DateTimeOffset?[starts.Count];

        Parallel.For(0, starts.Count, i => found[i] = calendar.Due(starts[i], WorkAmount.OfDays(8), []).At);

        Assert.Equal(expected, found);
    }

    private static DateTimeOffset Due(Situation office, DateTimeOffset start, WorkAmount amount) =>
        office.Calendar.Due(start, amount, office.Standstills).At!.Value;
}
