using System.Text.Json;
using System.Text.Json.Serialization;

namespace Laksana.Backups;

/// <summary>A file in the artifact, by its name there (<see cref="EntryName"/> when it is none of plain UTF-8).</summary>
/// <param name="Sha256">Hex, of the bytes as they stand in the artifact.</param>
public sealed record ManifestFile(string Name, long Bytes, string Sha256);

/// <summary>Rows and checksum of a table of a database that is not PostgreSQL.</summary>
public sealed record ManifestTable(string Schema, string Name, long Rows, string? Checksum);

/// <summary>
/// What an artifact holds: <c>manifest.json</c>, the last entry in it. Written last, so that an artifact with a manifest is whole; its hash stands in the signed
/// summary outside.
/// </summary>
public sealed record Manifest
{
    public const string FileName = "manifest.json";
    public const int NewestFormat = 2;

    /// <summary>2: this form. 1 was a folder that was not packed.</summary>
    public required int Format { get; init; }
    /// <summary>The artifact's name, which is also its folder's.</summary>
    public required string Name { get; init; }
    public required string Office { get; init; }
    public required string Source { get; init; }
    public required SourceKind Kind { get; init; }
    /// <summary>Of the action or job that took it.</summary>
    public required Guid Run { get; init; }
    public string? CaseNumber { get; init; }
    /// <summary>The moment whose state it holds: of the snapshot where there is one, otherwise when reading began.</summary>
    public required DateTimeOffset TakenAt { get; init; }
    public required DateTimeOffset FinishedAt { get; init; }
    /// <summary>Where it was made.</summary>
    public required string Machine { get; init; }
    /// <summary>Programs and their versions, e.g. <c>pg_dump 15.18</c>.</summary>
    public required IReadOnlyList<string> Tools { get; init; }
    /// <summary>The source's version as it says it; null for trees and commands.</summary>
    public string? ServerVersion { get; init; }
    /// <summary>PostgreSQL's major version; null for others.</summary>
    public int? ServerMajor { get; init; }
    public string? Encoding { get; init; }
    /// <summary>Bytes read from the source.</summary>
    public required long SourceBytes { get; init; }
    /// <summary>PostgreSQL only.</summary>
    public Fingerprint? Fingerprint { get; init; }
    /// <summary>Other databases only.</summary>
    public IReadOnlyList<ManifestTable>? Tables { get; init; }
    /// <summary>What a reader should know, e.g. files that changed while they were read.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
    public required IReadOnlyList<ManifestFile> Files { get; init; }

    public byte[] Bytes() => JsonSerializer.SerializeToUtf8Bytes(this, ManifestJson.Default.Manifest);

    /// <exception cref="ArtifactException">It does not read, or is of a newer form.</exception>
    public static Manifest Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (JsonSerializer.Deserialize(bytes, ManifestJson.Default.Manifest) is { Format: <= NewestFormat } manifest) return manifest;
        }
        catch (JsonException)
        {
            // told below
        }
        throw new ArtifactException(ArtifactFault.Foreign, FileName);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(ArtifactSummary))]
internal sealed partial class ManifestJson : JsonSerializerContext;
