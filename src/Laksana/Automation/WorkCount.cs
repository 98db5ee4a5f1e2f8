using System.Text.Json;
using System.Text.Json.Serialization;

namespace Laksana.Automation;

/// <summary>How much of a work is done, in bytes and in its own pieces (tables, files, backups).</summary>
/// <param name="BytesOf">All of them; null when it cannot be known. May grow or shrink while better is known.</param>
/// <param name="SecondsLeft">What it will probably still take; null until that can be said.</param>
public sealed partial record WorkCount(long Bytes, long? BytesOf = null, int? Items = null, int? ItemsOf = null, double? SecondsLeft = null)
{
    /// <summary>As it stands in <c>action_run.counted</c> and <c>backup_job.counted</c>.</summary>
    public string Text() => JsonSerializer.Serialize(this, CountJson.Default.WorkCount);

    public static WorkCount? Read(string? text) => text is null ? null : JsonSerializer.Deserialize(text, CountJson.Default.WorkCount);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(WorkCount))]
    private sealed partial class CountJson : JsonSerializerContext;
}
