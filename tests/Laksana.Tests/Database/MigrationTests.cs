using Laksana.Database;
using Laksana.Testing;
using Npgsql;
using Xunit;

namespace Laksana.Tests.Database;

public sealed class MigrationTests
{
    private static readonly Migration First = new(1, "satu", "create table one (n int)");
    private static readonly Migration Second = new(2, "dua", "create table two (n int); insert into two values (1)");

    [Fact]
    public void the_files_of_this_program_are_numbered_without_gaps() =>
        Assert.Equal(Enumerable.Range(1, Migration.Embedded.Count), Migration.Embedded.Select(m => m.Number));

    [Fact]
    public async Task files_are_applied_once_and_in_order_also_by_nodes_that_start_together()
    {
        var database = await (await TestCluster.GetAsync()).NewEmptyDatabaseAsync();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RunAsync(database, First, Second)));
        await RunAsync(database, First, Second, new Migration(3, "tiga", "insert into two values (2)"));
        Assert.Equal(2L, await ScalarAsync(database, "select count(*) from two"));
        Assert.Equal(3L, await ScalarAsync(database, "select count(*) from migration"));
    }

    [Fact]
    public async Task an_edited_file_that_was_applied_is_refused()
    {
        var database = await (await TestCluster.GetAsync()).NewEmptyDatabaseAsync();
        await RunAsync(database, First, Second);
        var refused = await Assert.ThrowsAsync<OperatorException>(() => RunAsync(database, First with { Sql = First.Sql + " " }, Second));
        Assert.Equal(ExitCode.DataDirectory, refused.Code);
        Assert.Contains("0001-satu", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_schema_newer_than_the_program_is_refused()
    {
        var database = await (await TestCluster.GetAsync()).NewEmptyDatabaseAsync();
        await RunAsync(database, First, Second);
        var refused = await Assert.ThrowsAsync<OperatorException>(() => RunAsync(database, First));
        Assert.Equal(ExitCode.DataDirectory, refused.Code);
        Assert.Contains("0002-dua", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_command_beside_a_running_program_does_not_migrate_under_it()
    {
        var database = await (await TestCluster.GetAsync()).NewEmptyDatabaseAsync();
        await RunAsync(database, First);
        await using var source = NpgsqlDataSource.Create(database);
        await using var connection = await source.OpenConnectionAsync();
        var refused = await Assert.ThrowsAsync<OperatorException>(() => MigrationRunner.RunAsync(connection, [First, Second], migrate: false, CancellationToken.None));
        Assert.Equal(ExitCode.DataDirectory, refused.Code);
        Assert.Equal(1L, await ScalarAsync(database, "select count(*) from migration"));
    }

    [Fact]
    public async Task a_file_that_fails_leaves_nothing_of_itself_and_all_before_it()
    {
        var database = await (await TestCluster.GetAsync()).NewEmptyDatabaseAsync();
        var broken = new Migration(2, "rusak", "create table half (n int); insert into nowhere values (1)");
        await Assert.ThrowsAsync<PostgresException>(() => RunAsync(database, First, broken));
        Assert.Equal(1L, await ScalarAsync(database, "select count(*) from migration"));
        Assert.Equal(0L, await ScalarAsync(database, "select count(*) from pg_class where relname = 'half'"));
        await RunAsync(database, First, Second);
    }

    private static async Task RunAsync(string database, params Migration[] migrations)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var connection = await source.OpenConnectionAsync();
        await MigrationRunner.RunAsync(connection, migrations, migrate: true, CancellationToken.None);
    }

    private static async Task<object?> ScalarAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
