using System.Text.Json;
using System.Text.Json.Serialization;

namespace Laksana.Network;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(MapSite))]
[JsonSerializable(typeof(MapProvider))]
[JsonSerializable(typeof(MapLink))]
[JsonSerializable(typeof(MapDevice))]
[JsonSerializable(typeof(MapAddress))]
[JsonSerializable(typeof(MapService))]
[JsonSerializable(typeof(MapTarget))]
[JsonSerializable(typeof(NetworkSettings))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class MapJson : JsonSerializerContext;

/// <summary>Entries as they stand in the database.</summary>
internal static class EntryBody
{
    public static string Write(MapEntry entry) => JsonSerializer.Serialize(entry, entry.GetType(), MapJson.Default);

    /// <summary>Null when another release wrote what this one cannot read: such an entry is left alone.</summary>
    public static MapEntry? Read(MapKind kind, string body)
    {
        try
        {
            return TypeOf(kind) is { } type ? (MapEntry?)JsonSerializer.Deserialize(body, type, MapJson.Default) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Type? TypeOf(MapKind kind) => kind switch
    {
        MapKind.Site => typeof(MapSite),
        MapKind.Provider => typeof(MapProvider),
        MapKind.Link => typeof(MapLink),
        MapKind.Device => typeof(MapDevice),
        MapKind.Address => typeof(MapAddress),
        MapKind.Service => typeof(MapService),
        MapKind.Target => typeof(MapTarget),
        _ => null,
    };
}
