using Laksana.Cases;
using Laksana.Documents;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Berkas;

/// <summary>A picture or PDF of the case, seen on its own page; anything else is offered to be fetched.</summary>
internal sealed class PratinjauModel(CaseTools tools) : CasePage(tools)
{
    /// <summary>As everywhere, but that a PDF of this site may be embedded.</summary>
    private const string Policy = "default-src 'self'; base-uri 'none'; object-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'";

    public DocumentAttached Document { get; private set; } = null!;
    public DocumentAttached? Before { get; private set; }
    public DocumentAttached? After { get; private set; }

    public bool IsPicture => Document.MediaType.StartsWith("image/", StringComparison.Ordinal) && DocumentTypes.MayShow(Document.MediaType);
    public bool IsPdf => Document.MediaType == "application/pdf";

    public async Task<IActionResult> OnGetAsync(string number, string sha)
    {
        if (await ReadAsync(number) is { } closed) return closed;
        var readable = View.State.Documents.Where(View.Values.MayRead).ToList();
        var at = readable.FindIndex(d => d.Sha256 == sha);
        if (at < 0) return View.State.Documents.Any(d => d.Sha256 == sha) ? new StatusCodeResult(StatusCodes.Status403Forbidden) : NotFound();
        (Document, Before, After) = (readable[at], at > 0 ? readable[at - 1] : null, at + 1 < readable.Count ? readable[at + 1] : null);
        Response.Headers.ContentSecurityPolicy = Policy;
        return Page();
    }

    public string AddressOf(DocumentAttached document) => View.Values.DocumentAddress(document.Sha256) + "/lihat";
}
