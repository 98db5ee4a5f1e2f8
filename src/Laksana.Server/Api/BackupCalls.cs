using Laksana.Automation;
using Laksana.Backups;
using Laksana.Server.Commands;
using Laksana.Server.Pages.Backups;

namespace Laksana.Server.Api;

/// <summary>Backups: list, read, take, and the work that goes on. The same door as the pages.</summary>
internal static class BackupCalls
{
    private const int UsualPage = 50, LargestPage = 200;

    public static void MapBackups(this RouteGroupBuilder api)
    {
        var backups = api.MapGroup("/backups").WithTags("backups");
        backups.MapGet("", ListAsync).Produces<BackupPage>().WithSummary("Lists the backups, newest first.")
            .WithDescription("`state`: present, expired, damaged or missing; `level`: at least utuh, terbaca or terbukti; `after`: `next` of the page before. Empty for whom backups do not concern.");
        backups.MapPost("", TakeAsync).Produces<JobView>(StatusCodes.Status202Accepted).WithSummary("Takes a backup of a source now.")
            .WithDescription("Answers at once with the job, which a node does. One of the same source that is going on already is not asked for twice, and one `Idempotency-Key` asks once.");
        backups.MapGet("/{id}", GetAsync).Produces<BackupView>().WithSummary("Reads a backup with its copies on media.").WithDescription("Its checks are at `/backups/{id}/checks`.");
        var jobs = api.MapGroup("/backup-jobs").WithTags("backups");
        jobs.MapGet("/{job:guid}", JobAsync).Produces<JobView>().WithSummary("Reads long work on backups: how far it is, and what came of it.");
        jobs.MapPost("/{job:guid}/cancel", CancelAsync).Produces<JobView>().WithSummary("Stops long work; it leaves nothing that looks finished.").WithDescription("Work that has ended stays as it ended.");
    }

    private static async Task<IResult> ListAsync(ApiCall call, BackupAccess access, BackupBook book, string? source = null, string? state = null, string? level = null, string? @case = null, string? after = null, int? most = null)
    {
        if (await access.ClosedAsync(call.Token) is not null) return Results.Json(new BackupPage([], null), ApiJson.Shapes.BackupPage);
        var faults = new List<(string, string)>();
        BackupState? wanted = null;
        if (state is not null && Enum.TryParse<BackupState>(state, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) && !char.IsAsciiDigit(state[0])) wanted = parsed;
        else if (state is not null) faults.Add(("state", "backup.state"));
        var least = level is null ? null : ProofLevels.Read(level);
        if (level is not null && least is null) faults.Add(("level", "backup.level"));
        var place = BackupPlace.Read(after);
        if (after is not null && place is null) faults.Add(("after", "backup.after"));
        if (faults.Count > 0) return Problem.Form(faults);
        var size = Math.Clamp(most ?? UsualPage, 1, LargestPage);
        var found = await book.ListAsync(call.Office.Id, new BackupFilter(source, wanted, least, @case, Most: size + 1, After: place), call.Token);
        return Results.Json(new BackupPage([.. found.Take(size).Select(BackupLine.Of)], found.Count > size ? BackupPlace.Of(found[size - 1]).ToString() : null), ApiJson.Shapes.BackupPage);
    }

    private static async Task<IResult> GetAsync(ApiCall call, BackupAccess access, BackupBook book, MediaBook media, DrillBook drills, string id)
    {
        if (await access.ClosedAsync(call.Token) is not null) return CaseDoor.NotFound();
        if (await book.FindAsync(call.Office.Id, id, call.Token) is not { } backup) return CaseDoor.NotFound();
        var content = await drills.ReadingAsync(call.Office.Id, id, call.Token);
        var copies = await media.CopiesOfAsync(call.Office.Id, id, call.Token);
        return Results.Json(new BackupView(BackupLine.Of(backup), content?.Tables, content?.Rows, backup.Hold?.Reason,
            [.. copies.Select(c => new CopyView(c.Medium, c.State, c.WrittenAt, c.WrittenBy, c.CheckedAt))]), ApiJson.Shapes.BackupView);
    }

