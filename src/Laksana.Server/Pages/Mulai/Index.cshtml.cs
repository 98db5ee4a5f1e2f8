using Laksana.Server.Accounts;
using Laksana.Server.Installing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Mulai;

/// <summary>The door to the first start: open while the installation has no office, for whoever has the code that <c>laksana serve</c> shows.</summary>
internal sealed class IndexModel(SetupDesk desk, SignInLimiter limiter) : PageModel
{
    public const string Cookie = "laksana-mulai";

    [BindProperty(Name = "kode", SupportsGet = true)]
    public string? Code { get; set; }

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await desk.IsOpenAsync(HttpContext.RequestAborted)) return NotFound();
        return desk.IsPass(Request.Cookies[Cookie]) && Code is null ? LocalRedirect("/mulai/kantor") : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await desk.IsOpenAsync(HttpContext.RequestAborted)) return NotFound();
        if (!limiter.Allows(HttpContext.Connection.RemoteIpAddress, "mulai", "mulai"))
            return Refuse(StatusCodes.Status429TooManyRequests, "setup.too-fast");
        if (!desk.Fits(Code ?? "")) return Refuse(StatusCodes.Status403Forbidden, "setup.wrong-code");
        Response.Cookies.Append(Cookie, desk.Pass(), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = Request.IsHttps, Path = "/mulai", IsEssential = true });
        return LocalRedirect("/mulai/kantor");
    }

    private PageResult Refuse(int status, string words)
    {
        Response.StatusCode = status;
        Refusal = new Refusal(Say[words], Say[words + ".hint"]);
        return Page();
    }
}
