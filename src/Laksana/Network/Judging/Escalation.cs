using Laksana.WorkTime;

namespace Laksana.Network;

/// <summary>
/// When whom to tell of an incident. What is urgent is told at once and around the clock; the rest when the office works, and each level above after so many
/// minutes of working time in which nobody took note. Pure.
/// </summary>
public static class Escalation
{
    /// <summary>When those who work on it are told.</summary>
    public static DateTimeOffset FirstAt(WorkCalendar calendar, DateTimeOffset openedAt, bool urgent) => urgent ? openedAt : calendar.OpensAt(openedAt);

    /// <summary>When the level above <paramref name="level"/> is told; null when there is none.</summary>
    /// <param name="level">0: those who work on it have been told.</param>
    /// <param name="toldAt">When that level was told.</param>
    public static DateTimeOffset? NextAt(WorkCalendar calendar, DateTimeOffset toldAt, int level, bool urgent, IReadOnlyList<int> minutes)
    {
        if (level < 0 || level >= minutes.Count) return null;
        return urgent ? toldAt.AddMinutes(minutes[level]) : calendar.Due(toldAt, new WorkAmount(0, minutes[level]), []).At;
    }
}
