using Laksana.Backups;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Backups.Proving.ProofPageWords;

namespace Laksana.Server.Pages.Backups.Proving;

/// <summary>Checks of one backup: what was found, and the form that asks for the next.</summary>
internal sealed class SatuModel(ProofTools tools) : ProofPage(tools)
{
    private const int Most = 30;

    [BindProperty(Name = "id", SupportsGet = true)]
    public string Id { get; set; } = "";

    public Backup Backup { get; private set; } = null!;

    public LevelsView Levels { get; private set; } = null!;

    public IReadOnlyList<JobView> Going { get; private set; } = [];

    public JobNow? LastJob { get; private set; }

    public IReadOnlyList<BackupCheck> Checks { get; private set; } = [];

    public DrillForecast? Forecast { get; private set; }

    public string? Wrong { get; private set; }

    /// <summary>How far content of this kind can be checked at all.</summary>
    public IEnumerable<BackupLevel> Offered =>
        Backup.Kind is SourceKind.Oracle or SourceKind.Command ? [BackupLevel.Whole, BackupLevel.Readable] : [BackupLevel.Whole, BackupLevel.Readable, BackupLevel.Proved];

    public async Task<IActionResult> OnGetAsync() => await ReadAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync(string? tingkat)
    {
        if (await ReadAsync() is { } closed) return closed;
        if (ProofLevels.Read(tingkat ?? "") is not { } level || !Offered.Contains(level))
        {
            Wrong = Say["check.choose"];
            return Page();
        }
        var order = level == BackupLevel.Proved ? DrillJob.Order(Id, null, Office.Officer, MachineOf(Backup)) : VerifyJob.Order(Id, level, Office.Officer, MachineOf(Backup));
        var (_, isNew) = await Tools.Jobs.AskAsync(AtWork.Id, order, Aborted);
        TempData.SayDone(Say[isNew ? "check.asked" : "check.going"]);
        return LocalRedirect("/backup/uji/" + Id);
    }

    private async Task<IActionResult?> ReadAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        if (await Tools.Book.FindAsync(AtWork.Id, Id, Aborted) is not { } backup) return NotFound();
        Backup = backup;
        Levels = await LevelsView.ReadAsync(Tools.Book, AtWork.Id, backup, mayCheck: false, Aborted);
        Checks = await Tools.Book.ChecksAsync(AtWork.Id, Id, Most, Aborted);
        var jobs = (await Tools.Jobs.OfSubjectAsync(AtWork.Id, null, Id, Most, Aborted)).Where(IsProof).ToList();
        Going = [.. jobs.Where(j => j.Going).Select(j => new JobView(j, MayCancel: true))];
        LastJob = jobs.FirstOrDefault(j => !j.Going);
        Forecast = await Tools.Drills.ForecastAsync(AtWork.Id, backup.Source, backup.Kind, backup.SourceBytes, Aborted);
        return null;
    }
}
