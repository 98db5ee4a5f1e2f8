using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Laksana.Cases;
using Laksana.Register;
using Laksana.Server.Pages;

namespace Laksana.Server.Api;

/// <summary>Cases: list, open, read, and what is done to a case as a whole.</summary>
internal static class CaseCalls
{
    private const int MostListed = 200;
    private const int MostEvents = 500;

    public static void MapCases(this RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases").WithTags("cases");
        cases.MapGet("", ListAsync).Produces<CasePage>().WithSummary("Lists the cases that you may see, newest first.")
            .WithDescription("Page by page: pass `next` of one page as `after` of the following.");
        cases.MapPost("", OpenAsync).Produces<CaseMark>(StatusCodes.Status201Created).WithSummary("Opens a case of a sheet.")
            .WithDescription("Fields of the first row may be given already; it asks for them again only where they are missing. Those of later rows are not taken.");
        cases.MapGet("/{number}", GetAsync).Produces<CaseView>().WithSummary("Reads a case.")
            .WithDescription("With its open rows: what you may do, who may act, what the form asks, when it is due and why. The ETag is the case's version.");
        cases.MapGet("/{number}/events", EventsAsync).Produces<EventPage>().WithSummary("Reads what happened, event by event.")
            .WithDescription("`body` is the event as the register holds it; a value of a person stands there as a salted digest. Pass `next` as `after` for more.");
        cases.MapGet("/{number}/proof", ProveAsync).Produces<CaseProof>().WithSummary("Reads what proves the case: the head of its chain, the seal over it, and the hashes between.")
            .WithDescription("docs/register.md says how to check it. `seal` is missing while nothing of the case is sealed.");
        cases.MapPost("/{number}/notes", NoteAsync).Produces<CaseMark>().WithSummary("Adds a note.");
        cases.MapPost("/{number}/afterwards", AfterwardsAsync).Produces<CaseMark>().WithSummary("Enters rows that were done in the field, with their real times.")
            .WithDescription("At most 50 rows, in order, at most 31 days back. They are marked as entered afterwards.");
        cases.MapPost("/{number}/confirmations", ConfirmAsync).Produces<CaseMark>().WithSummary("Confirms or disputes a decision that staff recorded for you.")
            .WithDescription("`event` is one of the case's `toConfirm`. Disputing needs a remark.");
        cases.MapPost("/{number}/links", LinkAsync).Produces<CaseMark>().WithSummary("Ties the case to another that you may see.")
            .WithDescription("`kind` says what this case is to the other: `related`, `continuation` or `duplicate`. Also after either has ended; both tell of it.");
        cases.MapPost("/{number}/cancel", CancelAsync).Produces<CaseMark>().WithSummary("Cancels the case.").WithDescription("For a superior of whoever opens such cases, or the administrator; with a reason.");
    }

    private static async Task<IResult> ListAsync(ApiCall call, CaseList list, string? status = null, string? sheet = null, bool late = false, string? search = null, string? after = null, int limit = 50)
    {
        CaseStatus? wanted = null;
        if (status is not null)
        {
            if (!Enum.TryParse<CaseStatus>(status, ignoreCase: true, out var known) || !Enum.IsDefined(known)) return Problem.Form(("status", "query.status"));
            wanted = known;
        }
        var place = Place(after);
        if (after is not null && place is null) return Problem.Form(("after", "query.after"));
        if (limit is < 1 or > MostListed) return Problem.Form(("limit", "query.limit"));
        var view = new CaseListView(wanted, sheet, late, SearchText.Of(search), place, limit);
        var page = await list.ReadAsync(call.Office, call.Officer, call.Administrator, view, call.Token);
        return Results.Json(new CasePage(page.Cases, page.Next is { } next ? Cursor(next) : null), ApiJson.Shapes.CasePage);
    }

    private static Task<IResult> OpenAsync(ApiCall call, CaseDoor door, OpenForm form) => door.OpenAsync(call, form.Sheet, form.Fields ?? Nothing);

    private static async Task<IResult> GetAsync(ApiCall call, CaseDoor door, PersonalValues personal, CaseLinks links, KnownActions actions, TimeProvider clock, string number)
    {
        if (await door.SeeAsync(call, number) is not { } seen) return CaseDoor.NotFound();
        var values = await personal.ReadAsync(call.Office.Id, seen.State, seen.Rights, call.Officer, call.Token);
        var tied = await links.ReadAsync(call.Office, number, call.Officer, call.Administrator, call.Token);
        call.Http.Response.Headers.ETag = Conditions.Tag(seen.State.Version);
        return Results.Json(new CaseDrawing(call, seen, actions, clock.GetUtcNow(), values, tied).Draw(), ApiJson.Shapes.CaseView);
    }

