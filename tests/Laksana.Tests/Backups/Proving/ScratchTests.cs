using System.Diagnostics;
using Laksana.Backups;
using Laksana.Database;
using Npgsql;
using Xunit;

namespace Laksana.Tests.Backups.Proving;

public sealed class ScratchTests
{
    [Fact]
    public async Task a_scratch_postgres_runs_apart_from_every_other_and_leaves_nothing()
    {
        using var place = new ScratchPlace();
        int pid;
        await using (var folder = ScratchFolder.Take(place.Settings))
        {
            var account = await ScratchAccount.ChooseAsync(place.Settings, default);
            await using var server = await ScratchPostgres.StartAsync(folder, account, await PostgresPrograms.FindAsync(), default);
            await server.CreateDatabaseAsync("LATIN1", default);
            await using var connection = new NpgsqlConnection(server.Connection());
            await connection.OpenAsync();
            Assert.Equal("LATIN1|minimal|off|", await ScalarAsync(connection, "select current_setting('server_encoding') || '|' || current_setting('wal_level') || '|' || current_setting('fsync') || '|' || current_setting('listen_addresses')"));
            pid = int.Parse(File.ReadLines(Path.Combine(server.DataFolder, "postmaster.pid")).First());
            Assert.Empty(Working(folder.Path).Except(["postgres"]));
            if (Environment.IsPrivilegedProcess)
            {
                // Another account than that of a live cluster, and no way out to a network.
                Assert.NotEqual(Uid((await ServerAccount.ChooseAsync(null, default)).Uid), Uid(pid, status: true));
                if (account.WithoutNetwork) Assert.NotEqual(NetworkOf("self"), NetworkOf(pid.ToString()));
            }
            // Clean tables give no complaint.
            await using var make = new NpgsqlCommand("create table t (id int primary key, isi text); insert into t select g, md5(g::text) from generate_series(1, 20000) g", connection);
            await make.ExecuteNonQueryAsync();
            Assert.Empty(await AmCheck.RunAsync(server.Programs, server.Login(), 2, default));
        }
        Assert.False(Postmaster.IsAlive(pid));
        Assert.Empty(Directory.GetFileSystemEntries(place.Settings.Directory));
    }

    [Fact]
    public async Task amcheck_names_a_broken_index()
    {
        using var place = new ScratchPlace();
        await using var folder = ScratchFolder.Take(place.Settings);
        var account = await ScratchAccount.ChooseAsync(place.Settings, default);
        await using var server = await ScratchPostgres.StartAsync(folder, account, await PostgresPrograms.FindAsync(), default);
        await server.CreateDatabaseAsync("UTF8", default);
        await using var connection = new NpgsqlConnection(server.Connection());
        await connection.OpenAsync();
        // An index whose order is no longer that of its operator class: what a changed collation does to a restored database.
        await using var make = new NpgsqlCommand("""
            create function urut(int, int) returns int language sql immutable as 'select btint4cmp($1, $2)';
            create operator class urutan for type int using btree as operator 1 <, operator 2 <=, operator 3 =, operator 4 >=, operator 5 >, function 1 urut(int, int);
            create table rusak (id int); insert into rusak select generate_series(1, 5000);
            create index rusak_id on rusak (id urutan);
            create or replace function urut(int, int) returns int language sql immutable as 'select btint4cmp($2, $1)';
            """, connection);
        await make.ExecuteNonQueryAsync();
        Assert.Contains("rusak_id", string.Join('\n', await AmCheck.RunAsync(server.Programs, server.Login(), 2, default)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_scratch_mariadb_answers_on_its_socket_alone_and_leaves_nothing()
    {
        using var place = new ScratchPlace();
        await using (var folder = ScratchFolder.Take(place.Settings))
        {
            await using var server = await ScratchMariaDb.StartAsync(folder, await ScratchAccount.ChooseAsync(place.Settings, default), default);
            var said = await TiedProgram.RunAsync(server.Client("--batch", "--skip-column-names", "--execute=select @@skip_networking, @@log_bin, (select count(*) from mysql.user where user = '')"), null, null, default);
            Assert.Equal("1\t0\t0", said.Output);
        }
        Assert.Empty(Directory.GetFileSystemEntries(place.Settings.Directory));
    }

    [Fact]
    public async Task what_a_killed_program_left_is_swept_and_what_a_living_one_holds_is_not()
    {
        using var place = new ScratchPlace();
        await using var mine = ScratchFolder.Take(place.Settings);
        using var program = ScratchUnderTest.Launch(place.Settings.Within!);
        var said = await program.StandardOutput.ReadLineAsync();
        Assert.StartsWith("ready ", said, StringComparison.Ordinal);
        var (left, pid) = (said!.Split(' ')[1], int.Parse(said.Split(' ')[2]));
        Assert.True(Postmaster.IsAlive(pid));
        Assert.Empty(await ScratchFolder.SweepAsync(place.Settings.Directory, default));

        program.Kill(); // of this process alone: its server is told by the system
        await program.WaitForExitAsync();
        Assert.Equal([Path.GetFileName(left)], await ScratchFolder.SweepAsync(place.Settings.Directory, default));
        Assert.False(Postmaster.IsAlive(pid));
        Assert.Equal([mine.Path, mine.Path + ".held"], Directory.GetFileSystemEntries(place.Settings.Directory).Order(StringComparer.Ordinal));
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static IEnumerable<string> Working(string folder) =>
        from process in Process.GetProcesses()
        where Words(process.Id).Contains(folder, StringComparison.Ordinal)
        select process.ProcessName;

    private static string Words(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static int Uid(int value, bool status = false) =>
        status ? int.Parse(File.ReadLines($"/proc/{value}/status").First(l => l.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1]) : value;

    private static string? NetworkOf(string process) => new FileInfo($"/proc/{process}/ns/net").LinkTarget;
}
