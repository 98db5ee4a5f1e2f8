using System.Text;
using Laksana.Database;
using Laksana.Register;
using Laksana.Server.Hosting.Metering;
using Npgsql;

namespace Laksana.Server.Hosting;

/// <summary><c>/health</c>, <c>/health/live</c>, <c>/health/ready</c> and <c>/metrics</c>: for balancers and monitors, in English.</summary>
internal static class Health
{
    /// <summary>Nodes whose clocks differ by more from the database's would disagree about deadlines and leases.</summary>
    public static readonly TimeSpan MostClockSkew = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", () => Results.Text("live\n"));
        endpoints.MapGet("/health/ready", ReadyAsync);
        endpoints.MapGet("/health", ReadyAsync);
        endpoints.MapGet("/metrics", async (MetricsPage metrics, Backlog backlog, CancellationToken token) =>
        {
            var text = new StringWriter();
            metrics.Write(text);
            await text.WriteAsync(await backlog.ReadAsync(token));
            return Results.Text(text.ToString(), MetricsPage.MediaType, Encoding.UTF8);
        });
    }

    /// <summary>A node that does not seal serves all the same: its readers are to be told, not turned away.</summary>
    private static async Task<IResult> ReadyAsync(LaksanaDatabase database, HttpContext context)
    {
        var (databaseIsThere, clockAgrees) = await AskAsync(database, context.RequestAborted);
        var seals = context.RequestServices.GetService<Sealer>() is not { Refusing.Count: > 0 };
        var text = $"{(!databaseIsThere || !clockAgrees ? "not ready" : seals ? "ready" : "degraded")}\ndatabase: {(databaseIsThere ? "ok" : "unreachable")}\nclock: {(clockAgrees ? "ok" : "differs")}\n{(seals ? "" : "seal key: not the office's\n")}";
        return Results.Text(text, statusCode: databaseIsThere && clockAgrees ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<(bool Database, bool Clock)> AskAsync(LaksanaDatabase database, CancellationToken aborted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        patience.CancelAfter(Patience);
        try
        {
            await using var command = database.Application.CreateCommand("select clock_timestamp()");
            var before = TimeProvider.System.GetUtcNow();
            var there = new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(patience.Token))!);
            var after = TimeProvider.System.GetUtcNow();
            return (true, there > before - MostClockSkew && there < after + MostClockSkew);
        }
        catch (Exception error) when (error is NpgsqlException or OperationCanceledException or TimeoutException or ObjectDisposedException)
        {
            return (false, true);
        }
    }
}
