using Laksana.Automation;
using Laksana.Database;
using Laksana.Officers;
using Laksana.Register;
using Microsoft.Extensions.Logging;
using static Laksana.Backups.BackupWords;

namespace Laksana.Backups;

/// <summary>A backup as it was just taken.</summary>
public sealed record TakenBackup(Backup Backup, ArtifactSummary Summary, string Folder);

/// <summary>What takings share: where to, with which keys, and where they are entered.</summary>
public sealed record TakingTools(LaksanaDatabase Database, BackupSettings Settings, BackupKeys Keys, BackupBook Book, Offices Offices, SealKey Seal, TimeProvider Clock);

/// <summary>
/// Takes a backup of a source, once for each run: an attempt that follows a finished one finds its artifact; one that follows an unfinished one begins afresh. One
/// backup of a source at a time, on all nodes together.
/// </summary>
public sealed partial class BackupTaking(TakingTools tools, ILogger<BackupTaking> log)
{
    /// <exception cref="ActionFailedException">With its cause and what to do. Nothing that looks whole is left behind.</exception>
    public async Task<TakenBackup> TakeAsync(TakeOrder order, IActionProgress progress, CancellationToken token)
    {
        var source = tools.Settings.Find(order.Office, order.Source) ?? throw Failure("source-unknown", mayRetry: false, null, order.Source);
        if (order.Rate is not null) source = source with { Rate = order.Rate };
        var office = await tools.Offices.GetAsync(order.Office, token);
        var folder = new TakeFolder(tools.Settings, order, office.Zone);
        if (await FinishedAsync(folder, order, progress, token) is { } before) return before;
        await using var only = await SourceLock.TakeAsync(tools.Database, source.Name, tools.Settings.WaitForOther, progress, token);
        using var held = CancellationTokenSource.CreateLinkedTokenSource(token, only.Lost);
        try
        {
            // Another attempt of this run may have been the one that was waited for.
            if (await FinishedAsync(folder, order, progress, held.Token) is { } finished) return finished;
            folder.Begin(new TakeNote(source.Name, order.Run, order.Attempt, tools.Clock.GetUtcNow(), order.CaseNumber, order.Officer, Environment.MachineName));
            return await new TakeWork(tools, source, order, folder, office.Zone, progress).RunAsync(held.Token);
        }
        catch (OperationCanceledException) when (only.Lost.IsCancellationRequested && !token.IsCancellationRequested)
        {
            throw Failure("lock-lost", mayRetry: true, null, source.Name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Finished in this moment by an attempt that had been given up?
            if (await FinishedAsync(folder, order, progress, token) is { } finished) return finished;
            throw TakeFailure.Explain(error, source.Name, tools.Settings.Directory);
        }
        finally
        {
            folder.Discard();
        }
    }

    /// <summary>Clears away what lost attempts left behind, tells what each was about, and enters finished backups that nobody has entered.</summary>
    /// <param name="alive">Runs that a node works on now, with their attempt.</param>
    public async Task TidyAsync(string office, IReadOnlyDictionary<Guid, int> alive, CancellationToken token)
    {
        foreach (var note in TakeFolder.Sweep(tools.Settings.FolderOf(office), alive))
        {
            LogInterrupted(log, note.Source, office, note.BegunAt, note.Run);
            await using var batch = tools.Database.Batch(office);
            AdministrationLog.Add(batch, office, AdministrationLog.Installation, AdministrationActs.BackupInterrupted, note.Source,
                [("mulai", $"{note.BegunAt:yyyy-MM-dd HH:mm}Z"), ("berkas", note.CaseNumber), ("petugas", note.Officer), ("mesin", note.Machine), ("nomor", note.Run.ToString("N"))], tools.Clock.GetUtcNow());
            await batch.ExecuteAsync(token);
        }
        foreach (var found in await new Adoption(tools).RunAsync(office, token)) LogAdopted(log, found, office);
    }

    /// <summary>The backup that an earlier attempt finished, perhaps without being able to say so.</summary>
    private async Task<TakenBackup?> FinishedAsync(TakeFolder folder, TakeOrder order, IActionProgress progress, CancellationToken token)
    {
        if (!Directory.Exists(folder.Final)) return null;
        await progress.ReportAsync(Say["dump.found"], null, token);
        try
        {
            var artifact = Artifact.At(folder.Final);
            await artifact.HashAsync(null, ByteRate.Unlimited, token);
            var backup = BackupEntry.Of(artifact.Summary, order.CaseNumber, order.Officer);
            await tools.Book.RecordAsync(order.Office, backup, token);
            return new TakenBackup(backup, artifact.Summary, folder.Final);
        }
        catch (ArtifactException damaged)
        {
            await progress.ReportAsync(Say["dump.damaged", damaged.Message], null, token);
            folder.PutAside(order.Attempt);
            return null;
        }
    }

    [LoggerMessage(590, LogLevel.Warning, "A backup of {Source} for {Office}, begun {Begun:u}, was interrupted ({Run}); what it left is removed")]
    private static partial void LogInterrupted(ILogger log, string source, string office, DateTimeOffset begun, Guid run);

    [LoggerMessage(591, LogLevel.Information, "Backup {Backup} of {Office} was found in its place and entered")]
    private static partial void LogAdopted(ILogger log, string backup, string office);
}
