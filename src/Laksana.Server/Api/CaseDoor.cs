using Laksana.Cases;

namespace Laksana.Server.Api;

/// <summary>A case that the caller may see.</summary>
internal sealed record SeenCase(CaseState State, SheetVersion Sheet, Rights Rights)
{
    public CaseActs ActsOf(ApiCall call, KnownActions actions) => new(Rights, State, call.Officer, call.Administrator, actions.Names);
}

/// <summary>Where a case stands after an act.</summary>
/// <param name="Number">The case's number.</param>
/// <param name="Version">The case's version, also in the ETag.</param>
internal sealed record CaseMark(string Number, int Version);

/// <summary>
/// The way of every call to a case: whoever may not see it hears that there is none, conditions are read, the desk decides, and its answer
/// becomes one of HTTP. Nothing here decides by itself what may be done.
/// </summary>
internal sealed class CaseDoor(CaseDesk desk, CaseLoader loader, PublishedSheets sheets)
{
    /// <summary>The case as committed now; null when there is none for this caller.</summary>
    public async Task<SeenCase?> SeeAsync(ApiCall call, string number) =>
        IsNumber(number) && await loader.LoadAsync(call.Office.Id, number, call.Token) is { } loaded ? await IfVisibleAsync(call, loaded.State) : null;

    public static IResult NotFound() => Problem.Of(StatusCodes.Status404NotFound, "case.not-found");

    /// <summary>Does something to a case and answers with its new version.</summary>
    public Task<IResult> DoAsync(ApiCall call, string number, CaseCommand command) =>
        DoAsync(call, number, command, mark => Results.Json(mark, ApiJson.Shapes.CaseMark));

    /// <param name="answer">What to answer when it is done. A repeated call must get the same, so it may rest on nothing but the mark and the call.</param>
    public async Task<IResult> DoAsync(ApiCall call, string number, CaseCommand command, Func<CaseMark, IResult> answer)
    {
        var conditions = Conditions.Read(call.Http.Request, out var fault);
        if (fault is not null) return fault;
        if (!await MayKnowAsync(call, number)) return NotFound();
        return Answer(call, number, await desk.HandleAsync(new CaseRequest
        {
            Office = call.Office.Id, Number = number, Officer = call.Officer, Administrator = call.Administrator, Command = command,
            Seen = conditions.Version, Strict = conditions.Version is not null, IdempotencyKey = conditions.Key,
        }, call.Token), answer);
    }

    /// <summary>Opens a case.</summary>
    public async Task<IResult> OpenAsync(ApiCall call, string sheet, IReadOnlyDictionary<string, string> fields)
    {
        var conditions = Conditions.Read(call.Http.Request, out var fault);
        if (fault is not null) return fault;
        var asked = await desk.HandleAsync(new CaseRequest
        {
            Office = call.Office.Id, Officer = call.Officer, Administrator = call.Administrator, Procedure = sheet, IdempotencyKey = conditions.Key,
            Command = new OpenCase("", 0, fields),
        }, call.Token);
        return asked is CaseAnswer.NotFound ? Problem.Of(StatusCodes.Status404NotFound, "sheet.not-found")
            : Answer(call, null, asked, mark => Results.Created("/api/v1/cases/" + mark.Number, mark));
    }

    /// <summary>
    /// What is kept of the case may be stale, but whoever may see it then may see it now as far as the case itself goes; only a "no" is looked up.
    /// </summary>
    private async Task<bool> MayKnowAsync(ApiCall call, string number) =>
        IsNumber(number) && loader.Kept(call.Office.Id, number) is { } kept && await IfVisibleAsync(call, kept.State) is not null || await SeeAsync(call, number) is not null;

    private async Task<SeenCase?> IfVisibleAsync(ApiCall call, CaseState state)
    {
        var sheet = await sheets.FindAsync(call.Office.Id, state.Procedure, state.ProcedureVersion, call.Token)
            ?? throw new InvalidOperationException($"The sheet {state.Procedure} version {state.ProcedureVersion} of case {state.Number} is gone.");
        var rights = new Rights(sheet.Procedure, call.Office.Staffing);
        return rights.ToSee(state, call.Officer, call.Administrator) ? new SeenCase(state, sheet, rights) : null;
    }

    private IResult Answer(ApiCall call, string? number, CaseAnswer answer, Func<CaseMark, IResult> done)
    {
        switch (answer)
        {
            case CaseAnswer.Done d:
                call.Http.Response.Headers.ETag = Conditions.Tag(d.Version);
                return done(new CaseMark(d.Number, d.Version));
            case CaseAnswer.Conflict c:
                call.Http.Response.Headers.ETag = Conditions.Tag(c.Now.Version);
                return Problem.Of(c.Why, call, StatusCodes.Status412PreconditionFailed);
            case CaseAnswer.Refused r:
                if (number is not null && loader.Kept(call.Office.Id, number) is { } kept) call.Http.Response.Headers.ETag = Conditions.Tag(kept.State.Version);
                return Problem.Of(r.Why, call);
            default:
                return NotFound();
        }
    }

    /// <summary>Letters, digits and hyphens, as in <c>PML-2026-0042</c>; anything else names no case and is not asked for.</summary>
    private static bool IsNumber(string number) => number.Length <= 40 && number.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
