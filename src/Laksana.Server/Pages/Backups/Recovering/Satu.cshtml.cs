using System.Globalization;
using Laksana.Backups;
using Laksana.Server.Pages.Berkas;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Backups.Recovering;

/// <summary>One recovery: where it stands, what was found, what a swap would lose, and what may be done next.</summary>
internal sealed class SatuModel(RecoveryTools tools, TimeProvider clock) : RecoveryPage(tools)
{
    /// <summary>Tables that are shown at once; the others are in the API and in <c>laksana recover preview --json</c>.</summary>
    private const int MostTables = 200;

    [BindProperty(Name = "tugas")]
    public string? Task { get; set; }

    [BindProperty(Name = SentForm.Reason)]
    public string? Reason { get; set; }

    [BindProperty(Name = "sampai")]
    public string? Until { get; set; }

    [BindProperty(Name = SentForm.Key)]
    public string? Key { get; set; }

    [BindProperty(Name = SentForm.Seen)]
    public int? Seen { get; set; }

    public Recovery Recovery { get; private set; } = null!;

    public IReadOnlyList<RecoveryEvent> Events { get; private set; } = [];

    public IReadOnlyList<TableLoss> Losses { get; private set; } = [];

    public int SameTables { get; private set; }

    public JobNow? Job { get; private set; }

    public bool CanSwap => Recovery.Preflight?.Findings.All(f => !f.Code.StartsWith("no-swap", StringComparison.Ordinal)) ?? true;

    public bool MayAskRelease => Recovery.Stage.Keeps() && Recovery.Release is null && (Recovery.Stage == RecoveryStage.Undone || Recovery.KeepUntil is not { } until || clock.GetUtcNow() >= until);

    public async Task<IActionResult> OnGetAsync(string id) => await FillAsync(id) ?? Page();

    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (await FillAsync(id) is { } closed) return closed;
        var answer = Task switch
        {
            "periksa" => await WorkAsync(RecoveryTask.Preflight),
            "pulihkan" => await WorkAsync(RecoveryTask.Restore),
            "pratinjau" => await WorkAsync(RecoveryTask.Compare),
            "tukar" => await WorkAsync(RecoveryTask.Swap),
            "cek" => await WorkAsync(RecoveryTask.Check),
            "kembalikan" => await WorkAsync(RecoveryTask.Undo),
            "batalkan" => await DoAsync(new RecoveryAct.Cancel(Reason ?? "")),
            "simpan" when UntilMoment is { } until => await DoAsync(new RecoveryAct.KeepLonger(until)),
            "minta-hapus" => await DoAsync(new RecoveryAct.AskRelease(Reason ?? "")),
            _ => new RecoveryAnswer.Refused(new RecoveryRefusal("wrong-stage")),
        };
        if (Explain(answer) is { } refused) return refused;
        TempData.SayDone(PemulihanWords.Say["done." + Task]);
        return LocalRedirect(AddressOf(id));
    }

    private DateTimeOffset? UntilMoment => DateOnly.TryParseExact(Until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), AtWork.Zone.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue))).ToUniversalTime() : null;

    private Task<RecoveryAnswer> WorkAsync(RecoveryTask task) => Tools.Door.WorkAsync(AtWork, Recovery.Id, new RecoveryOrder(task, Reason), Officer, Seen, Aborted);

    private async Task<RecoveryAnswer> DoAsync(RecoveryAct act) => act is RecoveryAct.Cancel or RecoveryAct.AskRelease && string.IsNullOrWhiteSpace(Reason)
        ? new RecoveryAnswer.Refused(new RecoveryRefusal("reason"))
        : await Tools.Door.DoAsync(AtWork, new RecoveryRequest(AtWork.Id, Recovery.Id, act, Officer, Seen, KeyOf(Key)), Aborted);

    private async Task<IActionResult?> FillAsync(string id)
    {
        if (await EnterAsync() is { } closed) return closed;
        if (await Tools.Book.FindAsync(AtWork.Id, id, Aborted) is not { } recovery) return NotFound();
        Recovery = recovery;
        Events = await Tools.Book.EventsAsync(AtWork.Id, id, Aborted);
        var losses = await Tools.Book.LossesAsync(AtWork.Id, id, Aborted);
        Losses = [.. losses.Where(l => l.Differs).Take(MostTables)];
        SameTables = losses.Count(l => !l.Differs);
        Job = (await Tools.Jobs.OfSubjectAsync(AtWork.Id, RecoveryJob.JobKind, id, 1, Aborted)).FirstOrDefault();
        // Without a script too the page follows the work.
        if (Job is { Going: true }) Response.Headers["Refresh"] = "3";
        return null;
    }
}
