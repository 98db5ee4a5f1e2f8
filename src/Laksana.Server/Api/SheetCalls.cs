using System.Text;
using Laksana.Cases;
using Laksana.Procedures;

namespace Laksana.Server.Api;

/// <summary>The office's sheets, which everybody in it may read.</summary>
internal static class SheetCalls
{
    private const int MostPaths = 500;

    public static void MapSheets(this RouteGroupBuilder api)
    {
        var sheets = api.MapGroup("/sheets").WithTags("sheets");
        sheets.MapGet("", ListAsync).Produces<IReadOnlyList<SheetLine>>().WithSummary("Lists the sheets in force today.");
        sheets.MapGet("/{sheet}", async (ApiCall call, PublishedSheets published, TimeProvider clock, string sheet) =>
                Draw(await published.CurrentAsync(call.Office.Id, sheet, call.Today(clock), call.Token)))
            .Produces<SheetView>().WithSummary("Reads the version of a sheet that is in force today.");
        sheets.MapGet("/{sheet}/versions", VersionsAsync).Produces<IReadOnlyList<SheetVersionLine>>().WithSummary("Lists the versions of a sheet, newest first.");
        var version = sheets.MapGroup("/{sheet}/versions/{version:int}");
        version.MapGet("", async (ApiCall call, PublishedSheets published, string sheet, int version) => Draw(await published.FindAsync(call.Office.Id, sheet, version, call.Token)))
            .Produces<SheetView>().WithSummary("Reads one version of a sheet.");
        version.MapGet("/text", (ApiCall call, PublishedSheets published, string sheet, int version) => WithAsync(call, published, sheet, version,
                found => Results.Text(found.Body, "application/yaml", Encoding.UTF8)))
            .Produces<string>(StatusCodes.Status200OK, "application/yaml").WithSummary("Reads the text of a version, as published.");
        version.MapGet("/table", (ApiCall call, PublishedSheets published, string sheet, int version, int width = FlowTableText.Widest) => WithAsync(call, published, sheet, version,
                found => width is >= FlowTableText.Narrowest and <= FlowTableText.Widest ? Results.Text(FlowTableText.Draw(found.Procedure, width), "text/plain", Encoding.UTF8) : Problem.Form(("width", "query.width"))))
            .Produces<string>(StatusCodes.Status200OK, "text/plain").WithSummary("Draws the flow table of the official form as text.").WithDescription($"`width` is {FlowTableText.Narrowest} to {FlowTableText.Widest} characters.");
        version.MapGet("/paths", (ApiCall call, PublishedSheets published, string sheet, int version) => WithAsync(call, published, sheet, version,
                found => Results.Json(SheetPaths.Walk(found.Procedure, new WalkOptions { MinutesPerDay = call.Office.Calendar.MinutesPerDay, MostPaths = MostPaths }), ApiJson.Shapes.SheetWalk)))
            .Produces<SheetWalk>().WithSummary("Walks every path of a sheet: shortest, longest and expected working time, and where roles wait for one another.");
    }

    private static async Task<IResult> ListAsync(ApiCall call, PublishedSheets published, TimeProvider clock)
    {
        var current = await published.AllCurrentAsync(call.Office.Id, call.Today(clock), call.Token);
        return Results.Json([.. current.Select(s => new SheetLine(s.Procedure.Id, s.Procedure.Title, s.Procedure.Number, s.Procedure.Unit, s.Procedure.CaseCode, s.Version, s.Effective,
            new Rights(s.Procedure, call.Office.Staffing).ToOpen(call.Officer) is not null))], ApiJson.Shapes.IReadOnlyListSheetLine);
    }

    private static async Task<IResult> VersionsAsync(ApiCall call, PublishedSheets published, string sheet)
    {
        var versions = (await published.AllVersionsAsync(call.Office.Id, call.Token)).Where(s => s.Procedure.Id == sheet).OrderByDescending(s => s.Version).ToList();
        return versions.Count == 0 ? NotFound() : Results.Json([.. versions.Select(Line)], ApiJson.Shapes.IReadOnlyListSheetVersionLine);
    }

    private static async Task<IResult> WithAsync(ApiCall call, PublishedSheets published, string sheet, int version, Func<SheetVersion, IResult> answer) =>
        await published.FindAsync(call.Office.Id, sheet, version, call.Token) is { } found ? answer(found) : NotFound();

    private static IResult Draw(SheetVersion? found) => found is null ? NotFound() : Results.Json(new SheetView(Line(found), found.Procedure), ApiJson.Shapes.SheetView);

    private static SheetVersionLine Line(SheetVersion sheet) => new(sheet.Version, sheet.Effective, sheet.PublishedAt, sheet.WhatChanged);

    private static IResult NotFound() => Problem.Of(StatusCodes.Status404NotFound, "sheet.not-found");
}

/// <param name="MayOpen">The caller may open a case of it.</param>
internal sealed record SheetLine(string Sheet, string Title, string? Number, string Unit, string CaseCode, int Version, DateOnly Effective, bool MayOpen);

/// <param name="Effective">The day from which new cases are on it.</param>
internal sealed record SheetVersionLine(int Version, DateOnly Effective, DateTimeOffset PublishedAt, string WhatChanged);

/// <param name="Sheet">The form: header, roles and rows.</param>
internal sealed record SheetView(SheetVersionLine Version, Procedure Sheet);
