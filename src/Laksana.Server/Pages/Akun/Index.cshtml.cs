using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Laksana.Server.Pages.Akun;

/// <summary>An officer's own account.</summary>
internal sealed class IndexModel(UserManager<Account> accounts) : OwnAccountPage(accounts)
{
    public int RecoveryCodes { get; private set; }

    public int Passkeys { get; private set; }

    public async Task OnGetAsync()
    {
        RecoveryCodes = await Accounts.CountRecoveryCodesAsync(Account);
        Passkeys = (await Accounts.GetPasskeysAsync(Account)).Count;
    }
}
