using Laksana.Procedures;
using Laksana.WorkTime;

namespace Laksana.Complaints;

/// <summary>The limits of SP4N-LAPOR.</summary>
public enum ComplaintLimit { Verification, Light, Heavy }

/// <summary>A limit of a complaint. <see cref="DueMoment.At"/> is null while the office waits for the complainant.</summary>
public sealed record ComplaintDue(ComplaintLimit Limit, DueMoment Due);

/// <summary>
/// How long the office may take, from when a complaint came: until it is verified, then until it is answered; the shorter limit until it is known to be heavy.
/// Working time by the office's calendar, without what was waited for the complainant. Pure.
/// </summary>
public sealed class ComplaintClock(Desk desk, WorkCalendar calendar)
{
    /// <summary>The limit that runs now; null when the complaint has ended or the sheet sets none.</summary>
    public ComplaintDue? Running(Complaint complaint) =>
        !complaint.IsOpen ? null : complaint.VerifiedAt is null ? Verification(complaint) : Answer(complaint);

    /// <summary>Limits that were passed: those that run and those that were met too late.</summary>
    public IEnumerable<ComplaintDue> Passed(Complaint complaint, DateTimeOffset now)
    {
        if (complaint.Stage == ComplaintStage.Cancelled) yield break;
        if (Verification(complaint) is { } first && first.Due.HasPassed(complaint.VerifiedAt ?? complaint.AnsweredAt ?? now)) yield return first;
        if (complaint.VerifiedAt is not null && Answer(complaint) is { } second && second.Due.HasPassed(complaint.AnsweredAt ?? now)) yield return second;
    }

    /// <summary>Whether a limit that still runs has passed.</summary>
    public bool IsLate(Complaint complaint, DateTimeOffset now) => Running(complaint)?.Due.HasPassed(now) == true;

    /// <summary>Working days from when it came until it was answered, or until now; a day is the office's ordinary one.</summary>
    public decimal DaysUsed(Complaint complaint, DateTimeOffset now)
    {
        var until = complaint.AnsweredAt ?? now;
        return until <= complaint.ReceivedAt ? 0
            : Math.Round((decimal)calendar.Worked(complaint.ReceivedAt, until, complaint.Standstills).TotalMinutes / calendar.MinutesPerDay, 1);
    }

    private ComplaintDue? Verification(Complaint complaint) => Due(complaint, ComplaintLimit.Verification, desk.Verification);

    private ComplaintDue? Answer(Complaint complaint) => complaint.Class == ComplaintClass.Heavy
        ? Due(complaint, ComplaintLimit.Heavy, desk.Heavy) : Due(complaint, ComplaintLimit.Light, desk.Light);

    private ComplaintDue? Due(Complaint complaint, ComplaintLimit limit, StandardTime? time) =>
        time is null ? null : new ComplaintDue(limit, calendar.Due(complaint.ReceivedAt, time.Limit, complaint.Standstills));
}
