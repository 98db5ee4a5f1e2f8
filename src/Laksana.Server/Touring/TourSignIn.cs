using System.Net;
using System.Text.RegularExpressions;
using Laksana.Server.Installing;

namespace Laksana.Server.Touring;

/// <summary>How a program comes by a token: its officer signs in, and makes one on the page of his account.</summary>
internal static partial class TourSignIn
{
    private const string LongestLife = "365";

    /// <exception cref="OperatorException">The demo account cannot sign in.</exception>
    public static async Task<string> TokenAsync(Uri address, Caller who, CancellationToken token)
    {
        using var handler = new SocketsHttpHandler { CookieContainer = new CookieContainer() };
        using var browser = new HttpClient(handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        browser.DefaultRequestHeaders.Add("Origin", address.GetLeftPart(UriPartial.Authority));
        await SendFormAsync(browser, "/masuk", new() { ["kantor"] = who.Office, ["nama"] = who.Officer, ["sandi"] = DemoInstallation.Password }, token);
        var page = await SendFormAsync(browser, "/akun/token", new() { ["untuk"] = TourWords.Say["token.label"], ["hari"] = LongestLife, ["sandi"] = DemoInstallation.Password }, token);
        return Secret().Match(page) is { Success: true } made ? WebUtility.HtmlDecode(made.Groups["token"].Value)
            : throw new OperatorException(TourWords.Say["token.refused", who], TourWords.Say["token.refused.hint"]);
    }

    /// <summary>Fills in the page's form; answers with the page that it leads to.</summary>
    private static async Task<string> SendFormAsync(HttpClient browser, string path, Dictionary<string, string> fields, CancellationToken token)
    {
        var address = new Uri(path, UriKind.Relative);
        var empty = await browser.GetStringAsync(address, token);
        if (Antiforgery().Match(empty) is { Success: true } hidden) fields["__formulir"] = WebUtility.HtmlDecode(hidden.Groups["value"].Value);
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await browser.PostAsync(address, content, token);
        return await answer.Content.ReadAsStringAsync(token);
    }

    [GeneratedRegex("name=\"__formulir\"[^>]*value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Antiforgery();

    [GeneratedRegex("<code class=\"secret\">(?<token>[^<]+)</code>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Secret();
}
