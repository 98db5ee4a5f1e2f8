using Laksana.Automation;
using Laksana.Server.Accounts;
using Laksana.Server.Hosting;

namespace Laksana.Server.Pages.Berkas;

/// <summary>
/// Tells a case's page when the machine's progress has changed (server-sent events). Only a sign is sent; the page fetches the part anew, so that there is
/// one way of drawing it. Ends when no machine works on the case any more.
/// </summary>
internal static class ProgressStream
{
    public static async Task SendAsync(HttpContext context, string number, ActionProgress progress, Listeners listeners, CurrentOffice current, IHostApplicationLifetime life)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
        if (await CaseCalls.SeenAsync(context, number, context.RequestAborted) is null)
            return;
        using var place = listeners.Take(current);
        // After this answer the browser does not come back; the page's own link does the same as the stream.
        if (place is null || !Listeners.IsAtWork(await progress.ReadAsync(current.Id, number, context.RequestAborted)))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await SayAsync(context, "retry: 2000\n\n", ending.Token);
            await foreach (var runs in listeners.FollowAsync(context, number, ending.Token))
                await SayAsync(context, runs is null ? ": \n\n" : Listeners.IsAtWork(runs) ? "event: maju\ndata: 1\n\n" : "event: selesai\ndata: 1\n\n", ending.Token);
        }
        catch (OperationCanceledException)
        {
            // The page was left, or the program ends.
        }
    }

    private static async Task SayAsync(HttpContext context, string line, CancellationToken token)
    {
        await context.Response.WriteAsync(line, token);
        await context.Response.Body.FlushAsync(token);
    }
}
