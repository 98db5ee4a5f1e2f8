using Laksana.Cases;
using Laksana.Documents;
using Laksana.Register;
using Laksana.Server.Accounts;
using Laksana.Server.Hosting;
using Microsoft.Net.Http.Headers;

namespace Laksana.Server.Pages.Berkas;

/// <summary>What the case pages fetch besides themselves: documents, and word of the machine's progress.</summary>
internal static class CaseCalls
{
    public static void MapCaseCalls(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/berkas/{number}/dokumen/{sha}", SendDocumentAsync);
        endpoints.MapGet("/berkas/{number}/bukti", SendDossierAsync);
        endpoints.MapGet("/berkas/{number}/kemajuan", ProgressStream.SendAsync);
    }

    /// <summary>The case's state when the officer may see it; null with the answer's status set when not.</summary>
    public static async Task<CaseState?> SeenAsync(HttpContext context, string number, CancellationToken token) => (await SeenWithRightsAsync(context, number, token))?.State;

    private static async Task<(CaseState State, Rights Rights)?> SeenWithRightsAsync(HttpContext context, string number, CancellationToken token)
    {
        var services = context.RequestServices;
        var current = services.GetRequiredService<CurrentOffice>();
        var loaded = number.Length > 40 ? null : await services.GetRequiredService<CaseLoader>().LoadAsync(current.Id, number, token);
        var sheet = loaded is null ? null : await services.GetRequiredService<PublishedSheets>().FindAsync(current.Id, loaded.State.Procedure, loaded.State.ProcedureVersion, token);
        if (loaded is null || sheet is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return null;
        }
        var rights = new Rights(sheet.Procedure, current.AtWork!.Staffing);
        if (rights.ToSee(loaded.State, current.Officer, current.IsAdministrator))
            return (loaded.State, rights);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return null;
    }

    private static async Task SendDocumentAsync(HttpContext context, string number, string sha, DocumentStore documents, CurrentOffice current)
    {
        var token = context.RequestAborted;
        if (await SeenWithRightsAsync(context, number, token) is not var (state, rights))
            return;
        if (state.Documents.FirstOrDefault(d => d.Sha256 == sha) is { } named && !rights.ToReadDocument(named, current.Officer))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }
        // Only what an event of the case names: bytes of a form that was refused are nobody's document.
        if (state.Documents.All(d => d.Sha256 != sha) || await documents.FindAsync(current.Id, number, sha, token) is not { } document)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        WriteHeaders(context.Response, document, sha);
        if (context.Request.Headers.IfNoneMatch.Any(tag => tag?.Contains(sha, StringComparison.Ordinal) == true))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        context.Response.ContentLength = document.Size;
        if (!HttpMethods.IsHead(context.Request.Method))
            await document.CopyToAsync(context.Response.Body, token);
    }

    /// <summary>The case as one file that proves itself, without the values of persons.</summary>
    private static async Task SendDossierAsync(HttpContext context, string number, DossierDesk dossiers, CurrentOffice current)
    {
        var token = context.RequestAborted;
        if (await SeenWithRightsAsync(context, number, token) is not var (state, rights))
            return;
        // It holds every document of the case, or it would not prove itself.
        if (!state.Documents.All(d => rights.ToReadDocument(d, current.Officer)))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }
        await using var made = await dossiers.MakeAsync(new DossierOrder(current.Id, state.Number), current.Officer, token);
        if (made is null)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }
        context.Response.ContentType = "application/zip";
        context.Response.ContentLength = made.File.Length;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{state.Number}.zip\"";
        await made.File.CopyToAsync(context.Response.Body, token);
    }

    private static void WriteHeaders(HttpResponse response, OpenDocument document, string sha)
    {
        var shown = DocumentTypes.MayShow(document.MediaType);
        var disposition = new ContentDispositionHeaderValue(shown ? "inline" : "attachment");
        disposition.SetHttpFileName(document.Name);
        response.ContentType = document.MediaType.StartsWith("text/", StringComparison.Ordinal) ? document.MediaType + "; charset=utf-8" : document.MediaType;
        response.Headers.ContentDisposition = disposition.ToString();
        // Browsers refuse to show a PDF in a sandbox; it has no scripts of this site either way.
        response.Headers.ContentSecurityPolicy = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; "
            // A PDF is embedded by its own page here, by nobody else.
            + (document.MediaType == "application/pdf" ? "frame-ancestors 'self'" : "frame-ancestors 'none'; sandbox");
        if (document.MediaType == "application/pdf") response.Headers.XFrameOptions = "SAMEORIGIN";
        // Kept by the browser, but asked for each time: whoever may no longer see the case gets nothing.
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.ETag = $"\"{sha}\"";
    }
}
