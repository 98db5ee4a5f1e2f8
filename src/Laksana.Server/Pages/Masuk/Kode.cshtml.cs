using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.PageWords;

namespace Laksana.Server.Pages.Masuk;

/// <summary>The second step: a code of the authenticator, or one of the recovery codes.</summary>
internal sealed class KodeModel(SignInManager<Account> signIn, SignInLimiter limiter, OfficeTimes times) : PageModel
{
    [BindProperty(Name = "kembali", SupportsGet = true)]
    public string? Back { get; set; }

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync() =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null ? ToFirstStep() : Page();

    public async Task<IActionResult> OnPostAsync(string? kode, string? pemulihan)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } account)
            return ToFirstStep();
        if (!limiter.Allows(HttpContext.Connection.RemoteIpAddress, account.Office, account.UserName))
            return Refuse(Words["SignIn.TooFast"], Words["SignIn.TooFast.Hint"]);
        if (await signIn.UserManager.IsLockedOutAsync(account))
            return Refuse(Words["SignIn.Locked"], Words["SignIn.Locked.Hint", times.Clock(account.LockoutEnd!.Value)]);
        if (!string.IsNullOrWhiteSpace(pemulihan))
            return await signIn.TwoFactorRecoveryCodeSignInAsync(pemulihan.Trim().ToUpperInvariant()) is { Succeeded: true }
                ? LocalRedirect(Destination.Of(this, Back))
                : Refuse(Words["Code.RecoveryRefused"], Words["Code.RecoveryRefused.Hint"]);
        var digits = new string([.. (kode ?? "").Where(char.IsAsciiDigit)]);
        return await signIn.TwoFactorAuthenticatorSignInAsync(digits, isPersistent: false, rememberClient: false) is { Succeeded: true }
            ? LocalRedirect(Destination.Of(this, Back))
            : Refuse(Words["Code.Refused"], Words["Code.Refused.Hint"]);
    }

    private RedirectToPageResult ToFirstStep() => RedirectToPage("/Masuk/Index", new { kembali = Back });

    private PageResult Refuse(string cause, string remedy)
    {
        Refusal = new Refusal(cause, remedy);
        return Page();
    }
}
