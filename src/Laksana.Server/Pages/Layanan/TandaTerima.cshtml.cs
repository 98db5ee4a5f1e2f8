using Laksana.Server.Hosting;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Layanan.LayananWords;

namespace Laksana.Server.Pages.Layanan;

/// <summary>The receipt on paper, with number and QR code.</summary>
internal sealed class TandaTerimaModel(PublicTools tools, PaperDesk paper) : TrackingPage(tools)
{
    public async Task<IActionResult> OnGetAsync() => await FollowAsync()
        ?? await paper.PrintAsync(HttpContext, "/Pages/Layanan/_TandaTerima.cshtml", this, Say["receipt.title"], "tanda-terima");
}
