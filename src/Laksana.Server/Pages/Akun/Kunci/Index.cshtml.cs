using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.PageWords;

namespace Laksana.Server.Pages.Akun.Kunci;

/// <summary>An officer's passkeys; a new one comes as the browser's answer to the question put by /akun/kunci/pilihan.</summary>
internal sealed class IndexModel(UserManager<Account> accounts, SignInManager<Account> signIn, OwnPassword password) : OwnAccountPage(accounts)
{
    public IList<UserPasskeyInfo> Passkeys { get; private set; } = [];

    public async Task OnGetAsync() => Passkeys = await Accounts.GetPasskeysAsync(Account);

    public async Task<IActionResult> OnPostAsync(string? jawaban, string? nama, string? sandi)
    {
        Passkeys = await Accounts.GetPasskeysAsync(Account);
        if (await password.RefusalAsync(HttpContext, Account, sandi) is { } refusal)
            return Refuse(refusal);
        if (await AttestAsync(jawaban) is not { } passkey)
            return Refuse(Words["Passkey.Refused"], Words["Passkey.Refused.Hint"]);
        passkey.Name = nama is { Length: > 60 } ? nama[..60] : nama;
        await Accounts.AddOrUpdatePasskeyAsync(Account, passkey);
        await signIn.RefreshSignInAsync(Account);
        TempData.SayDone(Words["Passkey.Added"]);
        return RedirectToPage();
    }

    private async Task<UserPasskeyInfo?> AttestAsync(string? answer)
    {
        if (string.IsNullOrEmpty(answer))
            return null;
        try
        {
            var result = await signIn.PerformPasskeyAttestationAsync(answer);
            return result is { Succeeded: true } && result.UserEntity.Id == Account.Key ? result.Passkey : null;
        }
        catch (InvalidOperationException)
        {
            // The question was put too long ago, or to another browser.
            return null;
        }
    }
}
