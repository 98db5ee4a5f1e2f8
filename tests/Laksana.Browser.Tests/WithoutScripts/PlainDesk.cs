using Laksana.Browser.Tests.Serving;
using Laksana.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Laksana.Browser.Tests.WithoutScripts;

/// <summary>What an officer does in a browser whose scripts are off: sends the form before him, takes a file.</summary>
internal static class PlainDesk
{
    /// <summary>Sends the form that leads to an address ending so.</summary>
    public static Task SendFormAsync(this Clerk clerk, string action) => clerk.Page.Locator($"main form[action$='{action}'] button").First.GoThroughAsync();

    /// <summary>Sends the page's only big form.</summary>
    public static Task SendCardAsync(this Clerk clerk) => clerk.Page.Locator("main form.card[method=post] button").First.GoThroughAsync();

    public static Task SearchAsync(this Clerk clerk) => clerk.Page.Locator("main form[role=search] button").First.GoThroughAsync();

    public static Task GoAsync(this Clerk clerk, string hrefEnd) => clerk.FollowAsync(clerk.Page.Locator($"main a[href$='{hrefEnd}']").First);

    /// <summary>To an act on a row, whatever its number.</summary>
    public static Task GoToActAsync(this Clerk clerk, string act) => clerk.FollowAsync(clerk.Page.Locator($"main a[href*='/{act}/']").First);

    private static async Task FollowAsync(this Clerk clerk, ILocator link)
    {
        Assert.True(await link.CountAsync() > 0, $"{clerk.Page.Url} has no such link: {await clerk.Page.Locator("body").InnerTextAsync()}");
        await link.GoThroughAsync();
    }

    /// <summary>Takes the task of a case from the inbox, wherever it stands in it.</summary>
    public static async Task ClaimAsync(this Clerk clerk, string number)
    {
        await clerk.Page.GotoAsync("/tugas?cari=" + number);
        await clerk.Page.Locator("ul.tasks button").First.GoThroughAsync();
    }

    public static async Task DoneAsync(this Clerk clerk) => await Assertions.Expect(clerk.Said).ToHaveCountAsync(1);

    public static async Task ReadsAsync(this Clerk clerk, string words) => await Assertions.Expect(clerk.Page.Locator("main")).ToContainTextAsync(words);

    /// <summary>Sends a citizen's form. Tests are faster than people type: then a plain question comes first.</summary>
    public static async Task SendAsPersonAsync(this IPage phone)
    {
        await phone.Locator("main form p.acts button").GoThroughAsync();
        if (await phone.Locator("#jawaban").CountAsync() == 0) return;
        string[] words = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"];
        var asked = (await phone.Locator("label[for=jawaban]").InnerTextAsync()).TrimEnd('?').Split(' ');
        await phone.Locator("#jawaban").FillAsync($"{Array.IndexOf(words, asked[1]) + Array.IndexOf(words, asked[3])}");
        if (await phone.Locator("main form input[type=file]").CountAsync() > 0)
            await phone.SetInputFilesAsync("main form input[type=file]", new FilePayload { Name = "surat.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4\n%%EOF\n"u8.ToArray() });
        await phone.Locator("main form p.acts button").GoThroughAsync();
    }

    /// <summary>As "sign out everywhere" does: the cookie stays in the browser and is worth nothing any more.</summary>
    public static Task EndSessionsAsync(this DemoServer server, string officer) =>
        server.Database.DoAsync(DemoServer.Office, "update account set security_stamp = $1 where officer = $2", Guid.NewGuid().ToString("N"), officer);

    /// <summary>Follows a link that sends a file, and says of what kind it is.</summary>
    public static async Task<byte[]> FileAsync(this Clerk clerk, string hrefPart, string kind)
    {
        var address = await clerk.Page.Locator($"main a[href*='{hrefPart}']").First.GetAttributeAsync("href");
        var answer = await clerk.Page.Context.APIRequest.GetAsync(new Uri(new Uri(clerk.Page.Url), address!).ToString());
        Assert.True(answer.Ok, $"{address}: {answer.Status}");
        Assert.StartsWith(kind, answer.Headers["content-type"], StringComparison.Ordinal);
        return await answer.BodyAsync();
    }
}
