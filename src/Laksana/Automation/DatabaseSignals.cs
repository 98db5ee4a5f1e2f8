using Laksana.Database;
using Npgsql;

namespace Laksana.Automation;

/// <summary>
/// Listens to what other transactions announce. Only ever a hint to look sooner: whoever listens also looks by himself from time to time,
/// since an announcement made while the connection was down is not heard.
/// </summary>
internal static class DatabaseSignals
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Calls <paramref name="heard"/> at each announcement on the channel, and after each time the connection was lost, until the token ends it.</summary>
    public static async Task ListenAsync(LaksanaDatabase database, string channel, Action heard, CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            try
            {
                await ListenOnceAsync(database, channel, heard, token);
            }
            catch (OperationCanceledException) when (token.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is NpgsqlException or IOException or TimeoutException or InvalidOperationException or OperationCanceledException)
            {
                // The database is away; those who need it say so.
                await Task.Delay(Pause, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static async Task ListenOnceAsync(LaksanaDatabase database, string channel, Action heard, CancellationToken token)
    {
        await using var connection = await database.Application.OpenConnectionAsync(token);
        connection.Notification += OnHeard;
        try
        {
            await ExecuteAsync(connection, "listen " + channel, token);
            heard();
            while (true)
                if (!await connection.WaitAsync(Silence, token))
                    await ExecuteAsync(connection, "select 1", token); // finds out that the other end is gone
        }
        finally
        {
            connection.Notification -= OnHeard;
        }

        void OnHeard(object sender, NpgsqlNotificationEventArgs said) => heard();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(token);
    }
}
