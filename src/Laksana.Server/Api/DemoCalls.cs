using Laksana.Automation;
using Laksana.Network;
using Laksana.Server.Installing;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Api;

/// <summary>The clock of a demo, and its sites. Where the data directory is not stamped as one, there is nothing here.</summary>
internal static class DemoCalls
{
    public static void MapDemo(this RouteGroupBuilder api)
    {
        var clock = api.MapGroup("/demo/clock").WithTags("demo");
        clock.MapGet("", (TimeProvider clock) => clock is DemoClock ? Results.Json(new ClockView(clock.GetUtcNow()), ApiJson.Shapes.ClockView) : NotFound())
            .Produces<ClockView>().WithSummary("Reads the demo's clock.");
        clock.MapPost("", MoveAsync).Produces<ClockView>().WithSummary("Moves the demo's clock ahead.")
            .WithDescription("Forward only, at most a year at once; a moment that has been is passed over, so that repeating the call changes nothing. What is due then is done before the answer. For the administrator; only in a demo installation.");
        api.MapPut("/demo/sites/{site}", SetSiteAsync).WithTags("demo").Produces<SiteState>().WithSummary("Lets a site of the demo answer or fall silent.")
            .WithDescription("So that `network.ping` finds a fault. Only a site with a port on the loopback, and only on the node that is asked. For the administrator; only in a demo installation.");
    }

    private static async Task<IResult> SetSiteAsync(ApiCall call, TimeProvider clock, string site, [FromBody] SiteForm form)
    {
        if (clock is not DemoClock || call.Http.RequestServices.GetService<DemoSites>() is not { } sites) return NotFound();
        if (call.Office.Definition.Sites.FirstOrDefault(s => s.Id == site) is not { } place) return NotFound();
        return (form.Answers ? sites.Answer(place) : await sites.SilenceAsync(place))
            ? Results.Json(new SiteState(place.Id, form.Answers), ApiJson.Shapes.SiteState)
            : Problem.Of(StatusCodes.Status409Conflict, "demo.site-not-ours");
    }

    private static async Task<IResult> MoveAsync(ApiCall call, TimeProvider clock, ClockForm form)
    {
        if (clock is not DemoClock demo) return NotFound();
        var ahead = form.To - demo.GetUtcNow();
        if (ahead > TimeSpan.FromDays(366)) return Problem.Form(("to", "demo.too-far"));
        if (ahead > TimeSpan.Zero) demo.Move(ahead);
        if (call.Http.RequestServices.GetService<Schedules>() is { } schedules) await schedules.LookNowAsync(call.Token);
        return Results.Json(new ClockView(demo.GetUtcNow()), ApiJson.Shapes.ClockView);
    }

    private static IResult NotFound() => Problem.Of(StatusCodes.Status404NotFound, "not-found");
}

/// <param name="Now">The demo's moment.</param>
internal sealed record ClockView(DateTimeOffset Now);

/// <param name="To">The moment to move to.</param>
internal sealed record ClockForm(DateTimeOffset To);

/// <param name="Answers">False: whoever knocks at the site's port is refused.</param>
internal sealed record SiteForm(bool Answers);

internal sealed record SiteState(string Site, bool Answers);