    private static async Task<IResult> EventsAsync(ApiCall call, CaseDoor door, CaseHistory history, string number, int after = 0, int limit = 100)
    {
        if (limit is < 1 or > MostEvents) return Problem.Form(("limit", "query.limit"));
        if (await door.SeeAsync(call, number) is not { } seen) return CaseDoor.NotFound();
        var events = await history.ReadAsync(call.Office.Id, number, Math.Max(0, after), limit, call.Token);
        call.Http.Response.Headers.ETag = Conditions.Tag(seen.State.Version);
        return Results.Json(new EventPage([.. events.Select(e => Draw(call, e))], events.Count == limit ? events[^1].Version : null), ApiJson.Shapes.EventPage);
    }

    private static async Task<IResult> ProveAsync(ApiCall call, CaseDoor door, CaseProofs proofs, string number)
    {
        if (await door.SeeAsync(call, number) is null || await proofs.ReadAsync(call.Office.Id, number, call.Token) is not { } proof) return CaseDoor.NotFound();
        call.Http.Response.Headers.ETag = Conditions.Tag(proof.Version);
        return Results.Json(proof, ApiJson.Shapes.CaseProof);
    }

    private static Task<IResult> NoteAsync(ApiCall call, CaseDoor door, string number, NoteForm form) => door.DoAsync(call, number, new AddNote(form.Text));

    private static Task<IResult> AfterwardsAsync(ApiCall call, CaseDoor door, string number, AfterwardsForm form) => door.DoAsync(call, number,
        new EnterAfterwards([.. form.Rows.Select(r => new LateEntry(r.Step, r.Site, r.Begun, r.Finished, r.Fields ?? Nothing, r.Outcome, r.Remark))]));

    private static Task<IResult> ConfirmAsync(ApiCall call, CaseDoor door, string number, ConfirmForm form) => door.DoAsync(call, number, new ConfirmOnBehalf(form.Event, form.Agrees, form.Remark));

    private static Task<IResult> LinkAsync(ApiCall call, CaseDoor door, string number, LinkForm form) => door.DoAsync(call, number, new LinkCase(form.Other, form.Kind, form.Reason));

    private static Task<IResult> CancelAsync(ApiCall call, CaseDoor door, string number, ReasonForm form) => door.DoAsync(call, number, new CancelCase(form.Reason));

    private static EventView Draw(ApiCall call, RecordedEvent e)
    {
        using var body = JsonDocument.Parse(e.Body);
        return new EventView(e.Version, e.Kind, e.BodyVersion, e.Happened.At, CaseDrawing.Actor(call.Office, e.Happened.By), body.RootElement.Clone(), Convert.ToHexStringLower(e.Hash.Span));
    }

    private static string Cursor(CasePlace last) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{last.OpenedAt.UtcTicks} {last.Number}")));

    private static CasePlace? Place(string? cursor)
    {
        if (cursor is not { Length: > 0 and < 200 } || !Base64Url.IsValid(cursor)) return null;
        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split(' ') is [var ticks, var number]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks
            ? new CasePlace(new DateTimeOffset(at, TimeSpan.Zero), number) : null;
    }

    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();
}

/// <param name="Next">Pass it as <c>after</c> for the following page; missing on the last.</param>
internal sealed record CasePage(IReadOnlyList<ListedCase> Cases, string? Next);

/// <param name="Next">Pass it as <c>after</c> for the following page; missing on the last.</param>
internal sealed record EventPage(IReadOnlyList<EventView> Events, int? Next);

/// <summary>An event of the register.</summary>
/// <param name="Kind">E.g. <c>step-completed</c>; docs/register.md names them all.</param>
/// <param name="BodyVersion">Which shape of its kind the body has; 1 is the first.</param>
/// <param name="By">Missing where the program did it by itself.</param>
/// <param name="Body">As stored; the shape follows from the kind.</param>
/// <param name="Hash">SHA-256 over the event and the one before (hex).</param>
internal sealed record EventView(int Version, string Kind, short BodyVersion, DateTimeOffset At, ActorView? By, JsonElement Body, string Hash);

/// <param name="Sheet">Id of the sheet.</param>
/// <param name="Fields">Values by field name, each as text in the form of its kind.</param>
internal sealed record OpenForm(string Sheet, IReadOnlyDictionary<string, string>? Fields = null);

internal sealed record NoteForm(string Text);

internal sealed record ReasonForm(string Reason);

/// <param name="Other">Number of the other case.</param>
internal sealed record LinkForm(string Other, LinkKind Kind, string Reason);

/// <param name="Event">Version of the event in which the decision was recorded.</param>
internal sealed record ConfirmForm(int Event, bool Agrees, string? Remark = null);

internal sealed record AfterwardsForm(IReadOnlyList<AfterwardsRow> Rows);

/// <param name="Step">Id of the row; it must be ready when its turn comes.</param>
/// <param name="Site">On a per-site row, which.</param>
internal sealed record AfterwardsRow(string Step, DateTimeOffset Begun, DateTimeOffset Finished, string? Site = null, IReadOnlyDictionary<string, string>? Fields = null,
    string? Outcome = null, string? Remark = null);
