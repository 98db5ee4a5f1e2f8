using Laksana.Automation;
using static Laksana.Backups.RecoveryWords;

namespace Laksana.Backups;

/// <summary>
/// The machine's part of a recovery: brings it from one stage to the next. Each act may be run again after a crash; it looks at the recovery's stage and at what is really there and goes on.
/// </summary>
public sealed class RecoveryWork(RecoveryDesk desk, RecoveryBook book, RecoveryGrounds grounds, TimeProvider clock)
{

    /// <summary>Looks at everything that a restore needs. Nothing is changed.</summary>
    public async Task<Recovery> PreflightAsync(string office, string id, string by, IActionProgress progress, CancellationToken token)
    {
        var recovery = await LoadAsync(office, id, token);
        if (recovery.Stage is not (RecoveryStage.Planned or RecoveryStage.Ready or RecoveryStage.Failed)) return recovery;
        await progress.ReportAsync(Recovering["preflight.begin", recovery.Source], 0, token);
        var (ground, site) = await grounds.EnterAsync(recovery, by, 1, token);
        var look = await ground.LookAsync(site, token);
        List<RecoveryFinding> findings = [.. LookAtBackup(site), .. look.Findings];
        if (ground.WhyNoSwap is { } why) findings.Add(RecoveryFinding.Warn(why));
        var expected = site.Backup is { } backup ? await grounds.Forecast.SecondsAsync(office, recovery.Source, backup.SourceBytes, token) : null;
        findings.Add(expected is { } seconds ? RecoveryFinding.Fine("expected", Math.Max(1, Math.Round(seconds / 60))) : RecoveryFinding.Warn("expected-unknown"));
        return await DoAsync(recovery, new RecoveryAct.ReportPreflight(new PreflightReport(clock.GetUtcNow(), by, findings, expected, look.Sessions)), by, token);
    }

    /// <summary>Restores beside. What it throws is also written down as the recovery's failure.</summary>
    public async Task<Recovery> RestoreAsync(string office, string id, string by, int attempt, IActionProgress progress, CancellationToken token)
    {
        var recovery = await LoadAsync(office, id, token);
        if (recovery.Stage is >= RecoveryStage.Restored and not RecoveryStage.Failed) return recovery.Stage == RecoveryStage.Cancelled ? throw Ended(recovery) : recovery;
        if (recovery.Stage != RecoveryStage.Restoring) recovery = await DoAsync(recovery, new RecoveryAct.BeginRestore(), by, token);
        try
        {
            var (ground, site) = await grounds.EnterAsync(recovery, by, attempt, token);
            var restored = await ground.RestoreAsync(site, progress, clock.GetUtcNow(), token);
            return await DoAsync(recovery, new RecoveryAct.FinishRestore(restored.Report with { At = clock.GetUtcNow() }), by, CancellationToken.None, print: restored.Print);
        }
        catch (Exception error) when (error is not OperationCanceledException and not SwapCutException)
        {
            await TryAsync(recovery, new RecoveryAct.FailRestore(Told(error)), by);
            throw;
        }
    }

    /// <summary>What a swap would lose and bring back.</summary>
    public async Task<Recovery> CompareAsync(string office, string id, string by, IActionProgress progress, CancellationToken token)
    {
        var recovery = await LoadAsync(office, id, token);
        if (recovery.Stage is not (RecoveryStage.Restored or RecoveryStage.Previewed or RecoveryStage.Approved)) throw Refused(new RecoveryRefusal("restore-first"));
        var begun = TimeProvider.System.GetTimestamp();
        var (ground, site) = await grounds.EnterAsync(recovery, by, 1, token);
        var found = await ground.CompareAsync(site, progress, token);
        var report = new LossReport(clock.GetUtcNow(), by, found.Tables.Count, found.Tables.Count(t => t.Differs), found.Tables.Sum(t => t.Lost), found.Tables.Sum(t => t.Back),
            found.Tables.Sum(t => t.Changed), found.Tables.All(t => t.Exact), found.LiveIdentity, Math.Round(TimeProvider.System.GetElapsedTime(begun).TotalSeconds, 1));
        return await DoAsync(recovery, new RecoveryAct.ReportLoss(report), by, token, losses: found.Tables);
    }

