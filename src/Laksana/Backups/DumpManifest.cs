using System.Text.Json;
using System.Text.Json.Serialization;

namespace Laksana.Backups;

/// <summary>What a backup says of itself, in <c>manifest.json</c> beside the dump. Times in seconds.</summary>
internal sealed record DumpManifest
{
    public const string FileName = "manifest.json";

    public required Guid Run { get; init; }
    public required string Office { get; init; }
    public required string CaseNumber { get; init; }
    public required string Source { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required double Seconds { get; init; }
    public required int Tables { get; init; }
    /// <summary>Of the dump, without this file and the sums.</summary>
    public required int Files { get; init; }
    public required long Bytes { get; init; }
    public required string Tool { get; init; }
    /// <summary>The machine that made it: where to look when nodes do not share the backup directory.</summary>
    public required string Machine { get; init; }
    public required int ServerMajor { get; init; }

    public void Write(string folder)
    {
        using var file = new FileStream(Path.Combine(folder, FileName), FileMode.CreateNew, FileAccess.Write);
        JsonSerializer.Serialize(file, this, DumpJson.Default.DumpManifest);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Null when there is none or it does not read.</summary>
    public static DumpManifest? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(folder, FileName)), DumpJson.Default.DumpManifest);
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            return null;
        }
    }
}

/// <summary>A finished backup as the step's result. <paramref name="Sha256"/> is that of <c>SHA256SUMS</c>.</summary>
internal sealed record DumpResult(string Source, string Folder, long Bytes, string Sha256, int Tables, int Files, double Seconds, string Tool, string Machine);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(DumpManifest))]
[JsonSerializable(typeof(DumpResult))]
internal sealed partial class DumpJson : JsonSerializerContext;
