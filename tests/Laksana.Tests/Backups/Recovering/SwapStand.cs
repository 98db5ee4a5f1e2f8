using Laksana.Backups;
using Laksana.Testing;
using Npgsql;

namespace Laksana.Tests.Backups;

/// <summary>A live database and one restored beside it on the tests' server, with everything that belongs to a database's name.</summary>
internal sealed class SwapStand
{
    private static int _made;

    private SwapStand(string superuser, string live, string id)
    {
        (Superuser, Names, Id) = (superuser, BesideNames.Of(SourceKind.PostgreSql, live, id), id);
        Source = new BackupSource("siak", In(live), []) { RestoreConnection = In("postgres") };
        Server = PostgresServer.Of(Source);
    }

    public string Superuser { get; }
    public RecoveryNames Names { get; }
    public string Id { get; }
    public BackupSource Source { get; }
    public PostgresServer Server { get; }
    public SwapPlan Plan { get; private set; } = null!;

    /// <param name="name">Put before what keeps it apart from others.</param>
    public static async Task<SwapStand> NewAsync(string name = "siak", bool live = true)
    {
        var number = Interlocked.Increment(ref _made);
        var superuser = (await TestCluster.GetAsync()).SuperuserConnectionString;
        var stand = new SwapStand(superuser, FormattableString.Invariant($"{name}{number}"), FormattableString.Invariant($"{number:x8}"));
        await stand.DoAsync("postgres", "do $$ begin create role pemilik_uji; exception when duplicate_object or unique_violation then null; end $$");
        await stand.DoAsync("postgres", "do $$ begin create role pembaca_uji login; exception when duplicate_object or unique_violation then null; end $$");
        if (live)
        {
            await stand.DoAsync("postgres", $"create database {Quoted(stand.Names.Live)} template template0 owner pemilik_uji connection limit 40");
            await stand.DoAsync(stand.Names.Live, "create table isi (teks text); insert into isi values ('lama')");
            await stand.DoAsync("postgres", $"""
                revoke all on database {Quoted(stand.Names.Live)} from public; grant connect on database {Quoted(stand.Names.Live)} to pembaca_uji with grant option;
                comment on database {Quoted(stand.Names.Live)} is 'milik kantor';
                alter database {Quoted(stand.Names.Live)} set search_path = "$user", public, "Skema, aneh"; alter database {Quoted(stand.Names.Live)} set work_mem = '7MB';
                alter role pembaca_uji in database {Quoted(stand.Names.Live)} set statement_timeout = '3s'
                """);
        }
        await stand.DoAsync("postgres", $"create database {Quoted(stand.Names.Beside)} template template0");
        await stand.DoAsync(stand.Names.Beside, "create table isi (teks text); insert into isi values ('pulih')");
        await stand.DoAsync("postgres", $"revoke connect, temporary on database {Quoted(stand.Names.Beside)} from public; comment on database {Quoted(stand.Names.Beside)} is '{DatabaseBeside.Mark(stand.Id)}'");
        var facts = await stand.FactsAsync(stand.Names.Live);
        stand.Plan = new SwapPlan(default, "dimas", facts?.Identity, (await stand.FactsAsync(stand.Names.Beside))!.Identity, DatabaseSwap.Given(facts));
        return stand;
    }

    public Task<ServerHold> HoldAsync() => ServerHold.TakeAsync(Server, Id, default);

    public async Task<DatabaseFacts?> FactsAsync(string name)
    {
        await using var connection = await Server.OpenMaintenanceAsync("uji", default);
        return await DatabaseFacts.ReadAsync(connection, name, default);
    }

    /// <summary>What stands in the database of that name; null when it cannot be entered.</summary>
    public async Task<string?> ReadAsync(string name)
    {
        try
        {
            await using var connection = new NpgsqlConnection(In(name));
            await connection.OpenAsync();
            return await connection.OneAsync<string>("select teks from public.isi", default);
        }
        catch (PostgresException closed) when (closed.SqlState is PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.ObjectNotInPrerequisiteState)
        {
            return null;
        }
    }

    public async Task DoAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(In(database));
        await connection.OpenAsync();
        await connection.DoAsync(sql, default);
    }

    public string In(string database) => new NpgsqlConnectionStringBuilder(Superuser) { Database = database, Pooling = false }.ConnectionString;

    private static string Quoted(string name) => PgName.Quote(name);
}
