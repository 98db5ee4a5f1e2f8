using Laksana.Agenda;
using Laksana.Cases;
using Laksana.Notices;
using Laksana.Procedures;
using Laksana.Server.Accounts;
using Laksana.Server.Pages.Berkas;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Beranda.BerandaWords;

namespace Laksana.Server.Pages.Beranda;

/// <summary>One screen for whoever has others below him; everybody else begins with his tasks.</summary>
internal sealed class IndexModel(Overviews overviews, Inbox inbox, NoticeBook notices, ProofStates proofs, AgendaBook book, PublishedSheets sheets, BackupLines backups, NetworkLines networks, CurrentOffice office, OfficeTimes times) : PageModel
{
    /// <summary>Acts wait a few seconds for their seal; for longer only when something stands still.</summary>
    private static readonly TimeSpan SealPatience = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan BackupAge = TimeSpan.FromHours(26);

    private IReadOnlyList<SheetVersion> _known = [];

    public Overview Now { get; private set; } = null!;
    public InboxCounts Mine { get; private set; } = null!;
    public IReadOnlyList<(string CaseNumber, string Subject)> ToAnswer { get; private set; } = [];
    public ProofState Proof { get; private set; } = null!;
    /// <summary>The last backup that succeeded; null where the office has none, or no sheet that makes one.</summary>
    public AgendaEntry? Backup { get; private set; }

    /// <summary>How each source of backups stands, for those whom they concern.</summary>
    public IReadOnlyList<BackupLine> Sources { get; private set; } = [];

    /// <summary>How the network stands, for those whom it concerns.</summary>
    public NetworkLine? Network { get; private set; }

    public bool SealingStands => Proof.Waiting > 0 && (Proof.Last is null || times.Now - Proof.Last.SealedAt > SealPatience);

    public bool BackupIsOld => Backup is not null && times.Now - Backup.At > BackupAge;

    public async Task<IActionResult> OnGetAsync()
    {
        var (atWork, token) = (office.AtWork!, HttpContext.RequestAborted);
        if (!Overviews.Leads(atWork.Staffing, office.Officer)) return LocalRedirect(Navigation.Home);
        _known = await sheets.AllVersionsAsync(office.Id, token);
        Now = await overviews.ReadAsync(atWork, office.Officer, token);
        (Mine, _, _) = await inbox.ReadAsync(atWork, office.Officer, new InboxView(Tray.Mine), token);
        ToAnswer = await notices.ToAnswerAsync(office.Id, office.Officer, 5, token);
        Proof = await proofs.ReadAsync(office.Id, token);
        Sources = await backups.ReadAsync(atWork, token);
        Network = await networks.ReadAsync(office.Id, token);
        Backup = Sources.Count > 0 ? null : await LastBackupAsync(token);
        ViewData["Count:/tugas"] = Mine.Mine + Mine.Claimable + ToAnswer.Count;
        return Page();
    }

    public string Late => Now.Late >= Overviews.CountCap ? Say["late.many", Overviews.CountCap] : Now.Late.ToString(System.Globalization.CultureInfo.CurrentCulture);

    public string LateBy(CallingRow row) => row.DueAt is { } due ? Say["late.by", Spans.Say(office.AtWork!.Calendar.Worked(due, times.Now, []))] : "";

    public string Address(CallingRow row) => $"/berkas/{row.CaseNumber}" + (Step(row) is { } step ? "#langkah-" + step.Number : "");

    /// <summary>"Pemeliharaan Jaringan · 5 Cek kondisi modem · Kecamatan Kalibening · JFU: Ratri Wulandari".</summary>
    public string Place(CallingRow row) => string.Join(" · ", new[]
    {
        row.CaseNumber,
        Step(row) is { } step ? $"{step.Number} {Shortened.To(step.Activity)}" : row.Step,
        row.Site is null ? null : office.AtWork!.SiteName(row.Site),
        $"{Sheet(row)?.RoleTitle(row.Role) ?? row.Role}: {(row.Officer is null ? Say["who.nobody"] : office.AtWork!.NameOf(row.Officer))}",
    }.OfType<string>());

    public bool CountsAsLoad(PositionLoad load) => load.Queued + load.Working > 0 || IsVacant(load.Position);

    public bool IsVacant(string position) => office.AtWork!.Staffing.Holdings.All(h => h.Position != position);

    private Procedure? Sheet(CallingRow row) => _known.Where(s => s.Procedure.Id == row.Procedure).OrderByDescending(s => s.Procedure.FindStep(row.Step) is not null).ThenByDescending(s => s.Version).FirstOrDefault()?.Procedure;

    private Step? Step(CallingRow row) => Sheet(row)?.FindStep(row.Step);

    /// <summary>From the agenda: the newest success of the machine on a row that dumps a database.</summary>
    private async Task<AgendaEntry?> LastBackupAsync(CancellationToken token)
    {
        AgendaEntry? last = null;
        foreach (var sheet in _known.Where(s => s.Procedure.Steps.Any(r => r.Action?.Name is "backup.take" or "database.dump")).GroupBy(s => s.Procedure.Id))
        {
            var rows = sheet.SelectMany(s => s.Procedure.Steps).Where(r => r.Action?.Name is "backup.take" or "database.dump").Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
            var (entries, _) = await book.ReadAsync(office.AtWork!, office.Officer, office.IsAdministrator, new AgendaView(Procedure: sheet.Key, Kinds: ["action-succeeded"], Most: 20), token);
            if (entries.FirstOrDefault(e => e.Step is { } step && rows.Contains(step)) is { } found && !(found.At < last?.At)) last = found;
        }
        return last;
    }
}
