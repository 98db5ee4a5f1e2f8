using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Laksana.Server.Tests.Survival;

/// <summary>An answer that a program of the office received.</summary>
internal sealed record Answered(HttpStatusCode Status, JsonElement Body)
{
    public bool Done => (int)Status is >= 200 and < 300;

    public string Text(string name) => Body.GetProperty(name).GetString()!;
}

/// <summary>Programs of officers over the API. An act is sent again under its key until an answer comes; no answer means nothing.</summary>
internal sealed class Caller : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _client;
    private readonly IReadOnlyDictionary<string, string> _tokens;
    private int _again;

    public Caller(Uri address, IReadOnlyDictionary<string, string> tokens)
    {
        _client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(15) };
        _tokens = tokens;
    }

    /// <summary>Requests that were sent again because no answer had come.</summary>
    public int Again => Volatile.Read(ref _again);

    public bool Knows(string officer) => _tokens.ContainsKey(officer);

    public Task<Answered> ReadAsync(string officer, string path, CancellationToken patience) => UntilAnsweredAsync(officer, HttpMethod.Get, path, () => null, null, patience);

    public Task<Answered> DoAsync(string officer, string path, object? body, CancellationToken patience) =>
        UntilAnsweredAsync(officer, HttpMethod.Post, path, () => body is null ? null : JsonContent.Create(body), Guid.NewGuid().ToString("N"), patience);

    public Task<Answered> SendAsync(string officer, string path, byte[] document, CancellationToken patience) =>
        UntilAnsweredAsync(officer, HttpMethod.Post, path, () => new ByteArrayContent(document), Guid.NewGuid().ToString("N"), patience);

    public void Dispose() => _client.Dispose();

    private async Task<Answered> UntilAnsweredAsync(string officer, HttpMethod method, string path, Func<HttpContent?> body, string? key, CancellationToken patience)
    {
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(method, "/api/v1" + path) { Content = body() };
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens[officer]);
                if (key is not null) request.Headers.Add("Idempotency-Key", key);
                using var response = await _client.SendAsync(request, patience);
                var text = await response.Content.ReadAsStringAsync(patience);
                if ((int)response.StatusCode < 500) return new Answered(response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
            }
            catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException && !patience.IsCancellationRequested)
            {
                // killed in the middle, or not up yet
            }
            Interlocked.Increment(ref _again);
            await Task.Delay(Pause, patience);
        }
    }
}
