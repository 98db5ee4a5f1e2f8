using Laksana.Backups;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Laksana.Server.Hosting;

namespace Laksana.Server.Pages.Backups.Taking;

/// <summary>What the pages about backups fetch besides themselves: signs that long work has gone on (server-sent events).</summary>
internal static class BackupCalls
{
    public static void MapBackupCalls(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/backup/kemajuan", SendAsync);

    private static async Task SendAsync(HttpContext context, BackupJobs jobs, BackupAccess access, Offices offices, CurrentOffice current, Listeners listeners, IHostApplicationLifetime life)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
        if (await access.ClosedAsync(context.RequestAborted) is { } status)
        {
            context.Response.StatusCode = status;
            return;
        }
        using var place = listeners.Take(current);
        // After this answer the browser does not come back; the page's own link does the same as the stream.
        if (place is null || (await jobs.GoingAsync(current.Id, context.RequestAborted)).Count == 0)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await SayAsync(context, "retry: 2000\n\n", ending.Token);
            await foreach (var goes in listeners.FollowAsync(context, jobs, MayStillAsync, ending.Token))
                await SayAsync(context, goes switch { null => ": \n\n", true => "event: maju\ndata: 1\n\n", false => "event: selesai\ndata: 1\n\n" }, ending.Token);
        }
        catch (OperationCanceledException)
        {
            // The page was left, or the program ends.
        }

        async Task<bool> MayStillAsync()
        {
            // His positions may have changed since he came.
            await current.EnterAsync(context.User, offices, ending.Token);
            return current.AtWork is not null && await access.ClosedAsync(ending.Token) is null;
        }
    }

    private static async Task SayAsync(HttpContext context, string line, CancellationToken token)
    {
        await context.Response.WriteAsync(line, token);
        await context.Response.Body.FlushAsync(token);
    }
}
