using Laksana.Backups;

namespace Laksana.Server.Api;

/// <summary>Recoveries: plan, prepare, approve, swap, swap back. The same door as the pages and the commands.</summary>
internal static class RecoveryCalls
{
    private const int MostListed = 200;

    public static void MapRecoveries(this RouteGroupBuilder api)
    {
        var recoveries = api.MapGroup("/recoveries").WithTags("recoveries");
        recoveries.MapGet("", ListAsync).Produces<IReadOnlyList<Recovery>>().WithSummary("Lists the recoveries, newest first.");
        recoveries.MapPost("", PlanAsync).Produces<RecoveryView>(StatusCodes.Status201Created).WithSummary("Plans a recovery and begins its preflight.")
            .WithDescription("Nothing is touched. `into` is there to be refused: a restore never goes into anything that has a name already.");
        recoveries.MapGet("/{number}", GetAsync).Produces<RecoveryView>().WithSummary("Reads a recovery and the work that is going on.").WithDescription("The ETag is its version.");
        recoveries.MapGet("/{number}/losses", LossesAsync).Produces<IReadOnlyList<TableLoss>>().WithSummary("Reads what a swap would lose and bring back, table by table.");
        recoveries.MapPost("/{number}/work", WorkAsync).Produces<RecoveryView>(StatusCodes.Status202Accepted).WithSummary("Asks a node for work: preflight, restore, compare, swap, check, undo.")
            .WithDescription("Answers at once; read the recovery for its progress. A swap wants an approval, undoing a reason.");
        recoveries.MapPost("/{number}/approval", (ApiCall call, RecoveryDoor door, string number, ApprovalForm form) => DoAsync(call, door, number, new RecoveryAct.Approve(form.Name, form.Remark)))
            .Produces<RecoveryView>().WithSummary("Approves the swap, as the second officer.").WithDescription("`name` is the name of what will be swapped. Never for whoever prepared it; of a case's recovery its row is the approval.");
        recoveries.MapPost("/{number}/rejection", (ApiCall call, RecoveryDoor door, string number, ReasonForm form) => DoAsync(call, door, number, new RecoveryAct.Reject(form.Reason)))
            .Produces<RecoveryView>().WithSummary("Rejects the swap, as the second officer; the recovery ends.");
        recoveries.MapPost("/{number}/cancel", (ApiCall call, RecoveryDoor door, string number, ReasonForm form) => DoAsync(call, door, number, new RecoveryAct.Cancel(form.Reason)))
            .Produces<RecoveryView>().WithSummary("Cancels a recovery; what stands beside is removed.");
        recoveries.MapPost("/{number}/release", (ApiCall call, RecoveryDoor door, string number, ReasonForm form) => DoAsync(call, door, number, new RecoveryAct.AskRelease(form.Reason)))
            .Produces<RecoveryView>().WithSummary("Asks that what a swap kept be removed.");
        recoveries.MapPost("/{number}/release/agreement", (ApiCall call, RecoveryDoor door, string number, ApprovalForm form) => DoAsync(call, door, number, new RecoveryAct.AgreeRelease(form.Name)))
            .Produces<RecoveryView>().WithSummary("Agrees to the removal, as a second officer.").WithDescription("`name` is the name of what will be removed.");
    }

    private static async Task<IResult> ListAsync(ApiCall call, RecoveryDoor door, RecoveryBook book) =>
        Results.Json(await SeesAsync(call, door) is null ? await book.ListAsync(call.Office.Id, MostListed, call.Token) : [], ApiJson.Shapes.IReadOnlyListRecovery);

    private static async Task<IResult> PlanAsync(ApiCall call, RecoveryDoor door, PlanForm form)
    {
        var conditions = Conditions.Read(call.Http.Request, out var fault);
        if (fault is not null) return fault;
        var answer = await door.PlanAsync(call.Office, new RecoveryWish(call.Office.Id, form.Source, form.Backup, form.Moment, form.Reason, call.Officer, Into: form.Into, Key: conditions.Key), call.Token);
        return Answer(call, answer, view => Results.Created("/api/v1/recoveries/" + view.Recovery.Id, view));
    }

