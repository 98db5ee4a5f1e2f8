using System.Globalization;
using Npgsql;
using static Laksana.Backups.RecoveryWords;

namespace Laksana.Backups;

/// <summary>
/// Swaps two databases of one server by their names, and back. The order, and what a crash leaves:
/// <code>
///   (the plan with both oids is durable in the recovery's row: Swapping)
///   1  rehearse      owner, rights and settings are carried over in a transaction that is rolled back: what is not allowed shows before anybody is cut off
///   2  close         alter database LIVE allow_connections false        crash: LIVE has its oid, closed      -> opened again, nothing was swapped
///   3  end sessions  pg_terminate_backend of whoever is in either       crash: the same
///   4  exchange      ONE transaction: LIVE -> OLD, BESIDE -> LIVE, carry over, open the new LIVE
///                                                                       crash before its commit: as 2; after it: LIVE has the other oid -> finished
///   (Swapped is written)
/// </code>
/// Renaming, closing and granting are transactional in PostgreSQL, so between 2 and 4 there is no state in which LIVE does not exist. Which of the two it was is
/// read from the oids, never guessed from the names alone. The old database stays closed, so that nobody writes into it unseen.
/// </summary>
internal sealed class DatabaseSwap(ServerHold hold, RecoveryNames names, SwapPlan plan)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private NpgsqlConnection Server => hold.Connection;

    /// <summary>From closing to opening; null when nothing was exchanged here.</summary>
    public double? StillSeconds { get; private set; }

    /// <summary>What is there now, by its oid.</summary>
    public enum Where
    {
        /// <summary>As before the swap; perhaps closed.</summary>
        Before,
        After,
        /// <summary>Neither: somebody else renamed or removed one of them.</summary>
        Foreign,
    }

    public async Task<Where> LookAsync(CancellationToken token)
    {
        var (live, beside, old) = (await NamedAsync(names.Live, token), await NamedAsync(names.Beside, token), await NamedAsync(names.Old, token));
        if (live == plan.LiveIdentity && beside == plan.RestoredIdentity) return Where.Before;
        return live == plan.RestoredIdentity && (plan.LiveIdentity is null || old == plan.LiveIdentity) ? Where.After : Where.Foreign;
    }

    /// <summary>Carries the swap out, or finds that it was. Throws only while nothing was swapped and what is live is open again.</summary>
    /// <param name="reached">Told after each of the steps above.</param>
    /// <returns>Sessions that were ended.</returns>
    public async Task<int> ExchangeAsync(Func<string, Task> reached, CancellationToken token)
    {
        switch (await LookAsync(token))
        {
            case Where.After:
                return 0;
            case Where.Foreign:
                throw Fail("swap-foreign", names.Live);
        }
        await RehearseAsync(token);
        await reached("rehearsed");
        return await ClosedAsync(async ended =>
        {
            await reached("ended");
            await using var transaction = await Server.BeginTransactionAsync(token);
            await Server.DoAsync("set local lock_timeout = '15s'", token, transaction);
            await RenameAsync(transaction, token);
            await reached("renamed");
            // Asked to stop, it stops here at the latest: what is committed is not taken back by a cancelled wait.
            await transaction.CommitAsync(CancellationToken.None);
            await reached("committed");
            return ended;
        }, reached, token);
    }

    /// <summary>Opens what is live again when nothing was swapped. For what a crash left closed.</summary>
    public async Task ReopenAsync(CancellationToken token)
    {
        if (plan.LiveIdentity is not null) await Server.DoAsync($"alter database {PgName.Quote(names.Live)} with allow_connections {Allowed}", token);
    }

    /// <summary>The way back: the old one gets its name again, the restored one stands beside, closed.</summary>
    public async Task<int> UndoAsync(Func<string, Task> reached, CancellationToken token)
    {
        if (await LookAsync(token) == Where.Before)
        {
            await ReopenAsync(token);
            return 0;
        }
        if (await LookAsync(token) == Where.Foreign) throw Fail("swap-foreign", names.Live);
        return await ClosedAsync(async ended =>
        {
            await reached("ended");
            await using var transaction = await Server.BeginTransactionAsync(token);
            await Server.DoAsync("set local lock_timeout = '15s'", token, transaction);
            await Server.DoAsync($"alter database {PgName.Quote(names.Live)} rename to {PgName.Quote(names.Beside)}", token, transaction);
            if (plan.LiveIdentity is not null)
            {
                await Server.DoAsync($"alter database {PgName.Quote(names.Old)} rename to {PgName.Quote(names.Live)}", token, transaction);
                await Server.DoAsync($"alter database {PgName.Quote(names.Live)} with allow_connections {Allowed}", token, transaction);
            }
            await reached("renamed");
            await transaction.CommitAsync(CancellationToken.None);
            await reached("committed");
            return ended;
        }, reached, token);
    }

    /// <summary>Opens the restored one again when nothing was undone.</summary>
    public Task ReopenRestoredAsync(CancellationToken token) => Server.DoAsync($"alter database {PgName.Quote(names.Live)} with allow_connections {Allowed}", token);

    /// <summary>Closes what is live, ends everybody's session in both databases and does the work; on any failure before the work's commit it is opened again.</summary>
    private async Task<int> ClosedAsync(Func<int, Task<int>> work, Func<string, Task> reached, CancellationToken token)
    {
        var there = await NamedAsync(names.Live, token) is not null;
        var begun = TimeProvider.System.GetTimestamp();
        try
        {
            if (there) await Server.DoAsync($"alter database {PgName.Quote(names.Live)} with allow_connections false", token);
            await reached("closed");
            var ended = await work(await EndSessionsAsync(token));
            StillSeconds = Math.Round(TimeProvider.System.GetElapsedTime(begun).TotalSeconds, 2);
            return ended;
        }
        catch (Exception error) when (error is not SwapCutException)
        {
            // Not under the token: it may be what ended the work. When this session is gone too, the next start opens it (see SwapResumption).
            if (there && Server.State == System.Data.ConnectionState.Open)
                await Server.DoAsync($"alter database {PgName.Quote(names.Live)} with allow_connections {Allowed}", CancellationToken.None);
            throw;
        }
    }

    private string Allowed => plan.Given.GetValueOrDefault("allow", "true");

    private async Task RehearseAsync(CancellationToken token)
    {
        if (await CarriedAsync(names.Beside, null, token) is not { } statements) return;
        await using var transaction = await Server.BeginTransactionAsync(token);
        try
        {
            foreach (var statement in statements) await Server.DoAsync(statement, token, transaction);
        }
        catch (PostgresException refused)
        {
            throw Fail("carry-over", mayRetry: false, refused, refused.MessageText);
        }
        await transaction.RollbackAsync(token);
    }

    private async Task RenameAsync(NpgsqlTransaction transaction, CancellationToken token)
    {
        var statements = await CarriedAsync(names.Live, transaction, token);
        if (plan.LiveIdentity is not null) await Server.DoAsync($"alter database {PgName.Quote(names.Live)} rename to {PgName.Quote(names.Old)}", token, transaction);
        await Server.DoAsync($"alter database {PgName.Quote(names.Beside)} rename to {PgName.Quote(names.Live)}", token, transaction);
        foreach (var statement in statements ?? [$"grant connect, temporary on database {PgName.Quote(names.Live)} to public", $"comment on database {PgName.Quote(names.Live)} is null"])
            await Server.DoAsync(statement, token, transaction);
        await Server.DoAsync($"alter database {PgName.Quote(names.Live)} with allow_connections {Allowed}", token, transaction);
    }

    /// <param name="name">What the restored one is called when the statements run.</param>
    /// <returns>Null: nothing is live that could be carried over from.</returns>
    private async Task<List<string>?> CarriedAsync(string name, NpgsqlTransaction? transaction, CancellationToken token)
    {
        if (await DatabaseFacts.ReadAsync(Server, names.Live, token, transaction) is not { } from) return null;
        var now = await DatabaseFacts.ReadAsync(Server, names.Beside, token, transaction) ?? throw Fail("swap-foreign", names.Live);
        return [.. CarryOver.Statements(from, now, name)];
    }

    private async Task<int> EndSessionsAsync(CancellationToken token)
    {
        var ended = 0;
        for (var begun = TimeProvider.System.GetTimestamp(); ; await Task.Delay(100, token))
        {
            try
            {
                await using var command = new NpgsqlCommand("""
                    select count(*) filter (where pg_terminate_backend(a.pid)), count(*) from pg_stat_activity a where a.datname in ($1, $2) and a.pid <> pg_backend_pid()
                    """, Server) { Parameters = { new() { Value = names.Live }, new() { Value = names.Beside } } };
                await using var reader = await command.ExecuteReaderAsync(token);
                await reader.ReadAsync(token);
                ended = Math.Max(ended, (int)reader.GetInt64(0));
                if (reader.GetInt64(1) == 0) return ended;
            }
            catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
            {
                throw Fail("cannot-end-sessions", mayRetry: false, refused, names.Live);
            }
            if (TimeProvider.System.GetElapsedTime(begun) > Patience) throw Fail("sessions-stay", mayRetry: true, null, names.Live);
        }
    }

    private Task<string?> NamedAsync(string name, CancellationToken token) =>
        Server.OneAsync<string>("select oid::text from pg_database where datname = $1", token, name);

    /// <summary>What must be remembered of the live database to open it again as it was.</summary>
    public static Dictionary<string, string> Given(DatabaseFacts? live) => new(StringComparer.Ordinal)
    {
        ["allow"] = live is null || live.AllowsConnections ? "true" : "false",
        ["limit"] = (live?.Limit ?? -1).ToString(CultureInfo.InvariantCulture),
    };
}

/// <summary>Thrown by tests at a step of a swap in place of a crash: nothing is tidied up behind it.</summary>
internal sealed class SwapCutException(string step) : Exception(step);
