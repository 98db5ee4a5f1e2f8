using Laksana.Database;
using Laksana.Server.Api;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using static Laksana.Server.Pages.PageWords;

namespace Laksana.Server.Hosting;

/// <summary>
/// What people and programs see when something goes wrong: a page in plain words, or problem details under /api. Never a trace; the
/// number of the request leads to the log.
/// </summary>
internal static class ErrorPages
{
    public static void UseErrorPages(this WebApplication app)
    {
        app.UseStatusCodePages(async pages =>
        {
            if (IsForPrograms(pages.HttpContext))
                await Problem.Of(pages.HttpContext.Response.StatusCode, Problem.CodeOf(pages.HttpContext.Response.StatusCode)).ExecuteAsync(pages.HttpContext);
            else
                await DrawAsync(pages);
        });
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            // The same page is drawn for both, by the middleware above, once the status is set.
            ExceptionHandler = context => Task.CompletedTask,
            StatusCodeSelector = error => error switch
            {
                BadHttpRequestException bad => bad.StatusCode,
                UnstorableTextException => StatusCodes.Status400BadRequest,
                _ => StatusCodes.Status500InternalServerError,
            },
            AllowStatusCode404Response = true,
        });
    }

    private static bool IsForPrograms(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/openapi");

    /// <summary>Runs the pipeline again for the page that explains the status; that page sets the status again.</summary>
    private static async Task DrawAsync(StatusCodeContext pages)
    {
        var context = pages.HttpContext;
        var (path, query, method, status) = (context.Request.Path, context.Request.QueryString, context.Request.Method, context.Response.StatusCode);
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        context.Request.Path = $"/galat/{status}";
        context.Request.QueryString = QueryString.Empty;
        context.Request.Method = HttpMethods.Get;
        // The page that explains reads no form; the one that was sent may be the very thing that could not be read.
        context.Request.ContentType = null;
        context.Features.Set<IFormFeature>(null);
        try
        {
            await pages.Next(context);
            // What broke the page may break its explanation too, as a database that is away does.
            if (!context.Response.HasStarted && context.Response.ContentType is null)
                await WritePlainAsync(context, status);
        }
        finally
        {
            (context.Request.Path, context.Request.QueryString, context.Request.Method) = (path, query, method);
        }
    }

    private static Task WritePlainAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync($"{Words[TitleKey(status)]}\n{Words[TitleKey(status) + ".Hint"]}\n", context.RequestAborted);
    }

    /// <summary>The words for a status: its own, or those of its class.</summary>
    public static string TitleKey(int status) => status switch
    {
        400 or 403 or 404 or 405 or 409 or 413 or 415 or 429 or 503 => $"Error.{status}",
        412 or 428 => "Error.409",
        >= 500 => "Error.500",
        _ => "Error.400",
    };
}
