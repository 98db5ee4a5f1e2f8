using System.Globalization;
using Laksana.Automation;
using Laksana.Server.Accounts;

namespace Laksana.Server.Pages.Berkas;

/// <summary>
/// Tells a case's page when the machine's progress has changed (server-sent events). Only a sign is sent; the page fetches the part anew, so that there is
/// one way of drawing it. Ends when no machine works on the case any more.
/// </summary>
internal static class ProgressStream
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public static async Task SendAsync(HttpContext context, string number, ActionProgress progress, CurrentOffice current, IHostApplicationLifetime life)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
        ending.CancelAfter(Longest);
        if (await CaseCalls.SeenAsync(context, number, context.RequestAborted) is null)
            return;
        // The browser does not come back after this answer.
        if (!AtWork(await progress.ReadAsync(current.Id, number, context.RequestAborted)))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await WriteAsync(context, number, progress, current.Id, ending.Token);
        }
        catch (OperationCanceledException)
        {
            // The page was left, or the program ends.
        }
    }

    private static async Task WriteAsync(HttpContext context, string number, ActionProgress progress, string office, CancellationToken token)
    {
        await context.Response.WriteAsync("retry: 2000\n\n", token);
        await context.Response.Body.FlushAsync(token);
        for (var last = ""; ;)
        {
            var runs = await progress.ReadAsync(office, number, token);
            var now = string.Join('|', runs.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Id}{r.Status}{r.Attempt}{r.Fraction}{r.Lines.Count}{(r.Lines.Count > 0 ? r.Lines[^1] : "")}")));
            var done = !AtWork(runs);
            if (now != last)
            {
                await context.Response.WriteAsync(done ? "event: selesai\ndata: 1\n\n" : "event: maju\ndata: 1\n\n", token);
                await context.Response.Body.FlushAsync(token);
            }
            if (done)
                return;
            last = now;
            await Task.Delay(Every, token);
        }
    }

    private static bool AtWork(IReadOnlyList<ActionRunNow> runs) => runs.Any(r => r.Status is ActionRunStatus.Waiting or ActionRunStatus.Running);
}
