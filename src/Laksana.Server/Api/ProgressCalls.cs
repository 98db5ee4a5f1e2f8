using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Laksana.Automation;

namespace Laksana.Server.Api;

/// <summary>What the machine does in a case, now or live.</summary>
internal static class ProgressCalls
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    /// <summary>Something is said at least this often, so that nobody on the way takes the connection for dead.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    public static void MapProgress(this RouteGroupBuilder api) => api.MapGet("/cases/{number}/progress", ReadAsync).WithTags("machine").Produces<IReadOnlyList<ActionRunNow>>()
        .WithSummary("Reads what the machine does in a case.")
        .WithDescription("With `Accept: text/event-stream` as server-sent events: `progress` with the same JSON at each change, `end` when nothing runs any more.");

    private static async Task<IResult> ReadAsync(ApiCall call, CaseDoor door, ActionProgress progress, IHostApplicationLifetime life, string number)
    {
        if (await door.SeeAsync(call, number) is null) return CaseDoor.NotFound();
        if (!call.Http.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase))
            return Results.Json(await progress.ReadAsync(call.Office.Id, number, call.Token), ApiJson.Shapes.IReadOnlyListActionRunNow);
        var ending = CancellationTokenSource.CreateLinkedTokenSource(call.Token, life.ApplicationStopping);
        call.Http.Response.RegisterForDispose(ending);
        return Results.Stream(body => WriteAsync(body, progress, call.Office.Id, number, ending.Token), "text/event-stream");
    }

    private static async Task WriteAsync(Stream body, ActionProgress progress, string office, string number, CancellationToken token)
    {
        await foreach (var said in FollowAsync(progress, office, number, token))
        {
            await body.WriteAsync(Encoding.UTF8.GetBytes(said), token);
            await body.FlushAsync(token);
        }
    }

    private static async IAsyncEnumerable<string> FollowAsync(ActionProgress progress, string office, string number, [EnumeratorCancellation] CancellationToken token)
    {
        var (before, saidAt) = ("", TimeProvider.System.GetTimestamp());
        while (!token.IsCancellationRequested)
        {
            var runs = await progress.ReadAsync(office, number, token);
            var now = JsonSerializer.Serialize(runs, ApiJson.Shapes.IReadOnlyListActionRunNow);
            var quiet = TimeProvider.System.GetElapsedTime(saidAt) > Silence;
            if (now != before || quiet)
            {
                yield return now == before ? ": \n\n" : $"event: progress\ndata: {now}\n\n";
                (before, saidAt) = (now, TimeProvider.System.GetTimestamp());
            }
            if (runs.All(r => r.Status is not (ActionRunStatus.Waiting or ActionRunStatus.Running)))
            {
                yield return "event: end\ndata: {}\n\n";
                yield break;
            }
            await Task.Delay(LookEvery, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
