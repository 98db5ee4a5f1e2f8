using Laksana.Database;
using Laksana.Testing;
using Npgsql;
using Xunit;

namespace Laksana.Tests.Database;

/// <summary>A PostgreSQL server of the office's own: here a private cluster from which our roles were taken away.</summary>
public sealed class OwnServerTests : IAsyncLifetime
{
    private DataDirectory _server = null!;
    private LaksanaDatabase _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await DataDirectory.MadeAsync();
        _cluster = await _server.StartAsync();
        await _cluster.Owner.DisposeAsync();
        await _cluster.Application.DisposeAsync();
        foreach (var sql in new[]
                 {
                     "drop database laksana with (force)", "drop role laksana_app", "drop role laksana_owner",
                     "create role dba login createrole password 'dba'", "create role plain login password 'plain'",
                     "create database dinas owner dba", "create database polos owner plain",
                 })
            await SuperuserAsync(sql);
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task its_schema_is_migrated_and_a_second_node_finds_the_application_s_login()
    {
        await using var here = new DataDirectory();
        await using var there = new DataDirectory();
        var login = Login("dba", "dinas");
        await using (var one = await LaksanaDatabase.StartAsync(here.Settings with { Server = login }))
        await using (var two = await LaksanaDatabase.StartAsync(there.Settings with { Server = login }))
        {
            await one.AddOfficeAsync("kantor-a");
            Assert.Null(one.Cluster);
            Assert.Equal(["kantor-a"], await two.OfficesAsync());
            Assert.Equal("laksana_app", await two.ScalarAsync<string>("kantor-a", "select current_user::text"));
            await Assert.ThrowsAsync<PostgresException>(() => two.ScalarAsync<string>("kantor-a", "select password from application_login"));
            await using var command = await LaksanaDatabase.JoinAsync(here.Settings with { Server = login });
            Assert.Equal(["kantor-a"], await command.OfficesAsync());
        }
        Assert.False(Directory.Exists(Path.Combine(here.Path, "postgres")));
        await DatabaseFailureTests.RefusedAsync(() => StartAsync(Login("plain", "polos")), ExitCode.Database, "--database-app");
    }

    [Fact]
    public async Task nodes_that_start_together_on_an_empty_database_agree()
    {
        await using var here = new DataDirectory();
        await using var there = new DataDirectory();
        var started = await Task.WhenAll(new[] { here, there }.Select(data => LaksanaDatabase.StartAsync(data.Settings with { Server = Login("dba", "dinas") })));
        foreach (var database in started) await database.DisposeAsync();
    }

    [Fact]
    public async Task a_login_that_may_not_make_roles_needs_the_application_s_login_given()
    {
        await DatabaseFailureTests.RefusedAsync(() => StartAsync(Login("plain", "polos")), ExitCode.Database, "create role laksana_app");
        await SuperuserAsync("create role laksana_app login password 'given'");
        await using var data = new DataDirectory();
        await using var database = await LaksanaDatabase.StartAsync(data.Settings with { Server = Login("plain", "polos"), ApplicationServer = Login("laksana_app", "polos", "given") });
        Assert.Empty(await database.OfficesAsync());
    }

    [Fact]
    public async Task an_application_s_login_with_too_much_or_too_little_power_is_refused()
    {
        await SuperuserAsync("create role laksana_app login password 'given'");
        await SuperuserAsync("create role mighty login bypassrls password 'mighty' in role laksana_app");
        await DatabaseFailureTests.RefusedAsync(() => StartAsync(Login("plain", "polos"), Login("mighty", "polos")), ExitCode.Database, "BYPASSRLS");
        await DatabaseFailureTests.RefusedAsync(() => StartAsync(Login("plain", "polos"), Login("plain", "polos")), ExitCode.Database, "BYPASSRLS");
        await DatabaseFailureTests.RefusedAsync(() => StartAsync(Login("plain", "polos"), Login("dba", "polos")), ExitCode.Database, "grant laksana_app");
    }

    [Fact]
    public async Task wrong_words_in_the_connection_string_are_each_explained()
    {
        await DatabaseFailureTests.RefusedAsync(() => StartAsync(Login("dba", "dinas", "salah")), ExitCode.Database, "dba");
        await DatabaseFailureTests.RefusedAsync(() => StartAsync(Login("dba", "tidak-ada")), ExitCode.Database, "create database");
        await DatabaseFailureTests.RefusedAsync(() => StartAsync("Host=127.0.0.1;Port=1;Username=x;Password=x;Timeout=3"), ExitCode.Database, "server");
        await DatabaseFailureTests.RefusedAsync(() => StartAsync("Hots=127.0.0.1"), ExitCode.Usage, "Host=");
        await SuperuserAsync("create database asing owner plain");
        await DatabaseFailureTests.RefusedAsync(() => StartAsync(Login("dba", "asing")), ExitCode.Database, "alter database");
    }

    private static async Task StartAsync(string server, string? application = null)
    {
        await using var data = new DataDirectory();
        await using (await LaksanaDatabase.StartAsync(data.Settings with { Server = server, ApplicationServer = application })) { }
    }

    private string Login(string user, string database, string? password = null) =>
        new NpgsqlConnectionStringBuilder(_cluster.Cluster!.SuperuserConnectionString) { Username = user, Password = password ?? user, Database = database }.ConnectionString;

    private Task SuperuserAsync(string sql) => DataDirectory.AsSuperuserAsync(_cluster, sql, "postgres");
}
