using System.Text.Json;

namespace Laksana.Register;

/// <summary>
/// The few things that the register itself reads in an event's body, whatever its kind and version. Damaged bodies give null: that
/// they are damaged is said by their hash.
/// </summary>
internal static class EventBody
{
    internal const string DocumentAttached = "document-attached";

    internal static DateTimeOffset? Time(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        try
        {
            return Find(ref json, "at"u8) && json.TokenType == JsonTokenType.String && json.TryGetDateTimeOffset(out var at) ? at : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal static string? Text(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name)
    {
        var json = new Utf8JsonReader(body);
        try
        {
            return Find(ref json, name) && json.TokenType == JsonTokenType.String ? json.GetString() : null;
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    internal static int? Number(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name)
    {
        var json = new Utf8JsonReader(body);
        try
        {
            return Find(ref json, name) && json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var number) ? number : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The SHA-256 of the document that a body of the kind <see cref="DocumentAttached"/> names.</summary>
    internal static byte[]? Document(ReadOnlySpan<byte> body)
    {
        var hex = Text(body, "sha256"u8);
        return hex?.Length == 2 * EventHash.Size && hex.All(char.IsAsciiHexDigit) ? Convert.FromHexString(hex) : null;
    }

    /// <summary>Every text in the body that may be a digest: 64 hexadecimal digits.</summary>
    internal static void CollectDigests(ReadOnlySpan<byte> body, HashSet<string> digests)
    {
        var json = new Utf8JsonReader(body);
        try
        {
            while (json.Read())
            {
                if (json.TokenType == JsonTokenType.String && json.ValueSpan.Length == 2 * EventHash.Size) digests.Add(json.GetString()!);
            }
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException)
        {
            // What could be read counts; the damage itself is said by the hash.
        }
    }

    private static bool Find(ref Utf8JsonReader json, ReadOnlySpan<byte> name)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var found = json.ValueTextEquals(name);
            if (!json.Read()) return false;
            if (found) return true;
            json.Skip();
        }
        return false;
    }
}
