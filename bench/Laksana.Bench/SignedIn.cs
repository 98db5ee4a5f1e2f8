using System.Net;
using System.Text.RegularExpressions;

namespace Laksana.Bench;

/// <summary>Signs an officer in as his browser would; gives the cookies to send with every page.</summary>
internal static partial class SignedIn
{
    public static async Task<string> AsAsync(Uri address, string office, string officer, string password)
    {
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address };
        var form = Token().Match(await browser.GetStringAsync(new Uri("/masuk", UriKind.Relative))).Groups["token"].Value;
        using var fields = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["kantor"] = office, ["nama"] = officer, ["sandi"] = password, ["__formulir"] = form,
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/masuk") { Content = fields, Headers = { { "Origin", address.GetLeftPart(UriPartial.Authority) } } };
        using var answer = await browser.SendAsync(request);
        if (answer.StatusCode != HttpStatusCode.Redirect && answer.StatusCode != HttpStatusCode.SeeOther) throw new InvalidOperationException($"{officer} cannot sign in: {answer.StatusCode}");
        return "Cookie: " + cookies.GetCookieHeader(new Uri(address, "/masuk"));
    }

    [GeneratedRegex("""name="__formulir" type="hidden" value="(?<token>[^"]+)""", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
