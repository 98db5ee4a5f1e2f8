using Laksana.Backups;

namespace Laksana.Server.Api;

/// <summary>Checks of backups and trial restores.</summary>
internal static class BackupProofCalls
{
    private const int Most = 200;

    public static void MapBackupProofs(this RouteGroupBuilder api)
    {
        var backups = api.MapGroup("/backups").WithTags("backups");
        backups.MapGet("/{id}/checks", ChecksAsync).Produces<IReadOnlyList<CheckView>>().WithSummary("Lists what was found of a backup and its copies, newest first.")
            .WithDescription("`level` is what was asked: utuh (whole), terbaca (readable) or terbukti (proved); `outcome` passed, failed or undecided.");
        backups.MapPost("/{id}/checks", AskAsync).Produces<AskedJobView>(StatusCodes.Status202Accepted).WithSummary("Asks for a check, or with the level terbukti for a trial restore.")
            .WithDescription("One that is going on already is not asked for twice.");
        api.MapGet("/drills", DrillsAsync).WithTags("backups").Produces<DrillsView>().WithSummary("Lists the trial restores, and for each source how long a recovery will take.");
    }

    private static async Task<IResult> ChecksAsync(ApiCall call, Pages.Backups.BackupAccess access, BackupBook book, string id)
    {
        if (await access.ClosedAsync(call.Token) is not null) return CaseDoor.NotFound();
        if (await book.FindAsync(call.Office.Id, id, call.Token) is null) return CaseDoor.NotFound();
        var checks = await book.ChecksAsync(call.Office.Id, id, Most, call.Token);
        return Results.Json(checks.Select(c => new CheckView(c.Medium, ProofLevels.Word(c.Level), Outcome(c.Outcome), c.Seconds, c.Detail, c.By, c.At)).ToList(), ApiJson.Shapes.IReadOnlyListCheckView);
    }

    private static async Task<IResult> AskAsync(ApiCall call, Pages.Backups.BackupAccess access, BackupBook book, BackupJobs jobs, BackupProof proof, string id, CheckForm form)
    {
        if (await access.ClosedAsync(call.Token) is not null) return CaseDoor.NotFound();
        if (await book.FindAsync(call.Office.Id, id, call.Token) is not { } backup) return CaseDoor.NotFound();
        if (ProofLevels.Read(form.Level) is not { } level) return Problem.Form(("level", "backup.level"));
        var machine = Directory.Exists(proof.FolderOf(call.Office.Id, id)) ? Environment.MachineName : backup.Machine;
        var (job, isNew) = await jobs.AskAsync(call.Office.Id, level == BackupLevel.Proved ? DrillJob.Order(id, null, call.Officer, machine) : VerifyJob.Order(id, level, call.Officer, machine), call.Token);
        return Results.Json(new AskedJobView(job, isNew), ApiJson.Shapes.AskedJobView, statusCode: StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> DrillsAsync(ApiCall call, Pages.Backups.BackupAccess access, BackupBook book, DrillBook drills)
    {
        if (await access.ClosedAsync(call.Token) is not null) return CaseDoor.NotFound();
        var office = call.Office.Id;
        var forecasts = new List<ForecastView>();
        foreach (var newest in await book.NewestAsync(office, call.Token))
            if (await drills.ForecastAsync(office, newest.Source, newest.Kind, newest.SourceBytes, call.Token) is { } f)
                forecasts.Add(new ForecastView(newest.Source, newest.Id, f.Restore.TotalSeconds, f.Quickest.TotalSeconds, f.Slowest.TotalSeconds, f.MinutesPerGigabyte, f.Drills, f.OfSource));
        var list = await drills.ListAsync(office, Most, call.Token);
        return Results.Json(new DrillsView([.. list.Select(d => new DrillView(d.Id, d.Backup, d.Medium, d.Source, d.Reason?.ToString(), d.EndedAt, Outcome(d.Outcome), d.Times.UntilRestored.TotalSeconds, d.Times.Whole.TotalSeconds, d.Detail))], forecasts),
            ApiJson.Shapes.DrillsView);
    }

    private static string Outcome(CheckOutcome outcome) => outcome switch { CheckOutcome.Passed => "passed", CheckOutcome.Failed => "failed", _ => "undecided" };
}

/// <param name="Medium">The copy that was checked; missing: the backup in its own place.</param>
internal sealed record CheckView(string? Medium, string Level, string Outcome, double Seconds, string Detail, string By, DateTimeOffset At);

/// <param name="Level">utuh, terbaca or terbukti (whole, readable, proved).</param>
internal sealed record CheckForm(string Level);

/// <param name="New">False: such a check was going on already, and this is it.</param>
internal sealed record AskedJobView(Guid Job, bool New);

internal sealed record DrillsView(IReadOnlyList<DrillView> Drills, IReadOnlyList<ForecastView> Forecasts);

/// <param name="Reason">Why the policy asked; missing: an officer or a row did.</param>
/// <param name="RestoreSeconds">Until the data stood restored.</param>
internal sealed record DrillView(Guid Id, string Backup, string? Medium, string Source, string? Reason, DateTimeOffset EndedAt, string Outcome, double RestoreSeconds, double Seconds, string Detail);

/// <param name="Backup">The newest of the source, for which this is said.</param>
/// <param name="OfSource">False: the source was never drilled, and this rests on others of its kind.</param>
internal sealed record ForecastView(string Source, string Backup, double RestoreSeconds, double QuickestSeconds, double SlowestSeconds, double MinutesPerGigabyte, int Drills, bool OfSource);
