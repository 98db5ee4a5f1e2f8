using System.Text;
using System.Text.Json;
using Laksana.Automation;
using Laksana.Server.Accounts;
using Laksana.Server.Hosting;

namespace Laksana.Server.Api;

/// <summary>What the machine does in a case, now or live.</summary>
internal static class ProgressCalls
{
    public static void MapProgress(this RouteGroupBuilder api) => api.MapGet("/cases/{number}/progress", ReadAsync).WithTags("machine").Produces<IReadOnlyList<ActionRunNow>>()
        .WithSummary("Reads what the machine does in a case.")
        .WithDescription("With `Accept: text/event-stream` as server-sent events: `progress` with the same JSON at each change, `end` when nothing runs any more. "
            + $"A stream without `end` has lasted five minutes, or the caller may no longer see the case: call again. At most {Listeners.MostOfOne} at once for one officer.");

    private static async Task<IResult> ReadAsync(ApiCall call, CaseDoor door, ActionProgress progress, Listeners listeners, CurrentOffice current, IHostApplicationLifetime life, string number)
    {
        if (await door.SeeAsync(call, number) is null) return CaseDoor.NotFound();
        if (!call.Http.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase))
            return Results.Json(await progress.ReadAsync(call.Office.Id, number, call.Token), ApiJson.Shapes.IReadOnlyListActionRunNow);
        if (listeners.Take(current) is not { } place) return Problem.Of(StatusCodes.Status429TooManyRequests, "stream.too-many");
        call.Http.Response.RegisterForDispose(place);
        var ending = CancellationTokenSource.CreateLinkedTokenSource(call.Token, life.ApplicationStopping);
        call.Http.Response.RegisterForDispose(ending);
        return Results.Stream(body => WriteAsync(body, listeners, call.Http, number, ending.Token), "text/event-stream");
    }

    private static async Task WriteAsync(Stream body, Listeners listeners, HttpContext context, string number, CancellationToken token)
    {
        try
        {
            await foreach (var runs in listeners.FollowAsync(context, number, token))
            {
                await SayAsync(body, runs is null ? ": \n\n" : $"event: progress\ndata: {JsonSerializer.Serialize(runs, ApiJson.Shapes.IReadOnlyListActionRunNow)}\n\n", token);
                if (runs is not null && !Listeners.IsAtWork(runs)) await SayAsync(body, "event: end\ndata: {}\n\n", token);
            }
        }
        catch (OperationCanceledException)
        {
            // The caller has gone, or the program ends.
        }
    }

    private static async Task SayAsync(Stream body, string said, CancellationToken token)
    {
        await body.WriteAsync(Encoding.UTF8.GetBytes(said), token);
        await body.FlushAsync(token);
    }
}
