using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Akun;

/// <summary>What the forms about an account share.</summary>
internal abstract class AccountForm(CurrentOffice office, AccountDesk accounts) : FormPage(office)
{
    protected AccountDesk Accounts { get; } = accounts;
    protected AccountLine Account { get; private set; } = null!;

    public override (string Address, string Name) Back => ("/pengaturan/akun", Say["accounts"]);

    protected async Task<bool> FindAsync(string officer)
    {
        if ((await Accounts.ListAsync(Current.Id, Token)).FirstOrDefault(a => a.Officer == officer) is not { } account) return false;
        Account = account;
        return true;
    }

    public async Task<IActionResult> OnGetAsync(string petugas) => await FindAsync(petugas) ? Page() : NotFound();

    /// <summary>An administrator who shuts himself out, or the last one, leaves the office without anybody who could open it again.</summary>
    protected async Task<string?> WhyNotAsync()
    {
        if (Account.Officer == Current.Officer) return Say["account.own"];
        var others = (await Accounts.ListAsync(Current.Id, Token)).Where(a => a.Administrator && a.Officer != Account.Officer && !(a.LockedUntil > TimeProvider.System.GetUtcNow()));
        return Account.Administrator && !others.Any() ? Say["account.last"] : null;
    }

    /// <summary>Shows the first password on the next page, once.</summary>
    protected LocalRedirectResult ShowOnce(string userName, string password)
    {
        TempData[IndexModel.FirstPassword] = userName + "\n" + password;
        return LocalRedirect("/pengaturan/akun");
    }
}
