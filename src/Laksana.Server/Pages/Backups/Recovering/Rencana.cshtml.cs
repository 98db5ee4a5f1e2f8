using System.Globalization;
using Laksana.Backups;
using Laksana.Server.Pages.Berkas;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Backups.Recovering;

/// <summary>Chooses source and backup (or a moment) of a new recovery.</summary>
internal sealed class RencanaModel(RecoveryTools tools) : RecoveryPage(tools)
{
    private const int MostBackups = 40;

    [BindProperty(Name = "sumber", SupportsGet = true)]
    public string? SourceName { get; set; }

    [BindProperty(Name = "backup", SupportsGet = true)]
    public string? Backup { get; set; }

    [BindProperty(Name = "waktu")]
    public string? Moment { get; set; }

    [BindProperty(Name = SentForm.Reason)]
    public string? Reason { get; set; }

    /// <summary>There is no input for it on the page; whoever sends one hears why not.</summary>
    [BindProperty(Name = "ke")]
    public string? Into { get; set; }

    [BindProperty(Name = SentForm.Key)]
    public string? Key { get; set; }

    public IReadOnlyList<BackupSource> Sources { get; private set; } = [];

    public BackupSource? Source { get; private set; }

    public IReadOnlyList<Backup> Backups { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync() => await FillAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FillAsync() is { } closed) return closed;
        DateTimeOffset? moment = null;
        if (Backup is not { Length: > 0 } && DateTime.TryParseExact(Moment, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            moment = new DateTimeOffset(local, AtWork.Zone.GetUtcOffset(local)).ToUniversalTime();
        var wish = new RecoveryWish(AtWork.Id, SourceName ?? "", Backup is { Length: > 0 } ? Backup : null, moment, Reason ?? "", Officer, Into: Into,
            PointInTime: moment is not null && Source?.PgBackRest is not null, Key: KeyOf(Key));
        var answer = await Tools.Door.PlanAsync(AtWork, wish, Aborted);
        if (Explain(answer) is { } refused) return refused;
        TempData.SayDone(PemulihanWords.Say["plan.done"]);
        return LocalRedirect(AddressOf(((RecoveryAnswer.Done)answer).Recovery.Id));
    }

    private async Task<IActionResult?> FillAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        if (!MayPrepare) return StatusCode(StatusCodes.Status403Forbidden);
        Sources = [.. Tools.Settings.All(AtWork.Id).Where(s => RecoveryPlanning.LiveOf(s) is not null)];
        Source = Sources.FirstOrDefault(s => s.Name == SourceName) ?? (Sources.Count == 1 ? Sources[0] : null);
        SourceName ??= Source?.Name;
        if (Source is not null) Backups = await Tools.Backups.ListAsync(AtWork.Id, new BackupFilter(Source.Name, BackupState.Present, Most: MostBackups), Aborted);
        return null;
    }
}