    /// <summary>
    /// Swaps what was approved, and checks it. The plan is durable before anything is touched; what happened is written after it, and a program that was killed between the two is
    /// found by <see cref="SettleAsync"/> or by this act's next attempt, both of which look at what is really there.
    /// </summary>
    public async Task<Recovery> SwapAsync(string office, string id, string by, IActionProgress progress, CancellationToken token)
    {
        var recovery = await LoadAsync(office, id, token);
        if (recovery.Stage is RecoveryStage.Checked) return recovery;
        var (ground, site) = await grounds.EnterAsync(recovery, by, 1, token);
        if (ground.WhyNoSwap is { } why) throw Fail("no-swap", Recovering["find." + why]);
        if (recovery.Stage is not (RecoveryStage.Swapping or RecoveryStage.Swapped))
        {
            if (desk.Rules.Refuse(recovery, new RecoveryAct.BeginSwap(NoPlan(by)), by, clock.GetUtcNow()) is { Code: not ("beside-changed" or "live-changed") } refused) throw Refused(refused);
            recovery = await DoAsync(recovery, new RecoveryAct.BeginSwap(await ground.PlanSwapAsync(site, clock.GetUtcNow(), token)), by, token);
            site = site with { Recovery = recovery };
        }
        if (recovery.Stage == RecoveryStage.Swapping) recovery = await ExchangeAsync(ground, site, by, progress, token);
        return await CheckAsync(office, id, by, progress, token);
    }

    /// <summary>Looks at what is live after a swap.</summary>
    public async Task<Recovery> CheckAsync(string office, string id, string by, IActionProgress progress, CancellationToken token)
    {
        var recovery = await LoadAsync(office, id, token);
        if (recovery.Stage is not (RecoveryStage.Swapped or RecoveryStage.Checked)) throw Refused(new RecoveryRefusal("not-swapped"));
        var (ground, site) = await grounds.EnterAsync(recovery, by, 1, token);
        var findings = await ground.CheckAsync(site, progress, token);
        return await DoAsync(recovery, new RecoveryAct.ReportCheck(new CheckReport(clock.GetUtcNow(), by, findings)), by, token);
    }

    /// <summary>Swaps back what was live before.</summary>
    public async Task<Recovery> UndoAsync(string office, string id, string by, string reason, IActionProgress progress, CancellationToken token)
    {
        var recovery = await LoadAsync(office, id, token);
        if (recovery.Stage == RecoveryStage.Undone) return recovery;
        if (recovery.Stage != RecoveryStage.Undoing) recovery = await DoAsync(recovery, new RecoveryAct.BeginUndo(reason), by, token);
        var (ground, site) = await grounds.EnterAsync(recovery, by, 1, token);
        var begun = TimeProvider.System.GetTimestamp();
        try
        {
            await ground.UndoAsync(site, progress, token);
        }
        catch (Exception error) when (error is not OperationCanceledException and not SwapCutException)
        {
            if (await SettledAsync(ground, site) != SwapStanding.Before)
            {
                await TryAsync(recovery, new RecoveryAct.AbortUndo(Told(error)), by);
                throw;
            }
        }
        return await DoAsync(recovery, new RecoveryAct.FinishUndo(Elapsed(begun)), by, CancellationToken.None);
    }

    /// <summary>Removes what stands beside and is not wanted any more.</summary>
    public async Task<Recovery> ClearAsync(string office, string id, string by, CancellationToken token)
    {
        var recovery = await LoadAsync(office, id, token);
        if (recovery.Cleared || !RecoveryRules.Allowed(recovery.Stage, new RecoveryAct.ReportCleared())) return recovery;
        var (ground, site) = await grounds.EnterAsync(recovery, by, 1, token);
        await ground.ClearAsync(site, token);
        return await DoAsync(recovery, new RecoveryAct.ReportCleared(), by, CancellationToken.None);
    }

    /// <summary>
    /// Brings to an end what a killed program left: a restore that nobody works on has failed, a swap or undoing is finished or taken back as what is really there says,
    /// and what was to be removed is removed. For a recovery that no node works on.
    /// </summary>
    public async Task<Recovery> SettleAsync(Recovery recovery, CancellationToken token)
    {
        const string By = RecoveryRules.Installation;
        if (!recovery.Stage.IsWorking()) return await ClearAsync(recovery.Office, recovery.Id, By, token);
        var (ground, site) = await grounds.EnterAsync(recovery, By, 1, token);
        switch (recovery.Stage)
        {
            case RecoveryStage.Swapping when await ground.SettleAsync(site, token) == SwapStanding.After:
                return await DoAsync(recovery, new RecoveryAct.FinishSwap(new SwapReport(clock.GetUtcNow(), recovery.Swap!.By, Since(recovery.Swap.At), 0)), By, token);
            case RecoveryStage.Swapping:
                return await DoAsync(recovery, new RecoveryAct.AbortSwap(Recovering["interrupted"]), By, token);
            case RecoveryStage.Undoing when await ground.SettleAsync(site, token) == SwapStanding.Before:
                return await DoAsync(recovery, new RecoveryAct.FinishUndo(Since(recovery.Undone!.At)), By, token);
            case RecoveryStage.Undoing:
                return await DoAsync(recovery, new RecoveryAct.AbortUndo(Recovering["interrupted"]), By, token);
            default:
                await ground.ClearAsync(site, token);
                return await DoAsync(recovery, new RecoveryAct.FailRestore(Recovering["interrupted"]), By, token);
        }
    }

