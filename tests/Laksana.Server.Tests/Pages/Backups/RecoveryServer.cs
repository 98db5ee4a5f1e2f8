using Laksana.Automation;
using Laksana.Backups;
using Laksana.Server.Hosting;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Laksana.Server.Tests.Pages.Backups;

/// <summary>The delivered offices with a real database as their source, a login that may restore it, and a node that does the machine's work.</summary>
public sealed class RecoveryServer : DemoServer
{
    private static int _made;

    private readonly string _live = FormattableString.Invariant($"siak_uji{Interlocked.Increment(ref _made)}");
    private readonly string _backups = Directory.CreateTempSubdirectory("laksana-cadangan-").FullName;
    private string _superuser = "";

    public string Live => _live;

    internal override ServeOptions Options => base.Options with
    {
        Works = true, BackupFolder = _backups,
        BackupSources = [new BackupSource("kependudukan", In(_live), [Office]) { RestoreConnection = In("postgres") }],
    };

    protected override void Offer(IServiceCollection services) => services.AddSingleton(new RunnerSettings { Node = "uji", ProgressEvery = TimeSpan.FromMilliseconds(50), Poll = TimeSpan.FromMilliseconds(100), Tries = 1 });

    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        await DoAsync($"create database {_live} template template0", "postgres");
        await DoAsync("""
            create table penduduk (nik text primary key, nama text not null, diubah timestamptz not null default '2026-11-01 08:00+07');
            insert into penduduk (nik, nama) select '99010101010' || to_char(g, 'FM00000'), 'Warga Rekaan ' || g from generate_series(1, 500) g;
            create table wilayah (kode text primary key, nama text); insert into wilayah select 'W' || g, 'Wilayah ' || g from generate_series(1, 20) g
            """);
    }

    public string In(string database)
    {
        if (_superuser.Length == 0) _superuser = TestCluster.GetAsync().GetAwaiter().GetResult().SuperuserConnectionString;
        return new NpgsqlConnectionStringBuilder(_superuser) { Database = database, Pooling = false }.ConnectionString;
    }

    public async Task DoAsync(string sql, string? database = null)
    {
        await using var connection = new NpgsqlConnection(In(database ?? _live));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T?> OneAsync<T>(string sql, string? database = null)
    {
        await using var connection = new NpgsqlConnection(In(database ?? _live));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is T found ? found : default;
    }

    /// <summary>A backup of the source, taken by the node.</summary>
    public async Task<Backup> BackUpAsync()
    {
        var jobs = Services.GetRequiredService<BackupJobs>();
        var (id, _) = await jobs.AskAsync(Office, TakeJob.Order("kependudukan", "dimas"), default);
        await EndedAsync(id);
        return (await Services.GetRequiredService<BackupBook>().FindByRunAsync(Office, id, default))!;
    }

    internal async Task<JobNow> EndedAsync(Guid job)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (true)
        {
            if (await Services.GetRequiredService<BackupJobs>().FindAsync(Office, job, patience.Token) is { Going: false } ended) return ended;
            await Task.Delay(100, patience.Token);
        }
    }
}
