using Laksana.Automation;
using Laksana.Backups;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Backups.Custody.Media;

/// <summary>One medium: what it is, what it carries, what was measured, through whose hands it went, and what may be done with it now.</summary>
internal sealed class LihatModel(CustodyPageTools tools) : MediumPage(tools)
{
    private const int MostChecks = 12, MostHandovers = 12, MostBackups = 30;

    public IReadOnlyList<MediumCopy> Copies { get; private set; } = [];
    public IReadOnlyList<MediumCheck> Checks { get; private set; } = [];
    public IReadOnlyList<Handover> Handovers { get; private set; } = [];
    public IReadOnlyList<LastCopy> Last { get; private set; } = [];

    /// <summary>Backups that could be copied to it.</summary>
    public IReadOnlyList<Backup> Copyable { get; private set; } = [];

    /// <summary>Where it is plugged in: the machine, and its path there.</summary>
    public (string Machine, string Path, long Free, bool OwnDisk)? Plugged { get; private set; }

    /// <summary>Places with something that is not marked yet.</summary>
    public IReadOnlyList<MediaPlace> Unmarked { get; private set; } = [];

    /// <summary>The newest work on it.</summary>
    public JobNow? Job { get; private set; }

    /// <summary>The newest measurement while it is of now: its code is shown to whoever accepts.</summary>
    public MediumCheck? FreshCheck => Checks.FirstOrDefault(c => c.Whole && c.Code is not null && c.MeasuredAt > Now - Handover.Fresh);

    public IReadOnlyList<MediumAct> Acts => MayAct ? MediumRules.Open(Medium, Me) : [];

    public bool MayGive => MayAct && Medium.State == MediumState.InUse && (Medium.Holder is null || Medium.Holder == Me) && Copies.Any(c => c.State == CopyState.Whole) && Handovers.All(h => h.State != HandoverState.Offered);

    public async Task<IActionResult> OnGetAsync()
    {
        if (await FindAsync() is { } closed) return closed;
        await FillAsync();
        return Page();
    }

    public string BackupAddress(string backup) => "/backup/" + Uri.EscapeDataString(backup);

    public string ActAddress(MediumAct act) => $"{Address}/nyatakan/{NyatakanModel.WordOf(act)}";

    public string ReloadAddress => FormattableString.Invariant($"{Address}?muat={Environment.TickCount64}#pekerjaan");

    public string JobStyle => Job!.Status switch { ActionRunStatus.Succeeded => "done", ActionRunStatus.Failed => "late", ActionRunStatus.Cancelled => "off", _ => "now" };

    private async Task FillAsync()
    {
        Copies = await Tools.Media.CopiesAsync(AtWork.Id, Medium.Label, Aborted);
        Checks = await Tools.Media.ChecksAsync(AtWork.Id, Medium.Label, MostChecks, Aborted);
        Handovers = await Tools.Handovers.ListAsync(AtWork.Id, Medium.Label, MostHandovers, Aborted);
        Last = await LastCopies.OnAsync(Tools.Database, AtWork.Id, Medium.Label, Aborted);
        Plugged = await WhereAsync();
        Unmarked = Plugged is null ? [.. Tools.Places.Now().Where(p => p.Mark is null && !p.ReadOnly)] : [];
        Job = await Tools.Jobs.OfSubjectAsync(AtWork.Id, null, Medium.Label, 1, Aborted) is [var newest, ..] ? newest : null;
        if (Plugged is not null)
            Copyable = [.. (await Tools.Backups.ListAsync(AtWork.Id, new BackupFilter(State: BackupState.Present, Most: MostBackups), Aborted)).Where(b => !Copies.Any(c => c.Backup == b.Id && c.State == CopyState.Whole))];
    }

    private async Task<(string, string, long, bool)?> WhereAsync()
    {
        if (Tools.Places.Find(AtWork.Id, Medium.Label) is { } here && here.Mark!.Mark == Medium.Mark) return (Environment.MachineName, here.Path, here.Free, here.OwnDisk);
        return (await Tools.Media.SeenAsync(AtWork.Id, Aborted)).FirstOrDefault(s => s.Medium == Medium.Label) is { } seen ? (seen.Machine, seen.Path, seen.Free, seen.OwnDisk) : null;
    }
}
