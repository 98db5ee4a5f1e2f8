using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Laksana.Testing;

namespace Laksana.Browser.Tests.Day;

/// <summary>What was asked in a day, how long each answer took, and what should not have been answered.</summary>
internal sealed partial class DayBook
{
    private readonly ConcurrentDictionary<string, ConcurrentBag<double>> _times = new(StringComparer.Ordinal);

    public ConcurrentBag<string> Errors { get; } = [];

    /// <summary>Officers who came second: refused with the reason, as they should be.</summary>
    public ConcurrentBag<string> Overtaken { get; } = [];

    /// <summary>Asks and keeps the time; an answer that nobody should get is an error.</summary>
    public async Task<Seen> AskAsync(Visitor visitor, HttpRequestMessage request)
    {
        var what = request.Method + " " + Numbers.Replace(request.RequestUri!.OriginalString.Split('?')[0], "…");
        var began = Stopwatch.GetTimestamp();
        try
        {
            var seen = await visitor.SendAsync(request);
            _times.GetOrAdd(what, _ => []).Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (seen.Status == HttpStatusCode.Conflict || (seen.Status is HttpStatusCode.Forbidden && request.Method == HttpMethod.Post)) Overtaken.Add($"{what}: {seen.Refusal.Trim()}");
            else if ((int)seen.Status >= 400) Errors.Add($"{what}: {(int)seen.Status} {seen.Refusal.Trim()}");
            return seen;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            Errors.Add($"{what}: {error.Message}");
            throw;
        }
    }

    public Task<Seen> OpenAsync(Visitor visitor, string path) => AskAsync(visitor, new HttpRequestMessage(HttpMethod.Get, path));

    public int Asked => _times.Values.Sum(t => t.Count);

    public string Table()
    {
        var table = new StringBuilder("| asked | times | median ms | p95 ms | most ms |\n|---|---|---|---|---|\n");
        foreach (var (what, times) in _times.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            var sorted = times.Order().ToArray();
            table.Append(CultureInfo.InvariantCulture, $"| `{what}` | {sorted.Length} | {sorted[sorted.Length / 2]:F0} | {sorted[sorted.Length * 95 / 100]:F0} | {sorted[^1]:F0} |\n");
        }
        return table.ToString();
    }

    [GeneratedRegex(@"[A-Z]{3}-\d{4}-\d{4,}|(?<=/)\d+(?=/|$)|(?<=/)[0-9A-Z-]{16,}(?=/|$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers { get; }
}
