namespace Laksana.WorkTime;

/// <summary>An office's working hours, holidays and closures in its own zone; pure arithmetic, no clock.</summary>
public sealed partial class WorkCalendar
{
}

/// <summary>An interval in which the clock stood still; <paramref name="Until"/> null while it lasts.</summary>
public sealed record Standstill(DateTimeOffset From, DateTimeOffset? Until, string Reason);
