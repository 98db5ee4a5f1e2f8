using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;

namespace Laksana.Backups;

/// <summary>What came of asking for a backup.</summary>
public abstract record TakeAnswer
{
    /// <param name="Job">The job that takes it.</param>
    /// <param name="New">False: it was asked for already, and this is it.</param>
    public sealed record Asked(Guid Job, bool New) : TakeAnswer;

    /// <summary>The office has no source of that name.</summary>
    public sealed record Unknown : TakeAnswer;

    public sealed record Forbidden : TakeAnswer;

    /// <summary>The request's key was used for another one.</summary>
    public sealed record KeyReused : TakeAnswer;
}

/// <summary>The way of every page and call to a backup that no row of a case asked for.</summary>
public sealed class TakingDoor(BackupJobs jobs, BackupSettings settings, PublishedSheets sheets, LaksanaDatabase database, TimeProvider clock)
{
    public async Task<TakingRights> RightsAsync(OfficeAtWork office, CancellationToken token) =>
        TakingRights.Of(office, (await sheets.AllCurrentAsync(office.Id, office.DayOf(clock.GetUtcNow()), token)).Select(s => s.Procedure));

    /// <param name="key">Of the request: sent again with it, nothing is taken twice.</param>
    /// <param name="rate">Bytes a second at most.</param>
    public async Task<TakeAnswer> AskAsync(OfficeAtWork office, string officer, string source, string? key, long? rate, CancellationToken token)
    {
        var rights = await RightsAsync(office, token);
        if (settings.Find(office.Id, source) is null) return new TakeAnswer.Unknown();
        if (!rights.ToTake(officer, source)) return new TakeAnswer.Forbidden();
        var order = TakeJob.Order(source, officer, rate);
        var (id, isNew) = key is null ? await jobs.AskAsync(office.Id, order, token) : await jobs.AskAsync(office.Id, BackupJobs.IdOf(officer, key), order, token);
        if (!isNew && await jobs.FindAsync(office.Id, id, token) is { } before && (before.Kind != TakeJob.Name || before.Subject != source)) return new TakeAnswer.KeyReused();
        return new TakeAnswer.Asked(id, isNew);
    }

    /// <summary>Stops a job wherever it runs; that a backup was cancelled stands in the log. False: it had ended.</summary>
    public async Task<bool> CancelAsync(string office, string officer, JobNow job, CancellationToken token)
    {
        if (!await jobs.CancelAsync(office, job.Id, token)) return false;
        if (job.Kind != TakeJob.Name) return true;
        await using var batch = database.Batch(office);
        AdministrationLog.Add(batch, office, officer, AdministrationActs.BackupCancelled, job.Subject, [("nomor", job.Id.ToString("N"))], clock.GetUtcNow());
        await batch.ExecuteAsync(token);
        return true;
    }
}
