using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.PageWords;

namespace Laksana.Server.Pages.Masuk;

/// <summary>Sign-in with office, user name and password.</summary>
internal sealed class IndexModel(Offices offices, SignInDesk desk, OfficeTimes times) : PageModel
{
    private const string OfficeCookie = "laksana-kantor";

    /// <summary>Every office of the installation, by name.</summary>
    public IReadOnlyList<OfficeDefinition> Choices { get; private set; } = [];

    [BindProperty(Name = "kantor")]
    public string? OfficeId { get; set; }

    [BindProperty(Name = "nama")]
    public string? UserName { get; set; }

    [BindProperty(Name = "sandi")]
    public string? Password { get; set; }

    [BindProperty(Name = "kembali", SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty(Name = "berakhir", SupportsGet = true)]
    public bool Ended { get; set; }

    /// <summary>The form that was sent has been kept and will be shown again.</summary>
    [BindProperty(Name = "tersimpan", SupportsGet = true)]
    public bool FormKept { get; set; }

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(bool kunci = false)
    {
        if (User.Identity?.IsAuthenticated == true)
            return LocalRedirect(Destination.Of(this, Back));
        await ReadOfficesAsync();
        OfficeId = Request.Cookies[OfficeCookie];
        if (Choices.Count == 0)
            Refusal = new Refusal(Words["SignIn.NoOffice"], Words["SignIn.NoOffice.Hint"]);
        else if (kunci)
            Refusal = new Refusal(Words["SignIn.PasskeyRefused"], Words["SignIn.PasskeyRefused.Hint"]);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await ReadOfficesAsync();
        if (Choices.All(o => o.Id != OfficeId) || string.IsNullOrWhiteSpace(UserName) || string.IsNullOrEmpty(Password))
            return Refuse(Words["SignIn.Missing"], Words["SignIn.Missing.Hint"], StatusCodes.Status400BadRequest);
        var answer = await desk.TryAsync(HttpContext, OfficeId!, UserName.Trim(), Password);
        switch (answer.Outcome)
        {
            case SignInOutcome.SignedIn:
                RememberOffice();
                return LocalRedirect(Destination.Of(this, Back));
            case SignInOutcome.NeedsCode:
                RememberOffice();
                return RedirectToPage("/Masuk/Kode", new { kembali = Back });
            case SignInOutcome.Locked:
                return Refuse(Words["SignIn.Locked"], Words["SignIn.Locked.Hint", times.Clock(answer.LockedUntil!.Value)]);
            case SignInOutcome.TooFast:
                return Refuse(Words["SignIn.TooFast"], Words["SignIn.TooFast.Hint"], StatusCodes.Status429TooManyRequests);
            default:
                return Refuse(Words["SignIn.Refused"], Words["SignIn.Refused.Hint", SignInDesk.MostFailures, SignInDesk.LockTime.TotalMinutes]);
        }
    }

    private PageResult Refuse(string cause, string remedy, int status = StatusCodes.Status200OK)
    {
        Response.StatusCode = status;
        Refusal = new Refusal(cause, remedy);
        return Page();
    }

    private async Task ReadOfficesAsync()
    {
        var found = new List<OfficeDefinition>();
        foreach (var id in await offices.ListAsync(HttpContext.RequestAborted))
            if (await offices.FindAsync(id, HttpContext.RequestAborted) is { } office)
                found.Add(office.Definition);
        Choices = [.. found.OrderBy(o => o.FullName, StringComparer.CurrentCulture)];
    }

    /// <summary>So that the form begins with the office that this computer signed in to before.</summary>
    private void RememberOffice() => Response.Cookies.Append(OfficeCookie, OfficeId!, new CookieOptions
    {
        HttpOnly = true, IsEssential = true, MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, Secure = Request.IsHttps, Path = "/masuk",
    });
}
