using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Laksana.Server.Tests.Api;

/// <summary>A program that calls the API as one officer.</summary>
internal sealed class Caller : IDisposable
{
    private readonly HttpClient _client;

    public Caller(Uri address, string? token)
    {
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }) { BaseAddress = address };
        if (token is not null) _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public Task<Reply> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    /// <param name="body">An object, or JSON as a text.</param>
    public Task<Reply> PostAsync(string path, object? body = null, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, path, Content(body), headers);

    public Task<Reply> PutAsync(string path, object? body = null, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Put, path, Content(body), headers);

    public Task<Reply> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null, []);

    public async Task<Reply> SendAsync(HttpMethod method, string path, HttpContent? content, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers) Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new Reply(response.StatusCode, response.Headers.ETag?.Tag, response.Headers.Location?.ToString(), response.Content.Headers.ContentType?.MediaType,
            response.Headers.Concat(response.Content.Headers).Where(h => h.Key != "Date").Select(h => h.Key + ": " + string.Join(", ", h.Value)).Order(StringComparer.Ordinal).ToList(),
            await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Opens a case of the full sheet and gives its number.</summary>
    public async Task<string> OpenAsync(string barang = "router")
    {
        var reply = await PostAsync("/api/v1/cases", new { sheet = "uji-lengkap", fields = new { barang } });
        Assert.Equal(HttpStatusCode.Created, reply.Status);
        return reply.Json["number"]!.GetValue<string>();
    }

    /// <summary>The one open run of a case.</summary>
    public async Task<int> RunAsync(string number)
    {
        var reply = await GetAsync($"/api/v1/cases/{number}");
        return reply.Json["runs"]!.AsArray().Single(r => r!["open"] is not null)!["run"]!.GetValue<int>();
    }

    /// <summary>Something done to the one open run, which must succeed.</summary>
    public async Task<Reply> DoAsync(string number, string act, object? body = null)
    {
        var run = await RunAsync(number);
        var reply = await PostAsync(string.Create(CultureInfo.InvariantCulture, $"/api/v1/cases/{number}/runs/{run}/{act}"), body);
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        return reply;
    }

    public void Dispose() => _client.Dispose();

    internal static StringContent? Content(object? body) => body is null ? null
        : new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
}

/// <summary>What a caller got. <paramref name="Headers"/> are sorted and leave out the date.</summary>
internal sealed record Reply(HttpStatusCode Status, string? Tag, string? Location, string? MediaType, IReadOnlyList<string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>The stable code of a problem; null when it is none.</summary>
    public string? Code => MediaType == "application/problem+json" ? Json["code"]?.GetValue<string>() : null;
}
