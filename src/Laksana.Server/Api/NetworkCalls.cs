using Laksana.Network;
using Laksana.Server.Pages.Network;

namespace Laksana.Server.Api;

/// <summary>The network and its incidents.</summary>
internal static class NetworkCalls
{
    private const int Most = 200, LongestNote = 300;

    public static void MapNetwork(this RouteGroupBuilder api)
    {
        var network = api.MapGroup("/network").WithTags("network");
        network.MapGet("", NowAsync).Produces<NetworkView>().WithSummary("The network now: how the watch does, how many elements stand how, and those that are not up.")
            .WithDescription("`blindSince` says that this machine's own line is away: nobody is blamed meanwhile. `because` names the element that explains another.");
        network.MapGet("/incidents", IncidentsAsync).Produces<IReadOnlyList<IncidentView>>().WithSummary("Lists the incidents that are open, oldest first; with ended=true those that have ended, newest first.");
        network.MapPost("/incidents/{number}/acknowledgement", AcknowledgeAsync).Produces(StatusCodes.Status204NoContent).WithSummary("Takes note of an open incident: nobody above is told any more.");
    }

    private static async Task<IResult> NowAsync(ApiCall call, NetworkAccess access, StandingBook standings)
    {
        var (map, closed) = await access.EnterAsync(call.Token);
        if (closed is not null) return CaseDoor.NotFound();
        var glance = await standings.GlanceAsync(call.Office.Id, call.Token);
        return Results.Json(new NetworkView(glance.Watch.WatchedUntil, glance.Watch.BlindSince, map.Targets.Count, [.. glance.Counts.OrderBy(c => c.Key).Select(c => new StandingCount(Word(c.Key), c.Value))],
            [.. glance.Ill.Select(e => new ElementLine(e.Element, map.NameOf(e.Element), Word(e.Standing), e.Since, e.Root, e.Maintained, e.Flapping))]), ApiJson.Shapes.NetworkView);
    }

    private static async Task<IResult> IncidentsAsync(ApiCall call, NetworkAccess access, IncidentBook incidents, bool ended = false)
    {
        var (map, closed) = await access.EnterAsync(call.Token);
        if (closed is not null) return CaseDoor.NotFound();
        var found = ended ? await incidents.EndedAsync(call.Office.Id, DateTimeOffset.MaxValue.AddDays(-2), Most, call.Token) : await incidents.OpenAsync(call.Office.Id, call.Token);
        return Results.Json((IReadOnlyList<IncidentView>)[.. found.Select(i => new IncidentView(i.Number, i.Element, map.NameOf(i.Element), i.BeganAt, i.EndedAt, i.Affected, i.AcknowledgedBy, i.AcknowledgedAt, i.CaseNumber))],
            ApiJson.Shapes.IReadOnlyListIncidentView);
    }

    private static async Task<IResult> AcknowledgeAsync(ApiCall call, NetworkAccess access, IncidentBook incidents, IncidentDesk desk, string number, AcknowledgementForm form)
    {
        if ((await access.EnterAsync(call.Token)).Closed is not null || await incidents.FindAsync(call.Office.Id, number, call.Token) is null) return Problem.Of(StatusCodes.Status404NotFound, "not-found");
        var note = form.Note?.Trim() is { Length: > 0 } typed ? typed[..Math.Min(typed.Length, LongestNote)] : null;
        return await desk.AcknowledgeAsync(call.Office.Id, number, call.Officer, "api", note, call.Token) ? Results.NoContent() : Problem.Of(StatusCodes.Status409Conflict, "incident.over");
    }

    private static string Word(Standing standing) => standing switch { Standing.Up => "up", Standing.Degraded => "degraded", Standing.Down => "down", Standing.Unknown => "unknown", _ => "pending" };
}

/// <param name="WatchedUntil">The last moment that was measured; missing: never.</param>
/// <param name="BlindSince">Since when this machine's own line is away.</param>
/// <param name="Ill">Elements that are not up, the worst and oldest first, at most 300.</param>
internal sealed record NetworkView(DateTimeOffset? WatchedUntil, DateTimeOffset? BlindSince, int Targets, IReadOnlyList<StandingCount> Counts, IReadOnlyList<ElementLine> Ill);

/// <param name="Standing">up, degraded, down, unknown or pending.</param>
internal sealed record StandingCount(string Standing, int Elements);

/// <param name="Because">The element whose fault explains this one.</param>
internal sealed record ElementLine(string Element, string Name, string Standing, DateTimeOffset Since, string? Because, bool Maintained, bool Flapping);

/// <param name="Affected">How many other elements it cuts off.</param>
internal sealed record IncidentView(string Number, string Element, string Name, DateTimeOffset BeganAt, DateTimeOffset? EndedAt, int Affected, string? AcknowledgedBy, DateTimeOffset? AcknowledgedAt, string? CaseNumber);

internal sealed record AcknowledgementForm(string? Note = null);
