using System.Diagnostics.CodeAnalysis;

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
public sealed partial record StandardTime(WorkAmount? Lower, WorkAmount Limit, string Text)
{
    /// <summary>
    /// Reads what offices write: <c>5 Menit</c>, <c>10 - 30 menit</c>, <c>1 jam 30 menit</c>, <c>8 (delapan) hari kerja</c>.
    /// </summary>
    /// <param name="problem">When it cannot be read: the cause and what to write instead, in the UI culture.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out StandardTime? time, [NotNullWhen(false)] out string? problem)
    {
        time = null;
        problem = new StandardTimeText(text ?? "").Read(out var lower, out var limit) is { } fault
            ? WorkTimeWords.Say[fault.Key, fault.Argument]
            : null;
        if (problem is null)
            time = new(lower, limit, text!.Trim());
        return time is not null;
    }
}
