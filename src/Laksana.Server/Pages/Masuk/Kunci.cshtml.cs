using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Masuk;

/// <summary>Sign-in with a passkey's answer, whose user handle names account and office.</summary>
internal sealed class KunciModel(SignInManager<Account> signIn, SignInLimiter limiter) : PageModel
{
    public async Task<IActionResult> OnPostAsync(string? jawaban, string? kembali)
    {
        var result = string.IsNullOrEmpty(jawaban) || !limiter.Allows(HttpContext.Connection.RemoteIpAddress) ? Microsoft.AspNetCore.Identity.SignInResult.Failed : await TryAsync(jawaban);
        return result.Succeeded ? LocalRedirect(Destination.Of(this, kembali)) : RedirectToPage("/Masuk/Index", new { kembali, kunci = true });
    }

    private async Task<Microsoft.AspNetCore.Identity.SignInResult> TryAsync(string answer)
    {
        try
        {
            return await signIn.PasskeySignInAsync(answer);
        }
        catch (InvalidOperationException)
        {
            // The question was put more than five minutes ago, or by another browser.
            return Microsoft.AspNetCore.Identity.SignInResult.Failed;
        }
    }
}
