using Laksana.Complaints;
using Laksana.Officers;
using Laksana.Procedures;
using Laksana.Server.Pages.Berkas;
using static Laksana.Server.Pages.Pengaduan.PengaduanWords;

namespace Laksana.Server.Pages.Pengaduan;

/// <summary>One complaint of a list in words.</summary>
internal sealed class ComplaintLine(Complaint complaint, ComplaintClock clock, Procedure sheet, OfficeAtWork office, OfficeTimes times)
{
    private readonly ComplaintDue? _due = clock.Running(complaint);

    public Complaint Complaint => complaint;

    public string Address => $"/berkas/{complaint.Number}{(complaint.Step is { } step ? "#langkah-" + step.Number : "")}";

    public DateTimeOffset DueAt => _due?.Due.At ?? DateTimeOffset.MaxValue;

    public bool Late => _due?.Due.HasPassed(times.Now) == true;

    /// <summary>"ADU-2026-0003 · telepon · diterima Jum 20 Nov 08.12 · LAPOR 123".</summary>
    public string Place => string.Join(" · ", new[]
    {
        complaint.Number, complaint.Channel, Say["line.received", times.Moment(complaint.ReceivedAt)], complaint.Section,
        complaint.LaporNumber is { } lapor ? Say["line.lapor", lapor] : null,
    }.OfType<string>());

    public string Stage => Say["stage." + complaint.Stage];

    /// <summary>Whose turn it is, or how it ended.</summary>
    public string Who => complaint switch
    {
        { Run: { Status: Cases.RunStatus.Paused } } => Say["line.waits"],
        { Run: { } run, Step: { } step } => run.Officer is { } officer && run.Status != Cases.RunStatus.Reported
            ? Say["line.with", step.Number, office.NameOf(officer)]
            : Say["line.role", step.Number, RoleOf(run.Status == Cases.RunStatus.Reported ? step.ReportsTo! : step.Role)],
        { AnsweredAt: { } told } => complaint.AnsweredBy is { } by ? Say["line.answered-by", times.Moment(told), by] : Say["line.answered", times.Moment(told)],
        _ => "",
    };

    public (string Words, string? Style) Due => _due switch
    {
        null => complaint.IsOpen ? (Say["due.none"], null) : (Say["due.used", clock.DaysUsed(complaint, times.Now)], clock.Passed(complaint, times.Now).Any() ? "late" : "done"),
        { Due.At: null } => (Say["due.stopped"], "off"),
        { Due.At: { } at } when at < times.Now => (Say["due.late", Spans.Say(office.Calendar.Worked(at, times.Now, []))], "late"),
        { Due.At: { } at } => (Say["due.until", times.Moment(at)], times.Here(at).Date == times.Now.Date ? "now" : null),
    };

    public string Limit => _due is { } due ? Say["limit." + due.Limit, Spans.Say(due.Due.Amount)] : "";

    private string RoleOf(string role) => sheet.Roles.FirstOrDefault(r => r.Id == role)?.Title ?? role;
}
