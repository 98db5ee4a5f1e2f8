using System.Globalization;
using Laksana.Database;
using Laksana.Testing;
using Npgsql;
using Xunit;

namespace Laksana.Tests.Database;

/// <summary>Whatever keeps the database from being used is one message with a hint and an exit code.</summary>
public sealed class DatabaseFailureTests
{
    [Fact]
    public async Task a_data_directory_without_its_version_file_is_damaged_and_left_alone()
    {
        await using var data = await DataDirectory.MadeAsync();
        File.Delete(Path.Combine(data.PostgresData, "PG_VERSION"));
        await RefusedAsync(data.StartAsync, ExitCode.DataDirectory, "PG_VERSION");
        Assert.True(File.Exists(Path.Combine(data.PostgresData, "global", "pg_control")));
    }

    [Theory]
    [InlineData("global/pg_control")]
    [InlineData("pg_wal")]
    [InlineData("global")]
    public async Task missing_pieces_of_the_cluster_are_damage(string piece)
    {
        await using var data = await DataDirectory.MadeAsync();
        var path = Path.Combine(data.PostgresData, piece);
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        else File.Delete(path);
        await RefusedAsync(data.StartAsync, ExitCode.DataDirectory, "rusak");
        Assert.Null(data.RecordedPid());
    }

    [Fact]
    public async Task a_garbled_control_file_is_damage()
    {
        await using var data = await DataDirectory.MadeAsync();
        await File.WriteAllBytesAsync(Path.Combine(data.PostgresData, "global", "pg_control"), new byte[8192]);
        await RefusedAsync(data.StartAsync, ExitCode.DataDirectory, "rusak");
    }

    [Fact]
    public async Task a_garbled_table_is_damage_when_it_is_read()
    {
        await using var data = await DataDirectory.MadeAsync();
        string file;
        await using (var database = await data.StartAsync())
        {
            await database.AddOfficeAsync("kantor-a", new string('x', 1000));
            file = (await database.ScalarAsync<string>(null, "select pg_relation_filepath('office')"))!;
        }
        await using (var stream = new FileStream(Path.Combine(data.PostgresData, file), FileMode.Open))
        {
            stream.Position = 8000;
            stream.Write("garbled"u8);
        }
        await using var again = await data.StartAsync();
        var error = await Assert.ThrowsAsync<PostgresException>(() => again.ScalarAsync<long>(null, "select count(*) from office where definition <> ''"));
        Assert.Equal(ExitCode.DataDirectory, DatabaseFailure.Explain(error)!.Code);
    }

    [Fact]
    public async Task a_lost_password_file_is_named()
    {
        await using var data = await DataDirectory.MadeAsync();
        File.Delete(Path.Combine(data.Path, "postgres", "passwords.json"));
        await RefusedAsync(data.StartAsync, ExitCode.DataDirectory, "passwords.json");
    }

    [Fact]
    public async Task a_password_changed_behind_the_program_s_back_is_a_wrong_password_and_the_server_is_stopped_again()
    {
        await using var data = await DataDirectory.MadeAsync();
        await using (var database = await data.StartAsync()) await DataDirectory.AsSuperuserAsync(database, "alter role laksana_app password 'other'");
        await RefusedAsync(data.StartAsync, ExitCode.Database, "laksana_app");
        Assert.Null(data.RecordedPid());
    }

    [Fact]
    public async Task a_file_in_place_of_the_directory_is_refused()
    {
        var file = Path.GetTempFileName();
        await RefusedAsync(() => LaksanaDatabase.StartAsync(new DatabaseSettings { DataDirectory = Path.Combine(file, "data") }), ExitCode.Storage, file);
        File.Delete(file);
    }

