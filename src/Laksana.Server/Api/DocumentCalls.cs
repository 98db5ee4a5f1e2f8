using System.Globalization;
using Laksana.Cases;
using Laksana.Documents;
using Laksana.Server.Hosting;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Laksana.Server.Api;

/// <summary>Documents of a case, streamed both ways.</summary>
internal static class DocumentCalls
{
    /// <summary>What a multipart body holds besides the document.</summary>
    private const long Envelope = 64 * 1024;

    public static void MapDocuments(this RouteGroupBuilder api)
    {
        var documents = api.MapGroup("/cases/{number}/documents").WithTags("documents");
        var limit = ((IEndpointRouteBuilder)api).ServiceProvider.GetRequiredService<DocumentStore>().Limit;
        documents.MapPost("", AttachAsync).Produces<AttachedDocument>(StatusCodes.Status201Created).WithMetadata(new UploadBody())
            .WithSummary("Attaches a document.")
            .WithDescription("The body is the document itself, with its name in `name`, or multipart/form-data with one file. Its kind is told by its first bytes: " + DocumentTypes.Accepted + $". At most {limit / 1024 / 1024} MiB.");
        documents.MapGet("/{sha256}", DownloadAsync).Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream")
            .WithSummary("Downloads a document.");
    }

    private static async Task<IResult> AttachAsync(ApiCall call, CaseDoor door, DocumentStore store, string number, string? name = null, int? run = null)
    {
        // Nothing of an upload is read before it is known that the case takes it.
        if (await door.SeeAsync(call, number) is not { } seen) return CaseDoor.NotFound();
        if (seen.Rights.AsMember(seen.State, call.Officer, call.Administrator) is null) return Problem.Of(new Refusal("case.not-yours") { Forbidden = true }, call);
        if (seen.State.Status != CaseStatus.Running) return Problem.Of(new Refusal("case.ended", seen.State.EndedAt), call);
        if (call.Http.Request.ContentLength > store.Limit + Envelope) return TooLarge(store.Limit);
        if (await FileAsync(call.Http.Request, name, call.Token) is not var (content, fileName)) return Problem.Of(StatusCodes.Status400BadRequest, "document.none");
        return await store.StoreAsync(call.Office.Id, number, fileName, content, call.Officer, call.Token) switch
        {
            StoredDocument.Kept kept => await door.DoAsync(call, number, new AttachDocument(kept.Sha256, kept.Name, kept.MediaType, kept.Size, run), mark => Results.Created(
                string.Create(CultureInfo.InvariantCulture, $"/api/v1/cases/{mark.Number}/documents/{kept.Sha256}"),
                new AttachedDocument(mark.Number, mark.Version, kept.Sha256, kept.Name, kept.MediaType, kept.Size))),
            StoredDocument.TooLarge => TooLarge(store.Limit),
            StoredDocument.CaseFull full => Problem.Of(StatusCodes.Status413PayloadTooLarge, "document.case-full", full.Limit / 1024 / 1024),
            StoredDocument.NoRoom => Problem.Of(StatusCodes.Status503ServiceUnavailable, "document.no-room"),
            StoredDocument.TooManyAtOnce => Problem.Of(StatusCodes.Status429TooManyRequests, "document.too-many"),
            StoredDocument.WrongType => Problem.Of(StatusCodes.Status415UnsupportedMediaType, "document.wrong-type", DocumentTypes.Accepted),
            _ => Problem.Of(StatusCodes.Status422UnprocessableEntity, "document.empty"),
        };
    }

    private static async Task<IResult> DownloadAsync(ApiCall call, CaseDoor door, DocumentStore store, string number, string sha256)
    {
        if (await door.SeeAsync(call, number) is not { } seen || !seen.State.Documents.Any(d => d.Sha256 == sha256 && seen.Rights.ToReadDocument(d, call.Officer))
            || await store.FindAsync(call.Office.Id, number, sha256, call.Token) is not { } document) return Problem.Of(StatusCodes.Status404NotFound, "document.not-found");
        call.Http.Response.Headers.ContentLength = document.Size;
        call.Http.Response.Headers.ETag = "\"" + sha256 + "\"";
        call.Http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(document.Name);
        call.Http.Response.Headers.ContentDisposition = disposition.ToString();
        return Results.Stream(body => document.CopyToAsync(body, call.Token), document.MediaType);
    }

    private static IResult TooLarge(long limit) => Problem.Of(StatusCodes.Status413PayloadTooLarge, "document.too-large", limit / 1024 / 1024);

    /// <summary>The first file of a multipart body, or the whole body under the name of the query; never held in memory.</summary>
    private static async Task<(Stream Content, string? Name)?> FileAsync(HttpRequest request, string? name, CancellationToken token)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return (request.Body, name);
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > 70) return null;
        var parts = new MultipartReader(boundary, request.Body) { HeadersCountLimit = 8, HeadersLengthLimit = 4096 };
        while (await parts.ReadNextSectionAsync(token) is { } part)
            if (part.AsFileSection() is { } file) return (part.Body, name ?? file.FileName);
        return null;
    }
}

/// <summary>Marks a call whose body is a document, also for its description in OpenAPI.</summary>
internal sealed record UploadBody : ITakesDocuments;

internal sealed record AttachedDocument(string Number, int Version, string Sha256, string Name, string MediaType, long Size);
