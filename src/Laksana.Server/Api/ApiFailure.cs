using System.Text.Json;
using Laksana.Database;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace Laksana.Server.Api;

/// <summary>What went wrong before or beneath a call, as a problem: a body that cannot be read, a database that cannot be reached.</summary>
internal sealed class ApiFailure : IExceptionHandler
{
    private const int RetryAfterSeconds = 5;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!httpContext.Request.Path.StartsWithSegments("/api") || Answer(exception) is not { } answer) return false;
        if (exception is not (BadHttpRequestException or UnstorableTextException)) httpContext.Response.Headers.RetryAfter = FormattableString.Invariant($"{RetryAfterSeconds}");
        await answer.ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>Null: a bug, which the log keeps and the caller hears nothing of.</summary>
    private static IResult? Answer(Exception exception) => exception switch
    {
        BadHttpRequestException { InnerException: JsonException json } => Problem.Of(StatusCodes.Status400BadRequest, "body.malformed", json.Path ?? "$", (json.LineNumber ?? 0) + 1, (json.BytePositionInLine ?? 0) + 1),
        BadHttpRequestException bad => Problem.Of(bad.StatusCode, Problem.CodeOf(bad.StatusCode)),
        UnstorableTextException => Problem.Of(StatusCodes.Status400BadRequest, "request.malformed"),
        NpgsqlException or TimeoutException or OperatorException => Problem.Of(StatusCodes.Status503ServiceUnavailable, "server.busy"),
        _ => null,
    };
}
