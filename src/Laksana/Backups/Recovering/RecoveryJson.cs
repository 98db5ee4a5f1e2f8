using System.Text.Json;
using System.Text.Json.Serialization;

namespace Laksana.Backups;

/// <summary>How recoveries are written in the database.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Recovery))]
[JsonSerializable(typeof(TableLoss))]
[JsonSerializable(typeof(Fingerprint))]
internal sealed partial class RecoveryJson : JsonSerializerContext
{
    public static string Write(Recovery recovery) => JsonSerializer.Serialize(recovery, Default.Recovery);

    public static Recovery Read(string body) => JsonSerializer.Deserialize(body, Default.Recovery) ?? throw new InvalidDataException("An empty recovery.");
}
