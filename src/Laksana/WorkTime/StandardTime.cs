namespace Laksana.WorkTime;

/// <summary>
/// An amount of working time: whole working days, then working minutes. A working day counts as one wherever in the day it begins
/// (begun a third of the way through Friday, one day ends a third of the way through Monday), whatever the lengths of the two days.
/// </summary>
public readonly record struct WorkAmount(int Days, int Minutes)
{
    public static WorkAmount OfMinutes(int minutes) => new(0, minutes);

    public static WorkAmount OfDays(int days) => new(days, 0);

    /// <summary>Working minutes when a day is taken as <paramref name="minutesPerDay"/>; for sums and pictures, never for a due moment.</summary>
    public int InMinutes(int minutesPerDay) => Days * minutesPerDay + Minutes;

    public static WorkAmount operator +(WorkAmount a, WorkAmount b) => new(a.Days + b.Days, a.Minutes + b.Minutes);
}

/// <summary>The column <c>waktu</c>: a single amount, or a range whose upper end is the limit. <see cref="Text"/> keeps the sheet's words.</summary>
public sealed partial record StandardTime(WorkAmount? Lower, WorkAmount Limit, string Text);
