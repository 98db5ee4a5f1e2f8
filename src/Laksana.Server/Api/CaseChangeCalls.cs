using Laksana.Cases;

namespace Laksana.Server.Api;

/// <summary>What is done to a case outside its flow: another version of its sheet, values of persons erased.</summary>
internal static class CaseChangeCalls
{
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    public static void MapCaseChanges(this RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases/{number}").WithTags("cases");
        cases.MapPost("/move/preview", PreviewAsync).Produces<MovePreview>().WithSummary("Shows whether the case could go on under another version of its sheet.").WithDescription("Changes nothing.");
        cases.MapPost("/move", (ApiCall call, CaseDoor door, string number, MoveForm form) => door.DoAsync(call, number, new MoveCase(form.To, form.Steps ?? Nothing, form.Reason ?? "")))
            .Produces<CaseMark>().WithSummary("Lets the case go on under another version of its sheet.").WithDescription("For a superior of whoever opens such cases, or the administrator; with a reason.");
        cases.MapPost("/erase", (ApiCall call, CaseDoor door, string number, EraseForm form) => door.DoAsync(call, number, new EraseValues(form.Fields, form.Reason)))
            .Produces<CaseMark>().WithSummary("Erases values of a person on lawful request.").WithDescription("For the administrator. The register keeps their salted digests and still verifies.");
    }

    private static async Task<IResult> PreviewAsync(ApiCall call, CaseDoor door, PublishedSheets sheets, TimeProvider clock, string number, MoveForm form)
    {
        if (await door.SeeAsync(call, number) is not { } seen) return CaseDoor.NotFound();
        var target = await sheets.FindAsync(call.Office.Id, seen.State.Procedure, form.To, call.Token);
        if (target is null || target.Effective > call.Today(clock)) return Problem.Of(new Refusal("move.no-version", form.To), call);
        var faults = CaseEngine.MoveFaults(seen.State, seen.Sheet.Procedure, target.Procedure, form.Steps ?? Nothing);
        call.Http.Response.Headers.ETag = Conditions.Tag(seen.State.Version);
        return Results.Json(new MovePreview(seen.State.ProcedureVersion, form.To, faults.Count == 0 && form.To > seen.State.ProcedureVersion,
            [.. faults.Select(f => new ProblemFault(f.Field, f.Code, CaseWords.Explain(f, call.Office.Zone, call.Office.NameOf)))], target.WhatChanged), ApiJson.Shapes.MovePreview);
    }
}

/// <param name="To">The version to go on under.</param>
/// <param name="Steps">Open rows that have another id there: old id to new id.</param>
/// <param name="Reason">Needed to move, not to preview.</param>
internal sealed record MoveForm(int To, IReadOnlyDictionary<string, string>? Steps = null, string? Reason = null);

/// <param name="Fits">Every open row has its place in the other version.</param>
/// <param name="Faults">Open rows that have none, and why.</param>
internal sealed record MovePreview(int From, int To, bool Fits, IReadOnlyList<ProblemFault> Faults, string WhatChanged);

/// <param name="Fields">Personal fields that the case holds.</param>
internal sealed record EraseForm(IReadOnlyList<string> Fields, string Reason);
