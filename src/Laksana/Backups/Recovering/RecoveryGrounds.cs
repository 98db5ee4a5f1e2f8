using static Laksana.Backups.RecoveryWords;

namespace Laksana.Backups;

/// <summary>Finds for a recovery where it is carried out, and what it works on.</summary>
public sealed class RecoveryGrounds(BackupSettings settings, BackupBook backups, RecoveryBook book, RestoreTimes forecast, RecoverySettings recovery, BackupKeys keys)
{
    public RestoreTimes Forecast => forecast;

    /// <exception cref="Automation.ActionFailedException">The source is not configured any more, or is none that is recovered here.</exception>
    internal async Task<(IRecoveryGround Ground, RecoverySite Site)> EnterAsync(Recovery recovered, string by, int attempt, CancellationToken token)
    {
        var source = settings.Find(recovered.Office, recovered.Source) ?? throw Fail("source-gone", recovered.Source);
        // The names were made from what was live when it was planned: when the source's configuration names another by now, nothing of it is touched.
        if (RecoveryPlanning.LiveOf(source) != recovered.Names.Live) throw Fail("source-changed", recovered.Source, recovered.Names.Live);
        var backup = recovered.Backup is { } id ? await backups.FindAsync(recovered.Office, id, token) : null;
        var print = await book.PrintAsync(recovered.Office, recovered.Id, token);
        return (Ground(source, recovered), new RecoverySite(recovered, source, backup, attempt, by, print));
    }

    private PostgresGround Ground(BackupSource source, Recovery recovered) => source.Kind switch
    {
        SourceKind.PostgreSql => new PostgresGround(new ArtifactOrigin(keys, recovery), recovery.Limits, recovery.Reached),
        _ => throw Fail("kind-none", recovered.Source),
    };
}

/// <summary>Where and within which limits recoveries work.</summary>
/// <param name="Scratch">Where dumps are unpacked: in plain text for a while, so on a disk that is protected like the databases.</param>
public sealed record RecoverySettings(ProofSettings Scratch)
{
    internal ComparisonLimits Limits { get; init; } = new();

    /// <summary>Told after each step that a crash may follow; tests end their program there.</summary>
    internal Func<string, Task>? Reached { get; init; }
}
