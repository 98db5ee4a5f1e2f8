using Laksana.Automation;

namespace Laksana.Backups;

/// <summary>An unpacked dump in a place that is removed when disposed, with the fingerprint of what was dumped.</summary>
internal sealed record FetchedDump(string Folder, Fingerprint Print, IAsyncDisposable Place) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Place.DisposeAsync();
}

/// <summary>Where a PostgreSQL dump comes from: an artifact, or a pgBackRest repository restored to a moment.</summary>
internal interface IDumpOrigin
{
    /// <summary>Where it is unpacked.</summary>
    string Scratch { get; }

    /// <summary>What can be known before anything is restored; adds what it finds on the way.</summary>
    Task<RestoreList?> LookAsync(RecoverySite site, List<RecoveryFinding> findings, CancellationToken token);

    Task<FetchedDump> FetchAsync(RecoverySite site, IActionProgress progress, CancellationToken token);
}
