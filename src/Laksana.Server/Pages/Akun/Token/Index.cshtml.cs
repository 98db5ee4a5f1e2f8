using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.PageWords;

namespace Laksana.Server.Pages.Akun.Token;

/// <summary>An officer's tokens; a new one is shown on the page after the redirect, once.</summary>
internal sealed class IndexModel(UserManager<Account> accounts, AccessTokens tokens, OwnPassword password) : OwnAccountPage(accounts)
{
    private const string FreshToken = "FreshToken";

    public static readonly IReadOnlyList<int> Lifetimes = [30, 90, 180, 365];

    public IReadOnlyList<TokenLine> Tokens { get; private set; } = [];

    public string? Fresh { get; private set; }

    public async Task OnGetAsync()
    {
        Fresh = TempData[FreshToken] as string;
        await ReadAsync();
    }

    public async Task<IActionResult> OnPostAsync(string? untuk, int hari, string? sandi)
    {
        if (string.IsNullOrWhiteSpace(untuk) || untuk.Length > 100)
        {
            await ReadAsync();
            return Refuse(Words["Token.Label.Missing"]);
        }
        if (await password.RefusalAsync(HttpContext, Account, sandi) is { } refusal)
        {
            await ReadAsync();
            return Refuse(refusal);
        }
        var days = Lifetimes.Contains(hari) ? hari : Lifetimes[0];
        TempData[FreshToken] = await tokens.IssueAsync(Account.Office, Account.Officer, untuk.Trim(), TimeProvider.System.GetUtcNow().AddDays(days), HttpContext.RequestAborted);
        return RedirectToPage();
    }

    private async Task ReadAsync() => Tokens = await tokens.ListAsync(Account.Office, Account.Officer, HttpContext.RequestAborted);
}
