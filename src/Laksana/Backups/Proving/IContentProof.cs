namespace Laksana.Backups;

/// <summary>How the content of one kind of source is read and restored. Disposing ends the server it works with.</summary>
internal interface IContentProof : IAsyncDisposable
{
    /// <summary>Room needed in the scratch place, generously.</summary>
    long ScratchBytes(ArtifactSummary summary, BackupLevel level);

    /// <summary>What a restore needs and does not depend on the content: done while that is unpacked.</summary>
    Task PrepareAsync(ProofWork work, CancellationToken token);

    /// <summary>Reads what was unpacked from beginning to end with the tools that would restore it.</summary>
    /// <exception cref="ProofStopped">It does not read, or that cannot be said.</exception>
    Task ReadAsync(ProofWork work, CancellationToken token);

    /// <summary>Restores it and compares with the manifest.</summary>
    /// <exception cref="ProofStopped">It does not restore or is not equal, or that cannot be said.</exception>
    Task ProveAsync(ProofWork work, CancellationToken token);

    /// <summary>What was found, when all was well.</summary>
    string Told(ProofWork work, BackupLevel level);
}

internal static class ContentProof
{
    public static IContentProof Of(SourceKind kind) => kind switch
    {
        SourceKind.PostgreSql or SourceKind.Laksana => new PostgresProof(),
        SourceKind.MariaDb => new MariaDbProof(),
        SourceKind.Tree => new TreeProof(),
        SourceKind.Oracle or SourceKind.Command => new FilesProof(),
        _ => throw new InvalidOperationException($"No proof for {kind}."),
    };
}
