using Laksana.Browser.Tests.Serving;
using Laksana.Server.Installing;
using Laksana.Testing;
using Microsoft.Playwright;

namespace Laksana.Browser.Tests.Sights;

/// <summary>Codes from an authenticator, as an officer sets them up and is asked for one.</summary>
internal static class CodeSetUp
{
    /// <summary>As before he set one up, so that he can do it again.</summary>
    public static Task WithoutCodeAsync(this DemoServer server, string officer, string office) => server.Database.ScalarAsync<Guid>(office,
        "update account set two_factor = false, authenticator_key = null, recovery_codes = null where office = $1 and officer = $2 returning account", office, officer);

    public static async Task SetUpCodeAsync(this Clerk clerk)
    {
        var key = await clerk.Page.Locator(".secret").InnerTextAsync();
        await clerk.Page.FillAsync("#kode", Totp.Now(key));
        if (await clerk.Page.Locator("#sandi").CountAsync() > 0) await clerk.Page.FillAsync("#sandi", DemoInstallation.Password);
        await clerk.Page.Locator("main form[method=post] button").Last.GoThroughAsync();
    }

    public static async Task ComeToCodeAsync(this Clerk clerk, string officer)
    {
        await clerk.SetUpCodeAsync();
        await clerk.Page.SignOutAsync();
        await clerk.Page.GotoAsync("/masuk");
        await clerk.Page.SelectOptionAsync("#kantor", DemoServer.Office);
        await clerk.Page.FillAsync("#nama", officer);
        await clerk.Page.FillAsync("#sandi", DemoInstallation.Password);
        await clerk.Page.Locator("main form.card button").GoThroughAsync();
        await Assertions.Expect(clerk.Page.Locator("input.code")).ToBeVisibleAsync();
    }
}
