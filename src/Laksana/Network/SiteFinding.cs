using System.Text.Json;
using System.Text.Json.Serialization;

namespace Laksana.Network;

/// <summary>What was found at a site. Times in milliseconds; kept in the register as it stands.</summary>
/// <param name="Echo">False when this program may not send ICMP: then nothing was sent, and the port alone decides.</param>
internal sealed record SiteFinding(string Site, string Address, bool Echo, int Sent, int Received, double? MinMs, double? AvgMs, double? MaxMs, PortFinding? Tcp)
{
    /// <summary>Answers, and its service does where the site names one.</summary>
    [JsonIgnore]
    public bool Answers => Tcp is null ? Received > 0 : Tcp.State == PortFinding.Open;

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, NetworkJson.Default.SiteFinding);
}

/// <param name="State">open, refused, silent or unreachable.</param>
internal sealed record PortFinding(int Port, string State, double Ms)
{
    public const string Open = "open";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SiteFinding))]
internal sealed partial class NetworkJson : JsonSerializerContext;
