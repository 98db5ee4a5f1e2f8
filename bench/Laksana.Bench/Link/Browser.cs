using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Laksana.Bench.Link;

/// <summary>The machine's Chromium, spoken to in its own protocol (Chrome DevTools Protocol): one page, on a link as slow as it is told.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;
    private readonly ClientWebSocket _wire = new();
    private readonly Dictionary<string, string> _kinds = new(StringComparer.Ordinal);
    private int _asked;

    private Browser(Process process, string folder) => (_process, _folder) = (process, folder);

    /// <summary>Bytes that came over the link for the last page, heads included, pictures not.</summary>
    public double Bytes { get; private set; }

    public static async Task<Browser> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("laksana-link-").FullName;
        var process = Process.Start(new ProcessStartInfo("/usr/bin/chromium",
            ["--headless=new", "--no-sandbox", "--disable-background-networking", "--disable-extensions", "--no-first-run", "--remote-debugging-port=0", "--user-data-dir=" + folder, "about:blank"])
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
        })!;
        var browser = new Browser(process, folder);
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (!line.Contains("DevTools listening on ws://", StringComparison.Ordinal)) continue;
            _ = process.StandardError.ReadToEndAsync();
            await browser.ConnectAsync(new Uri(line[line.IndexOf("ws://", StringComparison.Ordinal)..]));
            return browser;
        }
        throw new InvalidOperationException("Chromium ended before it listened.");
    }

    /// <param name="bytesPerSecond">Both ways; 0 for as fast as it goes.</param>
    /// <param name="delay">Added to every answer's first byte, in milliseconds.</param>
    public Task SlowDownAsync(double bytesPerSecond, double delay) => AskAsync("Network.emulateNetworkConditions", new JsonObject
    {
        ["offline"] = false, ["latency"] = delay, ["downloadThroughput"] = bytesPerSecond > 0 ? bytesPerSecond : -1, ["uploadThroughput"] = bytesPerSecond > 0 ? bytesPerSecond : -1,
    });

    /// <summary>Forgets what it kept of earlier pages.</summary>
    public Task ForgetAsync() => AskAsync("Network.clearBrowserCache", []);

    public async Task CarryAsync(Uri address, string cookies)
    {
        await AskAsync("Network.clearBrowserCookies", []);
        foreach (var cookie in cookies["Cookie: ".Length..].Split("; "))
            await AskAsync("Network.setCookie", new JsonObject { ["url"] = address.ToString(), ["name"] = cookie[..cookie.IndexOf('=')], ["value"] = cookie[(cookie.IndexOf('=') + 1)..] });
    }

    /// <summary>Opens a page and waits until it is whole.</summary>
    /// <returns>Seconds until something of it could be read (first contentful paint).</returns>
    public async Task<double> OpenAsync(Uri page)
    {
        await AskAsync("Page.navigate", new JsonObject { ["url"] = "about:blank" }, until: "Page.loadEventFired");
        Bytes = 0;
        await AskAsync("Page.navigate", new JsonObject { ["url"] = page.ToString() }, until: "Page.loadEventFired");
        var said = await AskAsync("Runtime.evaluate", new JsonObject
        {
            ["expression"] = "new Promise(done => { const look = () => { const p = performance.getEntriesByName('first-contentful-paint')[0]; p ? done(p.startTime) : setTimeout(look, 20); }; look(); })",
            ["awaitPromise"] = true, ["returnByValue"] = true,
        });
        return said["result"]!["value"]!.GetValue<double>() / 1000;
    }

    private async Task ConnectAsync(Uri listening)
    {
        using var http = new HttpClient();
        var pages = JsonNode.Parse(await http.GetStringAsync(new Uri($"http://{listening.Authority}/json/list")))!.AsArray();
        await _wire.ConnectAsync(new Uri(pages.First(p => p!["type"]!.GetValue<string>() == "page")!["webSocketDebuggerUrl"]!.GetValue<string>()), default);
        await AskAsync("Network.enable", []);
        await AskAsync("Page.enable", []);
    }

    /// <summary>Asks for something and reads until it is answered and, where one is named, the event has come.</summary>
    private async Task<JsonNode> AskAsync(string method, JsonObject parameters, string? until = null)
    {
        var id = ++_asked;
        await _wire.SendAsync(JsonSerializer.SerializeToUtf8Bytes<JsonNode>(new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters }), WebSocketMessageType.Text, true, default);
        JsonNode? answer = null;
        for (var came = until is null; answer is null || !came;)
        {
            var message = await HearAsync();
            if (message["id"]?.GetValue<int>() == id) answer = message["result"] ?? throw new InvalidOperationException(message.ToJsonString());
            else if (message["method"]?.GetValue<string>() is { } happened)
            {
                came |= happened == until;
                Note(happened, message["params"]!);
            }
        }
        return answer;
    }

    private void Note(string happened, JsonNode told)
    {
        if (told["requestId"]?.GetValue<string>() is not { } request) return;
        if (happened == "Network.responseReceived") _kinds[request] = told["type"]!.GetValue<string>();
        else if (happened == "Network.loadingFinished" && _kinds.GetValueOrDefault(request) != "Image") Bytes += told["encodedDataLength"]!.GetValue<double>();
    }

    private async Task<JsonNode> HearAsync()
    {
        using var message = new MemoryStream();
        var part = new byte[64 * 1024];
        while (true)
        {
            var got = await _wire.ReceiveAsync(part, default);
            message.Write(part, 0, got.Count);
            if (got.EndOfMessage) return JsonNode.Parse(message.ToArray())!;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _wire.Dispose();
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
