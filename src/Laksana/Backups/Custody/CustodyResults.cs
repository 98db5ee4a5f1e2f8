using System.Text.Json.Serialization;

namespace Laksana.Backups;

/// <summary>What a copy brought, as it stands in the register.</summary>
internal sealed record CopyResult(string Medium, string Backup, string Digest, long Bytes, double Seconds, bool ReadBack, string Machine)
{
    /// <summary>What the row's form may take over.</summary>
    [JsonPropertyName("isian")]
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    public static CopyResult Of(DoneCopy done) => new(done.Medium.Label, done.Backup.Id, done.Written.Digest, done.Written.Bytes, Math.Round(done.Seconds, 1), true, Environment.MachineName);
}

/// <summary>What a measurement found. <paramref name="Code"/> null: not whole, or not measured because the medium is not plugged in.</summary>
/// <param name="Check">Id of the recorded measurement.</param>
internal sealed record MeasureResult(string Medium, bool Measured, bool Whole, string? Code, Guid? Check, long Bytes, double Seconds, IReadOnlyList<string> Faults)
{
    [JsonPropertyName("isian")]
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    public static MeasureResult Of(DoneMeasure done) => new(done.Check.Medium, true, done.Check.Whole, done.Code?.ToString(), done.Check.Id, done.Check.Bytes, Math.Round(done.Check.Seconds, 1), done.Faults);

    public static MeasureResult NotHere(string label) => new(label, false, false, null, null, 0, 0, []);
}

/// <summary>What a job is asked: see <see cref="CopyJob"/> and <see cref="MeasureJob"/>.</summary>
/// <param name="Backup">Of a measurement: the one copy; null: all.</param>
/// <param name="Rate">At most so many bytes a second.</param>
public sealed record MediumJobOrder(string Medium, string? Backup, string? CaseNumber = null, long? Rate = null, string? By = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CopyResult))]
[JsonSerializable(typeof(MeasureResult))]
[JsonSerializable(typeof(MediumJobOrder))]
internal sealed partial class CustodyJson : JsonSerializerContext;
