using Laksana.Services;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Layanan.LayananWords;

namespace Laksana.Server.Pages.Layanan;

/// <summary>Asks for a tracking number.</summary>
internal sealed class LacakModel(PublicTools tools) : PublicPage(tools)
{
    [BindProperty(Name = "nomor")]
    public string? Typed { get; set; }

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync() => await EnterAsync() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await EnterAsync()) return NotFound();
        var address = HttpContext.Connection.RemoteIpAddress;
        if (!Tools.Gate.MayLookUp(address)) return Refuse(StatusCodes.Status429TooManyRequests, "too-many");
        var number = TrackingNumber.Parse(Typed);
        if (await Tools.Requests.FindAsync(AtWork.Id, number, Aborted) is not null) return LocalRedirect($"{Address}/lacak/{number!.Text}");
        Tools.Gate.Missed(address);
        return Refuse(StatusCodes.Status404NotFound, "unknown");
    }

    private PageResult Refuse(int status, string why)
    {
        Response.StatusCode = status;
        Refusal = new Refusal(Say["track." + why], Say[$"track.{why}.remedy"]);
        return Page();
    }
}
