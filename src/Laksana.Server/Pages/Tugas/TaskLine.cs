using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;
using static Laksana.Server.Pages.Tugas.TugasWords;

namespace Laksana.Server.Pages.Tugas;

/// <summary>What the button of a task does.</summary>
internal enum TaskAct { Work, Take, Check, Look }

/// <summary>One line of the inbox in words.</summary>
internal sealed class TaskLine(InboxTask task, Procedure? sheet, OfficeAtWork office, OfficeTimes times, string me)
{
    private readonly Step? _step = sheet?.FindStep(task.Step);

    public InboxTask Task => task;

    public string Address => $"/berkas/{task.CaseNumber}#langkah-{_step?.Number}";

    /// <summary>What a form calls it: case, passage, and who had it when the list was drawn.</summary>
    public string Mark => $"{task.CaseNumber}/{task.Run}/{task.Officer}";

    public string TakeAddress => $"/berkas/{task.CaseNumber}/mulai/{task.Run}";

    /// <summary>"Pemeliharaan Jaringan · langkah 5 Cek kondisi modem · Kecamatan Kalibening".</summary>
    public string Place => string.Join(" · ", new[]
    {
        task.CaseNumber,
        sheet?.Title ?? task.Procedure,
        _step is null ? task.Step : Say["step", _step.Number, Shortened.To(_step.Activity)],
        task.Site is null ? null : office.SiteName(task.Site),
    }.OfType<string>());

    public string Who => task switch
    {
        { Officer: { } holder } when holder == me => Say["who.you", Role],
        { Officer: { } holder } => Say["who", Role, office.NameOf(holder)],
        _ => Say["who.position", Role],
    };

    public TaskAct Act => task switch
    {
        { Officer: { } holder, Status: not RunStatus.Paused } when holder == me => TaskAct.Work,
        { Officer: { } holder } when holder == me => TaskAct.Look,
        { Status: RunStatus.Reported } => TaskAct.Check,
        { Officer: null, Status: RunStatus.Ready } => TaskAct.Take,
        _ => TaskAct.Look,
    };

    public (string Words, string? Style) Due => task switch
    {
        { Status: RunStatus.Paused, Party: { } party } => (Say["due.waits", sheet?.Parties.FirstOrDefault(p => p.Id == party)?.Title ?? party], "off"),
        { DueAt: null } => (Say["due.none"], null),
        { Late: true, DueAt: { } due } => (Say["due.late", Berkas.Spans.Say(office.Calendar.Worked(due, times.Now, []))], "late"),
        { DueAt: { } due } => (times.Moment(due), times.Here(due).Date == times.Now.Date ? "now" : null),
    };

    private string Role => sheet?.Roles.FirstOrDefault(r => r.Id == task.Role)?.Title ?? task.Role;
}
