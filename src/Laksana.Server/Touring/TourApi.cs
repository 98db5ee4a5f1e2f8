using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Laksana.Server.Api;

namespace Laksana.Server.Touring;

/// <summary>An officer of an office, as whom the tour calls.</summary>
internal sealed record Caller(string Office, string Officer)
{
    public override string ToString() => Officer + "@" + Office;
}

/// <summary>A call that was refused: the problem that the API answered with.</summary>
internal sealed class CallRefusedException(string call, HttpStatusCode status, Problem? problem, string text)
    : Exception($"{call}: {(int)status} {problem?.Code} {problem?.Detail ?? text} {string.Join("; ", problem?.Errors?.Select(e => e.Field + ": " + e.Message) ?? [])}".Trim())
{
    public HttpStatusCode Status { get; } = status;

    public string? Code { get; } = problem?.Code;
}

/// <summary>Calls of the tour's officers, all under /api/v1. A token is made when an officer is first needed.</summary>
internal sealed class TourApi : IDisposable
{
    /// <summary>Answers leave out what is null, so nothing is required of them.</summary>
    public static readonly ApiJson Answers = new(new JsonSerializerOptions(ApiJson.Shapes.Options) { RespectRequiredConstructorParameters = false, RespectNullableAnnotations = false });

    private readonly HttpClient _client;
    private readonly Dictionary<Caller, string> _tokens = [];

    public TourApi(Uri address)
    {
        _client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        _client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName));
    }

    /// <summary>Calls made so far.</summary>
    public int Calls { get; private set; }

    /// <exception cref="CallRefusedException">The answer is a problem.</exception>
    public async Task<T> ReadAsync<T>(Caller who, string path, JsonTypeInfo<T> shape, CancellationToken token) =>
        Read(await SendAsync(who, HttpMethod.Get, path, null, null, null, token), shape);

    public Task<string> ReadTextAsync(Caller who, string path, CancellationToken token) => SendAsync(who, HttpMethod.Get, path, null, null, null, token);

    /// <summary>Does something, under a key of its own.</summary>
    /// <param name="version">The case must still be at this version; null: any.</param>
    /// <param name="key">For a call that is to be repeated; null: a new one.</param>
    /// <exception cref="CallRefusedException">The answer is a problem.</exception>
    public async Task<CaseMark> DoAsync(Caller who, string path, byte[]? body, int? version, CancellationToken token, string? key = null) =>
        Read(await SendAsync(who, HttpMethod.Post, path, Json(body), version, key ?? Guid.NewGuid().ToString("N"), token), Answers.CaseMark);

    public async Task<AttachedDocument> AttachAsync(Caller who, string path, byte[] document, CancellationToken token) =>
        Read(await SendAsync(who, HttpMethod.Post, path, new ByteArrayContent(document), null, Guid.NewGuid().ToString("N"), token), Answers.AttachedDocument);

    public async Task<T> SetAsync<T>(Caller who, HttpMethod method, string path, byte[] body, JsonTypeInfo<T> shape, CancellationToken token) =>
        Read(await SendAsync(who, method, path, Json(body), null, null, token), shape);

    public static byte[] Body<T>(T form, JsonTypeInfo<T> shape) => JsonSerializer.SerializeToUtf8Bytes(form, shape);

    public void Dispose() => _client.Dispose();

    private async Task<string> SendAsync(Caller who, HttpMethod method, string path, HttpContent? content, int? version, string? key, CancellationToken token)
    {
        using var request = new HttpRequestMessage(method, new Uri("/api/v1" + path, UriKind.Relative)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(who, token));
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (version is { } seen) request.Headers.IfMatch.Add(new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{seen}\"")));
        using var response = await _client.SendAsync(request, token);
        Calls++;
        var text = await response.Content.ReadAsStringAsync(token);
        return response.IsSuccessStatusCode ? text : throw new CallRefusedException($"{method} {path} ({who})", response.StatusCode, ProblemOf(response, text), text);
    }

    private async Task<string> TokenAsync(Caller who, CancellationToken token)
    {
        if (!_tokens.TryGetValue(who, out var known)) _tokens[who] = known = await TourSignIn.TokenAsync(_client.BaseAddress!, who, token);
        return known;
    }

    private static ByteArrayContent? Json(byte[]? body)
    {
        if (body is null) return null;
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private static T Read<T>(string text, JsonTypeInfo<T> shape) =>
        JsonSerializer.Deserialize(text, shape) ?? throw new InvalidOperationException($"An empty answer where {typeof(T).Name} was expected.");

    private static Problem? ProblemOf(HttpResponseMessage response, string text) =>
        response.Content.Headers.ContentType?.MediaType == Problem.MediaType ? JsonSerializer.Deserialize(text, Answers.Problem) : null;
}
