using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Laksana.Server.Api;

/// <summary>Under what conditions a call may change something: <c>If-Match</c> and <c>Idempotency-Key</c>.</summary>
/// <param name="Version">The case must be at this version; null: any.</param>
/// <param name="Key">Repeating the call with this key changes nothing and answers the same.</param>
internal sealed record Conditions(int? Version, string? Key)
{
    public const string KeyHeader = "Idempotency-Key";
    public const int LongestKey = 100;

    /// <summary>Reads the headers of a call.</summary>
    /// <param name="fault">Why they cannot be read; null when they can.</param>
    public static Conditions Read(HttpRequest request, out IResult? fault)
    {
        fault = null;
        var (keys, matches) = (request.Headers[KeyHeader], request.Headers.IfMatch);
        var key = keys.Count == 0 ? null : keys[0];
        if (keys.Count > 1 || key is not null && !IsKey(key))
            fault = Problem.Of(StatusCodes.Status400BadRequest, "key.malformed", LongestKey);
        if (matches.Count == 0 || matches is ["*"])
            return new(null, key);
        if (matches.Count == 1 && EntityTagHeaderValue.TryParse(matches[0], out var tag) && int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            // A weak tag never matches (RFC 9110, 13.1.1), and no case stands at version 0.
            return new(tag.IsWeak ? 0 : version, key);
        fault ??= Problem.Of(StatusCodes.Status400BadRequest, "if-match.malformed");
        return new(null, key);
    }

    public static string Tag(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    private static bool IsKey(string key) => key.Length is > 0 and <= LongestKey && key.All(c => c is > ' ' and <= '~');
}
