using System.Text.Json;

namespace Laksana.Network.Probes.Domains;

/// <summary>Reads an answer of RDAP about a domain (RFC 9083): from any bytes, without ever failing.</summary>
internal static class Rdap
{
    private const int MostEntries = 200;

    /// <returns>Null when the bytes are no such answer.</returns>
    public static DomainRecord? Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 32 });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return null;
            if (Text(root, "objectClassName") is not "domain") return Number(root, "errorCode") == 404 ? DomainRecord.Unknown : null;
            var expires = Items(root, "events").Where(e => Text(e, "eventAction") is "expiration").Select(e => Text(e, "eventDate") is { } date ? DomainRecord.Moment(date) : null).FirstOrDefault(m => m is not null);
            var registrar = Items(root, "entities").Where(e => Items(e, "roles").Any(r => r.ValueKind == JsonValueKind.String && Safe(r) == "registrar")).Select(Name).FirstOrDefault();
            return new DomainRecord(true, expires, registrar, [.. Items(root, "status").Where(s => s.ValueKind == JsonValueKind.String).Select(s => Evidence.Clean(Safe(s), 60)).Take(20)]);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException) // the second: a name or text whose escapes make no characters
        {
            return null;
        }
    }

    /// <summary>The formatted name in a jCard (RFC 7095): ["vcard", [["fn", {}, "text", "…"], …]].</summary>
    private static string? Name(JsonElement entity) =>
        Items(entity, "vcardArray").Skip(1).Take(1).SelectMany(List).Select(List).Where(p => p is [var kind, _, _, var value, ..] && kind.ValueKind == JsonValueKind.String && Safe(kind) == "fn" && value.ValueKind == JsonValueKind.String)
            .Select(p => Evidence.Clean(Safe(p[3]), 120)).FirstOrDefault();

    private static List<JsonElement> Items(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var list) ? List(list) : [];

    private static List<JsonElement> List(JsonElement list) => list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Take(MostEntries)] : [];

    private static string? Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Safe(value) : null;

    private static int? Number(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    /// <summary>A text whose escapes make no characters cannot be read as one.</summary>
    private static string Safe(JsonElement text)
    {
        try
        {
            return text.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }
}
