using System.Text.Json;
using Laksana.Automation;
using Npgsql;
using static Laksana.Backups.RecoveryWords;

namespace Laksana.Backups;

/// <summary>Recovers a PostgreSQL database: restored beside on the same server, compared there, swapped by renaming.</summary>
internal sealed class PostgresGround(IDumpOrigin origin, ComparisonLimits limits, Func<string, Task>? reached = null) : IRecoveryGround
{
    private readonly Func<string, Task> _reached = reached ?? (_ => Task.CompletedTask);

    public string? WhyNoSwap => null;

    public double? StillSeconds { get; private set; }

    public async Task<GroundLook> LookAsync(RecoverySite site, CancellationToken token)
    {
        var findings = new List<RecoveryFinding>();
        var contents = await origin.LookAsync(site, findings, token);
        var look = await new PostgresLook(site.Source, origin.Scratch).RunAsync(site, contents, token);
        findings.AddRange(look.Findings);
        return new GroundLook(findings, look.Sessions);
    }

    public async Task<RestoredBeside> RestoreAsync(RecoverySite site, IActionProgress progress, DateTimeOffset now, CancellationToken token)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var server = PostgresServer.Of(site.Source);
        var program = await RestoreProgram.FindAsync(token) ?? throw Fail("no-pg-restore");
        await using var hold = await ServerHold.TakeAsync(server, site.Recovery.Id, token);
        var beside = new DatabaseBeside(hold, site.Recovery.Id, site.Names);
        await beside.RemoveLeftAsync(finished: true, token);
        await using var dump = await origin.FetchAsync(site, progress, token);
        await _reached("unpacked");
        var contents = await RestoreList.ReadAsync(program, dump.Folder, token);
        var attempt = BesideNames.OfAttempt(SourceKind.PostgreSql, site.Names.Live, site.Recovery.Id, site.Attempt);
        try
        {
            var live = await DatabaseFacts.ReadAsync(hold.Connection, site.Names.Live, token);
            await beside.CreateAsync(attempt, NewLike(live, dump.Print), token);
            await _reached("created");
            var (super, tablespaces) = await RightsAsync(hold.Connection, contents, token);
            await new DumpRestoring(program, server).RunAsync(dump.Folder, attempt, contents, super, tablespaces, progress, 0.25, 0.45, token);
            await _reached("restored");
            await ProveAsync(server, attempt, dump.Print, progress, token);
            // Whoever lost the run in the meantime must not put anything in place.
            await progress.StillMineAsync(token);
            var identity = await beside.PublishAsync(attempt, token);
            await _reached("published");
            var bytes = await hold.Connection.OneAsync<long>("select pg_database_size(oid) from pg_database where datname = $1", token, site.Names.Beside);
            var print = JsonSerializer.Serialize(dump.Print, RecoveryJson.Default.Fingerprint);
            return new RestoredBeside(new RestoreReport(now, site.By, identity, RestoredBeside.Digest(print), bytes, dump.Print.Tables.Count, Seconds(begun)), print);
        }
        catch (Exception error) when (error is not SwapCutException)
        {
            // Under no token: it may be what ended the work. What cannot be removed now is found by its mark later.
            if (hold.Connection.State == System.Data.ConnectionState.Open) await beside.RemoveLeftAsync(finished: true, CancellationToken.None);
            throw;
        }
    }

    public async Task<LossFound> CompareAsync(RecoverySite site, IActionProgress progress, CancellationToken token)
    {
        var server = PostgresServer.Of(site.Source);
        var print = PrintOf(site);
        await using var restored = await server.OpenAsync(site.Names.Beside, "laksana-recovery-loss", token, patient: true);
        var live = await DatabaseFacts.ReadAsync(restored, site.Names.Live, token);
        if (live is null) return new LossFound([.. print.Tables.Select(t => new TableLoss(t.Schema, t.Name, LossMethod.OnlyRestored, 0, t.Rows, 0, t.Rows, 0, Exact: true, null, [], []))], null);
        await using var reading = await server.OpenAsync(site.Names.Live, "laksana-recovery-loss", token, patient: true);
        return new LossFound(await new PostgresComparison(reading, restored, limits).RunAsync(print, progress, token), live.Identity);
    }

    public async Task<SwapPlan> PlanSwapAsync(RecoverySite site, DateTimeOffset now, CancellationToken token)
    {
        await using var connection = await PostgresServer.Of(site.Source).OpenMaintenanceAsync("laksana-recovery-plan", token);
        var live = await DatabaseFacts.ReadAsync(connection, site.Names.Live, token);
        var restored = await DatabaseFacts.ReadAsync(connection, site.Names.Beside, token) ?? throw Fail("beside-gone", site.Names.Beside);
        return new SwapPlan(now, site.By, live?.Identity, restored.Identity, DatabaseSwap.Given(live));
    }

    public async Task<int> SwapAsync(RecoverySite site, IActionProgress progress, CancellationToken token)
    {
        var server = PostgresServer.Of(site.Source);
        // What was approved is what is swapped in: nobody else may enter it, but a superuser can.
        if (await StandsBesideAsync(server, site, token)) await ProveAsync(server, site.Names.Beside, PrintOf(site), progress, token, 0, 0.9);
        await using var hold = await ServerHold.TakeAsync(server, site.Recovery.Id, token);
        await progress.StillMineAsync(token);
        var swap = new DatabaseSwap(hold, site.Names, site.Recovery.Swap!);
        var ended = await swap.ExchangeAsync(_reached, token);
        StillSeconds = swap.StillSeconds;
        return ended;
    }

    public async Task UndoAsync(RecoverySite site, IActionProgress progress, CancellationToken token)
    {
        await using var hold = await ServerHold.TakeAsync(PostgresServer.Of(site.Source), site.Recovery.Id, token);
        await progress.StillMineAsync(token);
        await new DatabaseSwap(hold, site.Names, site.Recovery.Swap!).UndoAsync(_reached, token);
    }

    public async Task<SwapStanding> SettleAsync(RecoverySite site, CancellationToken token)
    {
        await using var hold = await ServerHold.TakeAsync(PostgresServer.Of(site.Source), site.Recovery.Id, token);
        var swap = new DatabaseSwap(hold, site.Names, site.Recovery.Swap!);
        switch (await swap.LookAsync(token))
        {
            case DatabaseSwap.Where.Before:
                await swap.ReopenAsync(token);
                return SwapStanding.Before;
            case DatabaseSwap.Where.After:
                await swap.ReopenRestoredAsync(token);
                return SwapStanding.After;
            default:
                throw Fail("swap-foreign", site.Names.Live);
        }
    }

    public Task<IReadOnlyList<RecoveryFinding>> CheckAsync(RecoverySite site, IActionProgress progress, CancellationToken token) =>
        new PostgresCheck(site, PrintOf(site)).RunAsync(progress, token);

    public async Task ClearAsync(RecoverySite site, CancellationToken token)
    {
        var recovery = site.Recovery;
        await using var hold = await ServerHold.TakeAsync(PostgresServer.Of(site.Source), recovery.Id, token);
        var beside = new DatabaseBeside(hold, recovery.Id, site.Names);
        await beside.RemoveLeftAsync(finished: false, token);
        if (recovery.Stage is RecoveryStage.Swapped or RecoveryStage.Checked)
        {
            if (recovery.Swap!.LiveIdentity is { } old) await beside.RemoveAsync(site.Names.Old, old, token);
        }
        else await beside.RemoveAsync(site.Names.Beside, recovery.Restored?.Identity, token);
    }

    private static async Task ProveAsync(PostgresServer server, string database, Fingerprint print, IActionProgress progress, CancellationToken token, double from = 0.7, double share = 0.28)
    {
        await progress.ReportAsync(Recovering["restore.prove", print.Tables.Count], from, token);
        await using var connection = await server.OpenAsync(database, "laksana-recovery-prove", token, patient: true);
        var found = await LiveFingerprint.ReadAsync(connection, print, null, token);
        if (print.DifferencesTo(found) is { Count: > 0 } differences) throw Fail("not-equal", string.Join("; ", differences.Take(5)));
        await progress.ReportAsync(Recovering["restore.equal", print.Tables.Count, print.Rows], from + share, token);
        if (from > 0) await connection.DoAsync("analyze", token, seconds: 0);
    }

    private static async Task<bool> StandsBesideAsync(PostgresServer server, RecoverySite site, CancellationToken token)
    {
        await using var connection = await server.OpenMaintenanceAsync("laksana-recovery-plan", token);
        return await connection.OneAsync<string>("select oid::text from pg_database where datname = $1", token, site.Names.Beside) == site.Recovery.Restored!.Identity;
    }

    private static async Task<(bool Super, bool Tablespaces)> RightsAsync(NpgsqlConnection connection, RestoreList contents, CancellationToken token)
    {
        var super = await connection.OneAsync<bool>("select rolsuper from pg_roles where rolname = current_user", token);
        // The list of contents does not name tablespaces: where the server has only its own two, the dump's others are not there.
        var several = await connection.OneAsync<long>("select count(*) from pg_tablespace", token) > 2;
        return (super, several && contents.Entries.Count > 0);
    }

    private static NewDatabase NewLike(DatabaseFacts? live, Fingerprint print) =>
        live is not null ? NewDatabase.Like(live) : new NewDatabase(print.Encoding, "C", "C", null, null, null, null);

    private static Fingerprint PrintOf(RecoverySite site) => JsonSerializer.Deserialize(site.Print ?? throw new InvalidOperationException("Nothing was restored yet."), RecoveryJson.Default.Fingerprint)!;

    private static double Seconds(long begun) => Math.Round(TimeProvider.System.GetElapsedTime(begun).TotalSeconds, 1);
}
