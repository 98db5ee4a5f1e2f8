using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Laksana.Database;

/// <summary>
/// The PostgreSQL that belongs to one data directory: made at the first start, started with the program, watched while it runs and
/// stopped with it. It survives the killing of the program (the next one adopts it) and of the server (started again at once).
/// It speaks through a Unix socket only.
/// </summary>
public sealed partial class PrivateCluster : IAsyncDisposable
{
    internal const string DatabaseName = "laksana";

    private readonly ClusterServer _server;
    private readonly ClusterLogins _logins;
    private readonly IDisposable _held;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _end = new();
    private Task _watch = Task.CompletedTask;

    private PrivateCluster(ClusterServer server, PostgresPrograms programs, ClusterLogins logins, IDisposable held, ILogger log)
    {
        (_server, Programs, _logins, _held, _log) = (server, programs, logins, held, log);
    }

    /// <summary>The server was found dead and has been started again: pooled connections to it are broken.</summary>
    public event EventHandler? Restarted;

    /// <summary>The installed PostgreSQL that runs it; also its <c>pg_dump</c> and <c>pg_restore</c>.</summary>
    public PostgresPrograms Programs { get; }

    /// <summary>Login of the role laksana_owner, which may also create databases.</summary>
    public string OwnerConnectionString => _logins.Owner;

    public string ApplicationConnectionString => _logins.Application;

    internal string SuperuserConnectionString => _logins.Superuser;

    internal int? ServerPid => _server.Pid;

    /// <param name="held">The data directory's lock, freed when the cluster has stopped.</param>
    internal static async Task<PrivateCluster> StartAsync(DataFolder folder, IDisposable held, ILogger log, CancellationToken token)
    {
        try
        {
            var existing = Directory.Exists(folder.Postgres);
            var programs = await PostgresPrograms.FindAsync(existing ? MajorOf(folder.PostgresData) : null, token);
            var account = await ServerAccount.ChooseAsync(existing ? folder.PostgresData : null, token);
            if (!existing)
            {
                LogCreating(log, folder.Root, programs.Major, account.Name);
                await ClusterCreation.CreateAsync(folder, programs, account, token);
            }
            var place = await ClusterPlace.InAsync(folder, token);
            var cluster = new PrivateCluster(new ClusterServer(programs, account, place), programs, ClusterLogins.Of(folder, place), held, log);
            await cluster.RunAsync(token);
            return cluster;
        }
        catch (Exception error) when (error is not (OperatorException or OperationCanceledException) && DatabaseFailure.ExplainStart(folder.Root, error) is { } explained)
        {
            throw explained;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watch;
        await _server.StopAsync(CancellationToken.None);
        _held.Dispose();
        _end.Dispose();
    }

    private async Task RunAsync(CancellationToken token)
    {
        try
        {
            var started = await _server.EnsureRunningAsync(SuperuserConnectionString, token);
            LogRunning(_log, started ? "started" : "adopted", _server.Pid ?? 0);
            await MakeRolesAsync(token);
        }
        catch (Exception)
        {
            await _server.StopAsync(CancellationToken.None);
            throw;
        }
        _watch = WatchAsync(_end.Token);
    }

    /// <summary>Makes what is missing, so that a start that was cut off is completed by the next.</summary>
    private async Task MakeRolesAsync(CancellationToken token)
    {
        await using var superuser = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(SuperuserConnectionString) { Pooling = false }.ConnectionString);
        await superuser.OpenAsync(token);
        if (!await AnyAsync("select from pg_roles where rolname = 'laksana_owner'"))
            await DoAsync($"create role laksana_owner login createdb password '{_logins.Passwords.Owner}'");
        if (!await AnyAsync("select from pg_roles where rolname = 'laksana_app'"))
            await DoAsync($"create role laksana_app login password '{_logins.Passwords.Application}'");
        if (!await AnyAsync($"select from pg_database where datname = '{DatabaseName}'"))
            await DoAsync($"create database {DatabaseName} owner laksana_owner");

        async Task<bool> AnyAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, superuser);
            await using var reader = await command.ExecuteReaderAsync(token);
            return await reader.ReadAsync(token);
        }

        async Task DoAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, superuser);
            await command.ExecuteNonQueryAsync(token);
        }
    }

    private async Task WatchAsync(CancellationToken token)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        try
        {
            while (await timer.WaitForNextTickAsync(token))
            {
                if (_server.IsAlive) continue;
                LogDied(_log);
                await RestartAsync(token);
            }
        }
        catch (OperationCanceledException)
        {
            // the program ends
        }
    }

    private async Task RestartAsync(CancellationToken token)
    {
        for (var pause = TimeSpan.FromSeconds(1); ; pause = TimeSpan.FromSeconds(Math.Min(30, pause.TotalSeconds * 2)))
        {
            try
            {
                await _server.EnsureRunningAsync(SuperuserConnectionString, token);
                LogRunning(_log, "started again", _server.Pid ?? 0);
                Restarted?.Invoke(this, EventArgs.Empty);
                return;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // A full disk may be freed while we wait; whatever it is, the pages say that the database is away.
                LogRestartFailed(_log, error, pause.TotalSeconds);
                await Task.Delay(pause, token);
            }
        }
    }

    private static int MajorOf(string data)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(data, "PG_VERSION"));
            return int.Parse(text.Trim(), CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
        {
            throw DatabaseWords.Refuse(ExitCode.DataDirectory, error, "damaged", data, error.Message);
        }
    }

    [LoggerMessage(100, LogLevel.Information, "Making a private PostgreSQL {Major} in {Folder} under the account {Account}")]
    private static partial void LogCreating(ILogger log, string folder, int major, string account);

    [LoggerMessage(101, LogLevel.Information, "Private PostgreSQL {How}, process {Pid}")]
    private static partial void LogRunning(ILogger log, string how, int pid);

    [LoggerMessage(102, LogLevel.Warning, "Private PostgreSQL has ended; starting it again")]
    private static partial void LogDied(ILogger log);

    [LoggerMessage(103, LogLevel.Error, "Private PostgreSQL cannot be started; next try in {Seconds} s")]
    private static partial void LogRestartFailed(ILogger log, Exception error, double seconds);
}