    private static async Task<IResult> GetAsync(ApiCall call, RecoveryDoor door, RecoveryBook book, BackupJobs jobs, string number)
    {
        if (await SeesAsync(call, door) is { } closed) return closed;
        if (await book.FindAsync(call.Office.Id, number, call.Token) is not { } recovery) return NotFound();
        call.Http.Response.Headers.ETag = Conditions.Tag(recovery.Version);
        var job = await jobs.OfSubjectAsync(call.Office.Id, RecoveryJob.JobKind, number, 1, call.Token);
        return Results.Json(new RecoveryView(recovery, job is [var newest] ? newest : null), ApiJson.Shapes.RecoveryView);
    }

    private static async Task<IResult> LossesAsync(ApiCall call, RecoveryDoor door, RecoveryBook book, string number)
    {
        if (await SeesAsync(call, door) is { } closed) return closed;
        return await book.FindAsync(call.Office.Id, number, call.Token) is null ? NotFound() : Results.Json(await book.LossesAsync(call.Office.Id, number, call.Token), ApiJson.Shapes.IReadOnlyListTableLoss);
    }

    private static async Task<IResult> WorkAsync(ApiCall call, RecoveryDoor door, string number, WorkForm form)
    {
        var conditions = Conditions.Read(call.Http.Request, out var fault);
        if (fault is not null) return fault;
        if (await SeesAsync(call, door) is { } closed) return closed;
        if (!Enum.TryParse<RecoveryTask>(form.Task, ignoreCase: true, out var task) || task is RecoveryTask.Clear || !Enum.IsDefined(task)) return Problem.Form(("task", "recovery.task"));
        var answer = await door.WorkAsync(call.Office, number, new RecoveryOrder(task, form.Reason), call.Officer, conditions.Version, call.Token);
        return Answer(call, answer, view => Results.Json(view, ApiJson.Shapes.RecoveryView, statusCode: StatusCodes.Status202Accepted));
    }

    private static async Task<IResult> DoAsync(ApiCall call, RecoveryDoor door, string number, RecoveryAct act)
    {
        var conditions = Conditions.Read(call.Http.Request, out var fault);
        if (fault is not null) return fault;
        if (await SeesAsync(call, door) is { } closed) return closed;
        return Answer(call, await door.DoAsync(call.Office, new RecoveryRequest(call.Office.Id, number, act, call.Officer, conditions.Version, conditions.Key), call.Token), view => Results.Json(view, ApiJson.Shapes.RecoveryView));
    }

    /// <summary>Whoever has nothing to do with recoveries does not learn of any; null: go on.</summary>
    private static async Task<IResult?> SeesAsync(ApiCall call, RecoveryDoor door)
    {
        var rights = await door.RightsAsync(call.Office, call.Token);
        return rights.Sheets.Count > 0 && (rights.ToSee(call.Officer) || call.Administrator) ? null : NotFound();
    }

    private static IResult Answer(ApiCall call, RecoveryAnswer answer, Func<RecoveryView, IResult> done)
    {
        switch (answer)
        {
            case RecoveryAnswer.Done d:
                call.Http.Response.Headers.ETag = Conditions.Tag(d.Recovery.Version);
                return done(new RecoveryView(d.Recovery, null));
            case RecoveryAnswer.Changed c:
                call.Http.Response.Headers.ETag = Conditions.Tag(c.Recovery.Version);
                return Problem.Of(StatusCodes.Status412PreconditionFailed, "recovery.changed");
            case RecoveryAnswer.Refused r:
                var (cause, remedy) = RecoveryTelling.Explain(r.Why, call.Office.Zone);
                return Problem.Answer(r.Why.Forbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status409Conflict, "recovery." + r.Why.Code, $"{cause} {remedy}", null);
            default:
                return NotFound();
        }
    }

    private static IResult NotFound() => Problem.Of(StatusCodes.Status404NotFound, "recovery.not-found");
}

/// <summary>A recovery, and the newest work on it.</summary>
internal sealed record RecoveryView(Recovery Recovery, JobNow? Work);

/// <param name="Backup">Its id; left out, the newest that is not younger than the moment, or the newest of all.</param>
internal sealed record PlanForm(string Source, string Reason, string? Backup = null, DateTimeOffset? Moment = null, string? Into = null);

/// <param name="Task">preflight, restore, compare, swap, check or undo.</param>
internal sealed record WorkForm(string Task, string? Reason = null);

internal sealed record ApprovalForm(string Name, string? Remark = null);
