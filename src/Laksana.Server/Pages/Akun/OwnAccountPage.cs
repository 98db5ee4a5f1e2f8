using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.PageWords;

namespace Laksana.Server.Pages.Akun;

/// <summary>A page about the signed-in officer's own account, which is read before the page begins.</summary>
internal abstract class OwnAccountPage(UserManager<Account> accounts) : PageModel
{
    protected UserManager<Account> Accounts { get; } = accounts;

    public Account Account { get; private set; } = null!;

    public Refusal? Refusal { get; protected set; }

    /// <remarks>Without the attribute Razor Pages would take the overriding method for a handler of the HTTP method PAGE.</remarks>
    [NonHandler]
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await Accounts.GetUserAsync(User) is not { } account)
        {
            // Ended in this very moment; the session's next check would find out.
            context.Result = new ChallengeResult();
            return;
        }
        Account = account;
        await next();
    }

    protected PageResult Refuse(string cause, string? remedy = null) => Refuse(new Refusal(cause, remedy ?? Words["Form.TryAgain"]));

    protected PageResult Refuse(Refusal refusal)
    {
        Refusal = refusal;
        return Page();
    }
}
