using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Akun.Kode;

/// <summary>Shows fresh recovery codes once, or makes new ones in place of the old.</summary>
internal sealed class PemulihanModel(UserManager<Account> accounts, SignInManager<Account> signIn, OwnPassword password) : OwnAccountPage(accounts)
{
    /// <summary>Where the codes wait for the page after the redirect, encrypted in the browser's own cookie.</summary>
    public const string Fresh = "RecoveryCodes";

    public IReadOnlyList<string> Codes { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (!Account.TwoFactor)
            return LocalRedirect("/akun/kode");
        Codes = (TempData[Fresh] as string)?.Split(' ') ?? [];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? sandi)
    {
        if (!Account.TwoFactor)
            return LocalRedirect("/akun/kode");
        if (await password.RefusalAsync(HttpContext, Account, sandi) is { } refusal)
            return Refuse(refusal);
        TempData[Fresh] = string.Join(' ', (await Accounts.GenerateNewTwoFactorRecoveryCodesAsync(Account, 10))!);
        await signIn.RefreshSignInAsync(Account);
        return RedirectToPage();
    }
}