    private async Task<Recovery> ExchangeAsync(IRecoveryGround ground, RecoverySite site, string by, IActionProgress progress, CancellationToken token)
    {
        var (ended, begun) = (0, TimeProvider.System.GetTimestamp());
        try
        {
            ended = await ground.SwapAsync(site, progress, token);
        }
        catch (Exception error) when (error is not OperationCanceledException and not SwapCutException)
        {
            // The answer may have been lost after the effect: what is there decides.
            if (await SettledAsync(ground, site) != SwapStanding.After)
            {
                await TryAsync(site.Recovery, new RecoveryAct.AbortSwap(Told(error)), by);
                throw;
            }
        }
        return await DoAsync(site.Recovery, new RecoveryAct.FinishSwap(new SwapReport(clock.GetUtcNow(), by, ground.StillSeconds ?? Elapsed(begun), ended)), by, CancellationToken.None);
    }

    /// <summary>Null: it cannot be seen now; the next start will.</summary>
    private static async Task<SwapStanding?> SettledAsync(IRecoveryGround ground, RecoverySite site)
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            return await ground.SettleAsync(site, patience.Token);
        }
        catch (Exception error) when (error is ActionFailedException or Npgsql.NpgsqlException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    private static IEnumerable<RecoveryFinding> LookAtBackup(RecoverySite site) => site.Backup switch
    {
        null => [],
        { State: not BackupState.Present } b when site.Recovery.Folder is null => [RecoveryFinding.Block("backup-" + b.State.ToString().ToLowerInvariant())],
        { Level: BackupLevel.Proved } => [RecoveryFinding.Fine("level-proved")],
        { Level: BackupLevel.Readable } => [RecoveryFinding.Fine("level-readable")],
        _ => [RecoveryFinding.Warn("level-unknown")],
    };

    private async Task<Recovery> LoadAsync(string office, string id, CancellationToken token) => await book.FindAsync(office, id, token) ?? throw Fail("unknown", id);

    private async Task<Recovery> DoAsync(Recovery recovery, RecoveryAct act, string by, CancellationToken token, IReadOnlyList<TableLoss>? losses = null, string? print = null) =>
        await desk.DoAsync(new RecoveryRequest(recovery.Office, recovery.Id, act, by) { Losses = losses ?? [], Print = print }, token) switch
        {
            RecoveryAnswer.Done done => done.Recovery,
            RecoveryAnswer.Refused refused => throw Refused(refused.Why),
            _ => throw Fail("unknown", recovery.Id),
        };

    /// <summary>Writes a failure down where it still fits; what was the matter is thrown by whoever calls.</summary>
    private async Task TryAsync(Recovery recovery, RecoveryAct act, string by)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await desk.DoAsync(new RecoveryRequest(recovery.Office, recovery.Id, act, by), patience.Token);
    }

    private static ActionFailedException Refused(RecoveryRefusal why)
    {
        var (cause, remedy) = RecoveryTelling.Explain(why, TimeZoneInfo.Utc);
        return new ActionFailedException(cause, remedy, mayRetry: false);
    }

    private static ActionFailedException Ended(Recovery recovery) => Fail("cancelled", recovery.Id);

    /// <summary>An expected failure says what it is; anything else may hold a secret in its words.</summary>
    private static string Told(Exception error) => error is ActionFailedException or ArtifactException ? error.Message : Recovering["unexpected"];

    private SwapPlan NoPlan(string by) => new(clock.GetUtcNow(), by, null, "", new Dictionary<string, string>());

    private double Since(DateTimeOffset at) => Math.Round((clock.GetUtcNow() - at).TotalSeconds, 1);

    private static double Elapsed(long begun) => Math.Round(TimeProvider.System.GetElapsedTime(begun).TotalSeconds, 1);
}
