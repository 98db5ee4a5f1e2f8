namespace Laksana.Backups;

/// <summary>What a taking works with.</summary>
/// <param name="Scratch">A folder of its own on the disk of the backups, which is removed afterwards.</param>
internal sealed record TakeContext(BackupSource Source, string Scratch, BackupSettings Settings, TakeProgress Progress, TimeProvider Clock);

/// <summary>What was taken: everything the manifest says but the files themselves.</summary>
internal sealed record TakenContent(DateTimeOffset TakenAt, IReadOnlyList<string> Tools, long SourceBytes)
{
    public string? ServerVersion { get; init; }
    public int? ServerMajor { get; init; }
    public string? Encoding { get; init; }
    public Fingerprint? Fingerprint { get; init; }
    public IReadOnlyList<ManifestTable>? Tables { get; init; }
    public IReadOnlyList<string> Remarks { get; init; } = [];
}

/// <summary>Reads a source of one kind into an artifact.</summary>
internal interface ISourceTaking
{
    /// <exception cref="Automation.ActionFailedException">With its cause and what to do; nothing is left behind but in the scratch folder and the artifact's unfinished one.</exception>
    Task<TakenContent> TakeAsync(ArtifactWriter into, TakeContext context, CancellationToken token);
}
