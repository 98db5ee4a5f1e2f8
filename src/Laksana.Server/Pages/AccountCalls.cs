using Laksana.Documents;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace Laksana.Server.Pages;

/// <summary>What the account pages fetch besides themselves: the QR picture, and the questions that a browser puts to a passkey.</summary>
internal static class AccountCalls
{
    public static void MapAccountCalls(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/akun/kode/gambar", async (HttpContext context, UserManager<Account> accounts) =>
            await accounts.GetUserAsync(context.User) is { TwoFactor: false, AuthenticatorKey: not null } account
                ? Results.Bytes(QrPicture.Png(AuthenticatorAddress.Of(account)), "image/png")
                : Results.NotFound());
        endpoints.MapPost("/masuk/kunci/pilihan", async (HttpContext context, IAntiforgery forms, SignInManager<Account> signIn) =>
            await forms.IsRequestValidAsync(context) ? Results.Text(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json") : Results.BadRequest());
        endpoints.MapPost("/akun/kunci/pilihan", async (HttpContext context, IAntiforgery forms, SignInManager<Account> signIn) =>
            await forms.IsRequestValidAsync(context) && await signIn.UserManager.GetUserAsync(context.User) is { } account
                ? Results.Text(await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = account.Key, Name = account.UserName, DisplayName = account.OfficerName }), "application/json")
                : Results.BadRequest());
    }
}
