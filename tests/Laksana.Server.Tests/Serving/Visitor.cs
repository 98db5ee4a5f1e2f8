using System.Net;
using System.Net.Sockets;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Laksana.Testing;

/// <summary>A browser without JavaScript: keeps cookies, follows redirects, and fills in forms as the page wrote them.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly HttpClient _client;

    /// <param name="from">The loopback address he calls from; null: whichever the system takes.</param>
    public Visitor(Uri address, IPAddress? from = null)
    {
        Cookies = new CookieContainer();
        var handler = new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false };
        if (from is not null) handler.ConnectCallback = (context, token) => ConnectAsync(from, context.DnsEndPoint, token);
        // The certificate of a test is its own authority.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => address.IsLoopback;
        _client = new HttpClient(handler) { BaseAddress = address };
    }

    private static async ValueTask<Stream> ConnectAsync(IPAddress from, DnsEndPoint to, CancellationToken token)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(IPAddress.Loopback, to.Port, token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Where an officer who asked for nothing else begins.</summary>
    public static string Home => Laksana.Server.Pages.Navigation.Home;

    public CookieContainer Cookies { get; }

    public Uri Address => _client.BaseAddress!;

    public Task<Seen> OpenAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Sends the page's form with its own hidden fields and the given values.</summary>
    /// <param name="form">Selector of the form; the first one that posts when null.</param>
    public Task<Seen> SubmitAsync(Seen page, string? form, params (string Name, string Value)[] values)
    {
        var element = (IHtmlFormElement)(page.Document.QuerySelector(form ?? "main form[method=post]") ?? throw new InvalidOperationException($"The page {page.Path} has no form {form}."));
        var fields = Fields(element);
        foreach (var (name, value) in values)
            fields[name] = value;
        return PostAsync(element.GetAttribute("action") is { Length: > 0 } action ? action : page.PathAndQuery, fields);
    }

    /// <summary>Sends the page's form as multipart, with documents: the input's name, the file's name and its bytes.</summary>
    public Task<Seen> SendFormAsync(Seen page, string? form, IEnumerable<(string Name, string Value)> values, IEnumerable<(string Input, string File, byte[] Bytes)> documents)
    {
        var element = (IHtmlFormElement)(page.Document.QuerySelector(form ?? "main form[method=post]") ?? throw new InvalidOperationException($"The page {page.Path} has no form {form}."));
        var fields = Fields(element);
        foreach (var (name, value) in values)
            fields[name] = value;
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            content.Add(new StringContent(value), $"\"{name}\"");
        foreach (var (input, file, bytes) in documents)
            content.Add(new ByteArrayContent(bytes), $"\"{input}\"", $"\"{file}\"");
        var request = new HttpRequestMessage(HttpMethod.Post, element.GetAttribute("action")) { Content = content };
        request.Headers.Add("Origin", Address.GetLeftPart(UriPartial.Authority));
        return SendAsync(request);
    }

    public Task<Seen> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Origin", Address.GetLeftPart(UriPartial.Authority));
        return SendAsync(request);
    }

    public async Task<Seen> SignInAsync(string office, string userName, string password, string? back = null)
    {
        var page = await OpenAsync("/masuk" + (back is null ? "" : "?kembali=" + Uri.EscapeDataString(back)));
        return await SubmitAsync(page, null, ("kantor", office), ("nama", userName), ("sandi", password));
    }

    /// <summary>One answer as it came, redirects not followed.</summary>
    public Task<HttpResponseMessage> SendRawAsync(HttpRequestMessage request, HttpCompletionOption until = HttpCompletionOption.ResponseContentRead) => _client.SendAsync(request, until);

    public Task<HttpResponseMessage> GetRawAsync(string path) => _client.GetAsync(path);

    public async Task<Seen> SendAsync(HttpRequestMessage request)
    {
        var response = await _client.SendAsync(request);
        for (var hops = 0; hops < 6 && (int)response.StatusCode is 301 or 302 or 303; hops++)
            response = await _client.GetAsync(new Uri(response.RequestMessage!.RequestUri!, response.Headers.Location!));
        var text = await response.Content.ReadAsStringAsync();
        return new Seen(response, text, await new HtmlParser().ParseDocumentAsync(text));
    }

    public void Dispose() => _client.Dispose();

    private static Dictionary<string, string> Fields(IHtmlFormElement form)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in form.QuerySelectorAll("input[name]").OfType<IHtmlInputElement>())
            if (input.Type != "file" && (input.Type is not ("checkbox" or "radio") || input.IsChecked))
                fields[input.Name!] = input.Value;
        foreach (var area in form.QuerySelectorAll("textarea[name]").OfType<IHtmlTextAreaElement>())
            fields[area.Name!] = area.Value;
        foreach (var select in form.QuerySelectorAll("select[name]").OfType<IHtmlSelectElement>())
            fields[select.Name!] = select.Value ?? "";
        return fields;
    }
}

/// <summary>What a visitor got to see in the end.</summary>
internal sealed record Seen(HttpResponseMessage Response, string Text, IHtmlDocument Document)
{
    public HttpStatusCode Status => Response.StatusCode;

    public string Path => Response.RequestMessage!.RequestUri!.AbsolutePath;

    public string PathAndQuery => Response.RequestMessage!.RequestUri!.PathAndQuery;

    /// <summary>The words inside main.</summary>
    public string Main => Document.QuerySelector("main")?.TextContent ?? "";

    /// <summary>The words of the refusal above a form; empty when there is none.</summary>
    public string Refusal => Document.QuerySelector("main .notice.bad:not([hidden])")?.TextContent ?? "";
}