    [Fact]
    public async Task a_directory_that_the_server_s_account_cannot_reach_is_refused_with_a_way_out()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root hands the server to another account.");
        await using var closed = new DataDirectory(); // as mkdtemp makes it: nobody else may pass
        await using var data = new DataDirectory(Path.Combine(closed.Path, "dalam"));
        var refused = await RefusedAsync(data.StartAsync, ExitCode.DataDirectory, data.Path);
        Assert.Contains("/var/lib/laksana", refused.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_machine_without_postgresql_or_with_an_old_one_is_told_what_to_install()
    {
        await RefusedAsync(() => PostgresPrograms.FindAsync(["/nonexistent"], null, CancellationToken.None), ExitCode.Database, "apt-get");
        await using var data = new DataDirectory();
        foreach (var program in new[] { "postgres", "initdb", "pg_ctl" })
        {
            var file = Path.Combine(data.Path, program);
            await File.WriteAllTextAsync(file, "#!/bin/sh\necho 'postgres (PostgreSQL) 13.9 (Debian)'\n");
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        await RefusedAsync(() => PostgresPrograms.FindAsync([data.Path], null, CancellationToken.None), ExitCode.Database, "13");
        await RefusedAsync(() => PostgresPrograms.FindAsync([data.Path], 15, CancellationToken.None), ExitCode.Database, "postgresql-15");
        await RefusedAsync(() => PostgresPrograms.FindAsync([data.Path], 13, CancellationToken.None), ExitCode.Database, "13");
    }

    [Fact]
    public async Task a_disk_too_small_to_begin_is_a_full_disk()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 20);
        await using var data = new DataDirectory(Path.Combine(disk.Path, "data"));
        await RefusedAsync(data.StartAsync, ExitCode.Storage, data.Path);
        Assert.False(Directory.Exists(Path.Combine(data.Path, "postgres")));
    }

    [Fact]
    public async Task a_disk_that_fills_up_loses_nothing_acknowledged_and_goes_on_when_there_is_room()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 160);
        await using var data = new DataDirectory(Path.Combine(disk.Path, "data"));
        var acknowledged = 0;
        await using (var database = await data.StartAsync())
        {
            await database.DoAsync(null, "create table filler (n int, bytes bytea)");
            await database.DoAsync(null, "alter table filler alter bytes set storage external");
            OperatorException? full = null;
            for (; full is null && acknowledged < 1000; acknowledged++)
            {
                try
                {
                    await database.DoAsync(null, "insert into filler values ($1, decode(repeat('ab', 1000000), 'hex'))", acknowledged);
                }
                catch (Exception error) when (error is not OperatorException)
                {
                    full = DatabaseFailure.Explain(error) ?? throw new InvalidOperationException("Not explained.", error);
                    break;
                }
            }
            // Room for data is refused by the statement; room for the log ends the server, which then cannot be reached.
            Assert.Contains(full!.Code, new[] { ExitCode.Storage, ExitCode.Database });
        }
        var start = await Record.ExceptionAsync(async () => { await using (await data.StartAsync()) { } });
        if (start is OperatorException refused) Assert.Equal(ExitCode.Storage, refused.Code);
        else Assert.Null(start);
        await disk.GrowAsync(megabytes: 400);
        await using var again = await data.StartAsync();
        Assert.InRange(await again.ScalarAsync<long>(null, "select count(*) from filler"), acknowledged, acknowledged + 1);
    }

    [Fact]
    public void messages_come_in_both_languages()
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("id-ID");
            Assert.StartsWith("Ruang", StartFailure.Full("/d").Message, StringComparison.Ordinal);
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-GB");
            Assert.StartsWith("The disk", StartFailure.Full("/d").Message, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    internal static async Task<OperatorException> RefusedAsync(Func<Task> work, ExitCode code, string naming)
    {
        var refused = await Assert.ThrowsAsync<OperatorException>(work);
        Assert.Equal((code, refused.Message), (refused.Code, refused.Message));
        Assert.Contains(naming, refused.Message + refused.Hint, StringComparison.Ordinal);
        Assert.NotEmpty(refused.Hint);
        Assert.DoesNotContain("   at ", refused.Message, StringComparison.Ordinal);
        return refused;
    }
}
