using Laksana.Procedures;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Layanan;

/// <summary>A document meant for whoever asked; always downloaded, never shown within the site.</summary>
internal sealed class JawabanModel(PublicTools tools) : TrackingPage(tools)
{
    [BindProperty(Name = "sha", SupportsGet = true)]
    public string Sha { get; set; } = "";

    public async Task<IActionResult> OnGetAsync()
    {
        if (await FollowAsync() is { } instead) return instead;
        if (!Progress.Answers.Any(a => a.Field.Kind == FieldKind.Document && a.Value.Value == Sha)
            || await Tools.Documents.FindAsync(AtWork.Id, State.Number, Sha, Aborted) is not { } document) return NotFound();
        var disposition = new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(document.Name);
        Response.ContentType = document.MediaType;
        Response.ContentLength = document.Size;
        Response.Headers.ContentDisposition = disposition.ToString();
        Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        if (!HttpMethods.IsHead(Request.Method)) await document.CopyToAsync(Response.Body, Aborted);
        return new EmptyResult();
    }
}
