using Laksana.Database;
using Microsoft.Extensions.Logging;

namespace Laksana.Backups;

/// <summary>Takes up what a crash cut off in <see cref="ExpiryWork"/>; the database says which way.</summary>
internal sealed partial class ExpiryMending(LaksanaDatabase database, string folder, TimeProvider clock, ILogger log)
{
    public async Task RunAsync(string office, CancellationToken token)
    {
        var aside = Directory.EnumerateDirectories(folder, ExpiryPlace.Mark + "*").Select(a => Path.GetFileName(a)[ExpiryPlace.Mark.Length..]).ToList();
        foreach (var backup in aside) await TryAsync(office, backup, () => MendAsync(office, backup, token));
        foreach (var backup in await MarkedAsync(office, token)) await TryAsync(office, backup, () => FinishAsync(office, backup, token));
    }

    private async Task TryAsync(string office, string backup, Func<Task> mend)
    {
        try
        {
            await mend();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogStuck(log, error, backup, office);
        }
    }

    private async Task FinishAsync(string office, string backup, CancellationToken token)
    {
        var place = new ExpiryPlace(folder, backup);
        // Its folder came back (the directory itself was restored from somewhere): the act was approved and is in the register, so it is done again.
        if (Directory.Exists(place.Folder)) await place.PutAsideAsync(token);
        if (Directory.Exists(place.Aside)) await place.RemoveAsync(() => { }, token);
        await NoteRemovedAsync(database, office, backup, clock.GetUtcNow(), token);
    }

    private async Task MendAsync(string office, string backup, CancellationToken token)
    {
        var place = new ExpiryPlace(folder, backup);
        switch (await StateAsync(office, backup, token))
        {
            case BackupState.Expired:
                await place.RemoveAsync(() => { }, token);
                await NoteRemovedAsync(database, office, backup, clock.GetUtcNow(), token);
                LogFinished(log, backup, office);
                break;
            case null:
                // Not one of this database's: somebody's mistake, or another installation's directory. Nobody approved its removal here.
                LogForeign(log, place.Aside);
                break;
            default:
                if (Directory.Exists(place.Folder)) LogForeign(log, place.Aside);
                else await place.PutBackAsync(token);
                LogUndone(log, backup, office);
                break;
        }
    }

    internal static async Task NoteRemovedAsync(LaksanaDatabase database, string office, string backup, DateTimeOffset now, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("update backup_expiry_item set state = 2, changed_at = $3 where office = $1 and backup = $2 and state = 1", office, backup, now);
        await batch.ExecuteAsync(token);
    }

    private async Task<BackupState?> StateAsync(string office, string backup, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select state from backup where office = $1 and id = $2", office, backup);
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token) ? (BackupState)reader.GetInt16(0) : null;
    }

    /// <summary>Marked here, their removal not noted.</summary>
    private async Task<IReadOnlyList<string>> MarkedAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select backup from backup_expiry_item where office = $1 and state = 1 and machine = $2", office, Environment.MachineName);
        await using var reader = await batch.ReadAsync(token);
        var marked = new List<string>();
        while (await reader.ReadAsync(token)) marked.Add(reader.GetString(0));
        return marked;
    }

    [LoggerMessage(782, LogLevel.Warning, "The removal of backup {Backup} of {Office} had been cut off; it is finished")]
    private static partial void LogFinished(ILogger log, string backup, string office);

    [LoggerMessage(783, LogLevel.Warning, "Backup {Backup} of {Office} had been put aside and not marked; it is back in its place")]
    private static partial void LogUndone(ILogger log, string backup, string office);

    [LoggerMessage(787, LogLevel.Error, "The expiry of backup {Backup} of {Office} was cut off and cannot be mended now")]
    private static partial void LogStuck(ILogger log, Exception error, string backup, string office);

    [LoggerMessage(784, LogLevel.Error, "{Folder} was put aside by nobody that this database knows; it is left alone")]
    private static partial void LogForeign(ILogger log, string folder);
}
