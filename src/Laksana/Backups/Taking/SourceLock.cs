using Laksana.Automation;
using Laksana.Database;
using Npgsql;
using static Laksana.Backups.BackupWords;

namespace Laksana.Backups;

/// <summary>
/// That a source is being backed up, for the whole installation: a lock of the database (advisory, of a session), which goes with its holder however that ends. The
/// session is asked now and then whether it still lives; when it does not, another may hold the lock, and <see cref="Lost"/> stops the work.
/// </summary>
internal sealed class SourceLock : IAsyncDisposable
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(2);

    private readonly NpgsqlConnection _connection;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _watching;

    private SourceLock(NpgsqlConnection connection)
    {
        _connection = connection;
        _watching = WatchAsync();
    }

    public CancellationToken Lost => _lost.Token;

    /// <summary>Waits until nobody else backs the source up.</summary>
    /// <exception cref="ActionFailedException">Somebody still does after <paramref name="atMost"/>.</exception>
    public static async Task<SourceLock> TakeAsync(LaksanaDatabase database, string source, TimeSpan atMost, IActionProgress progress, CancellationToken token)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var connection = await database.Application.OpenConnectionAsync(token);
        try
        {
            for (var told = false; !await TryAsync(connection, source, token); told = true)
            {
                if (!told) await progress.ReportAsync(Say["take.waits", source], null, token);
                if (TimeProvider.System.GetElapsedTime(begun) >= atMost) throw Failure("source-busy", mayRetry: false, null, source, Math.Max(1, Math.Round(atMost.TotalMinutes)));
                await Task.Delay(TimeSpan.FromTicks(Math.Min(AskEvery.Ticks, atMost.Ticks)), token);
            }
            return new SourceLock(connection);
        }
        catch (Exception)
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _watching;
        // Returned to the pool the session would keep the lock: it is given back, and the session with it when that fails.
        try
        {
            await using var free = new NpgsqlCommand("select pg_advisory_unlock_all()", _connection) { CommandTimeout = 10 };
            await free.ExecuteNonQueryAsync();
        }
        catch (Exception error) when (error is NpgsqlException or InvalidOperationException or TimeoutException)
        {
            // the session is gone, and the lock with it
        }
        await _connection.DisposeAsync();
        _lost.Dispose();
        _ended.Dispose();
    }

    private static async Task<bool> TryAsync(NpgsqlConnection connection, string source, CancellationToken token)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock(hashtextextended('laksana backup ' || $1, 0))", connection) { Parameters = { new() { Value = source } } };
        return (bool)(await command.ExecuteScalarAsync(token))!;
    }

    private async Task WatchAsync()
    {
        while (!_ended.IsCancellationRequested)
        {
            await Task.Delay(AskEvery, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_ended.IsCancellationRequested) return;
            try
            {
                await using var ask = new NpgsqlCommand("select 1", _connection) { CommandTimeout = 10 };
                await ask.ExecuteScalarAsync();
            }
            catch (Exception error) when (error is NpgsqlException or InvalidOperationException or TimeoutException)
            {
                await _lost.CancelAsync();
                return;
            }
        }
    }
}