    private static async Task<IResult> TakeAsync(ApiCall call, BackupAccess access, TakingDoor door, BackupJobs jobs, TakeForm form)
    {
        if (await access.ClosedAsync(call.Token) is not null) return CaseDoor.NotFound();
        var conditions = Conditions.Read(call.Http.Request, out var fault);
        if (fault is not null) return fault;
        if (form.BytesPerSecond is <= 0) return Problem.Form(("bytesPerSecond", "backup.rate"));
        switch (await door.AskAsync(call.Office, call.Officer, form.Source, conditions.Key, form.BytesPerSecond, call.Token))
        {
            case TakeAnswer.Asked asked:
                var job = (await jobs.FindAsync(call.Office.Id, asked.Job, call.Token))!;
                call.Http.Response.Headers.Location = $"/api/v1/backup-jobs/{asked.Job}";
                return Results.Json(JobView.Of(job, null) with { New = asked.New }, ApiJson.Shapes.JobView, statusCode: StatusCodes.Status202Accepted);
            case TakeAnswer.Forbidden: return Problem.Of(StatusCodes.Status403Forbidden, "right.missing");
            case TakeAnswer.KeyReused: return Problem.Of(StatusCodes.Status422UnprocessableEntity, "backup.key-reused");
            default: return Problem.Form(("source", "backup.source"));
        }
    }

    private static async Task<IResult> JobAsync(ApiCall call, BackupAccess access, BackupJobs jobs, BackupBook book, Guid job)
    {
        if (await access.ClosedAsync(call.Token) is not null) return CaseDoor.NotFound();
        return await jobs.FindAsync(call.Office.Id, job, call.Token) is { } found ? await ShowAsync(call, book, found) : CaseDoor.NotFound();
    }

    private static async Task<IResult> CancelAsync(ApiCall call, BackupAccess access, TakingDoor door, BackupJobs jobs, BackupBook book, Guid job)
    {
        if (await access.ClosedAsync(call.Token) is not null) return CaseDoor.NotFound();
        if (await jobs.FindAsync(call.Office.Id, job, call.Token) is not { } found) return CaseDoor.NotFound();
        if (!(await door.RightsAsync(call.Office, call.Token)).ToCancel(call.Officer, found)) return Problem.Of(StatusCodes.Status403Forbidden, "right.missing");
        await door.CancelAsync(call.Office.Id, call.Officer, found, call.Token);
        return await ShowAsync(call, book, (await jobs.FindAsync(call.Office.Id, job, call.Token))!);
    }

    private static async Task<IResult> ShowAsync(ApiCall call, BackupBook book, JobNow job)
    {
        var taken = job.Kind == TakeJob.Name && job.Status == ActionRunStatus.Succeeded ? await book.FindByRunAsync(call.Office.Id, job.Id, call.Token) : null;
        return Results.Json(JobView.Of(job, taken?.Id), ApiJson.Shapes.JobView);
    }
}

/// <param name="Next">For <c>after</c> of the next page; missing on the last one.</param>
internal sealed record BackupPage(IReadOnlyList<BackupLine> Backups, string? Next);

/// <param name="Tables">Known once it was read; missing for what is no database.</param>
/// <param name="Hold">Why it may not expire.</param>
internal sealed record BackupView(BackupLine Backup, long? Tables, long? Rows, string? Hold, IReadOnlyList<CopyView> Copies);

internal sealed record CopyView(string Medium, CopyState State, DateTimeOffset WrittenAt, string WrittenBy, DateTimeOffset CheckedAt);

/// <param name="BytesPerSecond">At most so much is read from the source; missing: as its settings say.</param>
internal sealed record TakeForm(string Source, long? BytesPerSecond = null);

/// <param name="Kind">take, verify, drill, medium.copy, medium.measure, recovery.</param>
/// <param name="Subject">The source, backup, medium or recovery that it is about.</param>
/// <param name="Fraction">0 to 1; missing when it cannot be known.</param>
/// <param name="Items">Tables or files done.</param>
/// <param name="Summary">Once it ended: what it did, or why not.</param>
/// <param name="Backup">The backup that it took.</param>
/// <param name="New">In the answer to asking: false when it was going on, or asked for, already.</param>
internal sealed record JobView(Guid Id, string Kind, string Subject, ActionRunStatus Status, int Attempt, double? Fraction, long? Bytes, long? BytesOf, int? Items, int? ItemsOf, double? SecondsLeft,
    IReadOnlyList<string> Lines, string? Summary, string? Hint, string? Backup, string AskedBy, DateTimeOffset AskedAt, DateTimeOffset? BegunAt, DateTimeOffset? EndedAt, bool? New = null)
{
    public static JobView Of(JobNow j, string? backup) => new(j.Id, j.Kind, j.Subject, j.Status, j.Attempt, j.Fraction, j.Count?.Bytes, j.Count?.BytesOf, j.Count?.Items, j.Count?.ItemsOf, j.Count?.SecondsLeft,
        j.Lines, j.Summary, j.Hint, backup, j.AskedBy, j.AskedAt, j.BegunAt, j.EndedAt);
}
