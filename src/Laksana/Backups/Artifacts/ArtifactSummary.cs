namespace Laksana.Backups;

/// <summary>
/// What may be said of an artifact to whoever holds it: <c>ringkasan.json</c> beside it, signed by the installation. No secrets, and of a source that is marked
/// sensitive no names of tables or files.
/// </summary>
public sealed record ArtifactSummary
{
    public const string FileName = "ringkasan.json";
    public const string SignatureName = "ringkasan.json.sig";
    public const string PublicKeyName = "kunci-publik.pem";

    public required int Format { get; init; }
    public required string Name { get; init; }
    public required string Office { get; init; }
    public required string Source { get; init; }
    public required SourceKind Kind { get; init; }
    /// <summary>Of the action or job that took it.</summary>
    public required Guid Run { get; init; }
    public required DateTimeOffset TakenAt { get; init; }
    public required DateTimeOffset FinishedAt { get; init; }
    /// <summary>The artifact's large file: its name, size and SHA-256 (hex).</summary>
    public required string File { get; init; }
    public required long Bytes { get; init; }
    public required string Sha256 { get; init; }
    /// <summary>SHA-256 (hex) of the manifest inside.</summary>
    public required string ManifestSha256 { get; init; }
    public required bool Encrypted { get; init; }
    /// <summary>Names of the keys that open it.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }
    public required IReadOnlyList<string> Tools { get; init; }
    public string? ServerVersion { get; init; }
    public required long SourceBytes { get; init; }
    public int? TableCount { get; init; }
    public long? RowCount { get; init; }
    public required int FileCount { get; init; }
    public required string Machine { get; init; }
}
