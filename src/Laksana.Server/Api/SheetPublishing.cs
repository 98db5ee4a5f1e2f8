using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Api;

/// <summary>New versions of sheets: checked by anybody, published by the head of the office or its administrator.</summary>
internal static class SheetPublishing
{
    public static void MapSheetPublishing(this RouteGroupBuilder api)
    {
        var sheets = api.MapGroup("/sheets").WithTags("sheets");
        sheets.MapPost("/lint", (ApiCall call, KnownActions actions, SheetText form) => Results.Json(Lint(call, actions, form.Text).Answer, ApiJson.Shapes.LintAnswer))
            .Produces<LintAnswer>().WithSummary("Checks the text of a sheet.").WithDescription("Every error and warning, with line, column and a hint. Changes nothing.");
        sheets.MapPut("/{sheet}/versions/{version:int}", PublishAsync).Produces<SheetVersionLine>().Produces<SheetVersionLine>(StatusCodes.Status201Created)
            .WithSummary("Publishes the next version of a sheet.")
            .WithDescription("`version` is one more than the newest, 1 for a new sheet; putting the same text there again changes nothing. Running cases stay on their version. For the head of the office or its administrator.");
    }

    private static async Task<IResult> PublishAsync(ApiCall call, PublishedSheets published, KnownActions actions, TimeProvider clock, string sheet, int version, [FromBody] PublishForm form)
    {
        var (answer, procedure) = Lint(call, actions, form.Text);
        if (procedure is null) return Problem.Answer(StatusCodes.Status422UnprocessableEntity, "sheet.errors", ApiWords.Say["sheet.errors", answer.Findings.Count(f => f.Severity == Severity.Error)],
            [.. answer.Findings.Where(f => f.Severity == Severity.Error).Select(f => new ProblemFault("text", f.Code, f.ToString()))]);
        if (procedure.Id != sheet) return Problem.Form(("text", "sheet.other-id"));
        if (string.IsNullOrWhiteSpace(form.WhatChanged) || form.WhatChanged.Length > 2000) return Problem.Form(("whatChanged", "text.needed"));
        if (await published.FindAsync(call.Office.Id, sheet, version, call.Token) is { } there)
            return there.Body == form.Text ? Answer(call, there, StatusCodes.Status200OK) : Problem.Of(StatusCodes.Status409Conflict, "sheet.version-taken", version);
        var effective = form.Effective ?? call.Today(clock);
        var (got, isNew) = await published.PublishAsync(call.Office.Id, form.Text, effective, call.Officer, form.WhatChanged.Trim(), call.Token, asVersion: version);
        if (got != version) return Problem.Of(StatusCodes.Status409Conflict, "sheet.version-not-next", got + 1);
        return Answer(call, (await published.FindAsync(call.Office.Id, sheet, got, call.Token))!, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static IResult Answer(ApiCall call, SheetVersion sheet, int status)
    {
        call.Http.Response.Headers.ETag = Conditions.Tag(sheet.Version);
        return Results.Json(new SheetVersionLine(sheet.Version, sheet.Effective, sheet.PublishedAt, sheet.WhatChanged), ApiJson.Shapes.SheetVersionLine, statusCode: status);
    }

    private static (LintAnswer Answer, Procedure? Procedure) Lint(ApiCall call, KnownActions actions, string text)
    {
        const string File = "sheet.yaml";
        var reading = SheetReader.Read(text, File, new SheetVocabulary { Actions = actions.Names });
        var findings = SheetInOffice.Check(reading, File, call.Office.Definition);
        var good = findings.All(f => f.Severity != Severity.Error);
        return (new LintAnswer(good, findings), good ? reading.Procedure : null);
    }
}

/// <param name="Text">The sheet's YAML.</param>
internal sealed record SheetText(string Text);

/// <param name="Good">It could be published.</param>
internal sealed record LintAnswer(bool Good, IReadOnlyList<Finding> Findings);

/// <param name="Text">The sheet's YAML.</param>
/// <param name="WhatChanged">Told to whoever moves a case to it.</param>
/// <param name="Effective">The day from which new cases are on it; today when missing.</param>
internal sealed record PublishForm(string Text, string WhatChanged, DateOnly? Effective = null);
