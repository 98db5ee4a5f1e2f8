using Laksana.Database;
using Laksana.Testing;
using Npgsql;
using Xunit;

namespace Laksana.Tests.Database;

public sealed class PrivateClusterTests
{
    [Fact]
    public async Task what_was_written_is_there_after_an_orderly_stop_and_start()
    {
        await using var data = new DataDirectory();
        int? first;
        await using (var database = await data.StartAsync())
        {
            first = database.Cluster!.ServerPid;
            await database.AddOfficeAsync("kantor-a");
        }
        Assert.False(Postmaster.IsAlive(first!.Value));
        await using var again = await data.StartAsync();
        Assert.Equal(["kantor-a"], await again.OfficesAsync());
    }

    [Fact]
    public async Task it_is_durable_and_listens_on_no_network()
    {
        await using var data = await DataDirectory.MadeAsync();
        await using var database = await data.StartAsync();
        foreach (var (setting, value) in new[]
                 {
                     ("fsync", "on"), ("synchronous_commit", "on"), ("full_page_writes", "on"), ("data_checksums", "on"), ("jit", "off"),
                     ("listen_addresses", ""), ("server_encoding", "UTF8"), ("timezone", "UTC"), ("unix_socket_permissions", "0700"),
                 })
            Assert.Equal((setting, value), (setting, await database.ScalarAsync<string>("kantor-a", "show " + setting)));
    }

    [Fact]
    public async Task passwords_and_data_are_closed_to_other_accounts()
    {
        await using var data = new DataDirectory();
        await using (await data.StartAsync()) { }
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(data.Path, "postgres", "passwords.json")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(data.PostgresData));
        Assert.False(File.GetUnixFileMode(data.Path).HasFlag(UnixFileMode.OtherRead));
        Assert.False(File.Exists(Path.Combine(data.Path, "postgres", "initdb-password")));
    }

    [Fact]
    public async Task a_lock_left_behind_whose_number_is_now_another_process_s_keeps_nothing_from_starting()
    {
        await using var data = await DataDirectory.MadeAsync();
        await using var other = await DataDirectory.MadeAsync();
        await using var running = await other.StartAsync();
        // As after a power cut: the socket's lock is there, and its number belongs to a process of the same account.
        var left = await File.ReadAllTextAsync(Path.Combine(other.PostgresData, ".s.PGSQL.5432.lock"));
        await File.WriteAllTextAsync(Path.Combine(data.PostgresData, ".s.PGSQL.5432.lock"), left.Replace(other.PostgresData, data.PostgresData, StringComparison.Ordinal));
        await using var database = await data.StartAsync();
        Assert.NotEqual(running.Cluster!.ServerPid, database.Cluster!.ServerPid);
    }

    [Fact]
    public async Task a_killed_program_s_server_is_adopted_by_the_next()
    {
        await using var data = await DataDirectory.MadeAsync();
        await using (var program = await ProgramUnderTest.StartAsync(data.Path)) await program.KillAsync();
        var left = data.RecordedPid();
        Assert.True(Postmaster.IsAlive(left!.Value));
        await using (var database = await data.StartAsync())
        {
            Assert.Equal(left, database.Cluster!.ServerPid);
            await database.AddOfficeAsync("kantor-a");
        }
        Assert.False(Postmaster.IsAlive(left.Value));
    }

    [Fact]
    public async Task a_program_told_to_end_stops_its_server()
    {
        await using var data = await DataDirectory.MadeAsync();
        await using var program = await ProgramUnderTest.StartAsync(data.Path);
        var server = data.RecordedPid();
        Assert.Equal(0, await program.EndAsync());
        Assert.False(Postmaster.IsAlive(server!.Value));
    }

    [Fact]
    public async Task a_second_program_on_the_directory_is_refused_and_told_which_has_it()
    {
        await using var data = await DataDirectory.MadeAsync();
        await using var program = await ProgramUnderTest.StartAsync(data.Path);
        var refused = await Assert.ThrowsAsync<OperatorException>(data.StartAsync);
        Assert.Equal(ExitCode.DataDirectory, refused.Code);
        Assert.Contains(program.Pid.ToString(), refused.Message, StringComparison.Ordinal);
        await program.EndAsync();
    }

    [Fact]
    public async Task a_command_joins_a_running_program_and_leaves_its_server_running()
    {
        await using var data = await DataDirectory.MadeAsync();
        await using var program = await ProgramUnderTest.StartAsync(data.Path);
        await using (var joined = await LaksanaDatabase.JoinAsync(data.Settings))
        {
            Assert.Null(joined.Cluster);
            await joined.AddOfficeAsync("kantor-a");
        }
        await using (var again = await LaksanaDatabase.JoinAsync(data.Settings)) Assert.Equal(["kantor-a"], await again.OfficesAsync());
        Assert.Equal(0, await program.EndAsync());
        await using (var alone = await LaksanaDatabase.JoinAsync(data.Settings)) Assert.NotNull(alone.Cluster);
    }

    [Fact]
    public async Task a_server_killed_under_the_program_is_started_again_although_a_busy_backend_outlives_it()
    {
        await using var data = await DataDirectory.MadeAsync();
        await using var database = await data.StartAsync();
        await database.AddOfficeAsync("kantor-a");
        await using var busy = await database.Owner.OpenConnectionAsync();
        await using var endless = new NpgsqlCommand("do $$ begin loop end loop; end $$", busy);
        var lost = Assert.ThrowsAnyAsync<NpgsqlException>(() => endless.ExecuteNonQueryAsync());
        await WaitForAsync(async () => await database.ScalarAsync<long>(null, "select count(*) from pg_stat_activity where query like 'do $$ begin loop%'") == 1);
        var back = new TaskCompletionSource();
        database.Cluster!.Restarted += (_, _) => back.TrySetResult();

        Kill(data.RecordedPid()!.Value);

        await back.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await lost;
        Assert.Equal(["kantor-a"], await database.OfficesAsync());
    }

    [Fact]
    public async Task a_stale_pid_file_naming_a_stranger_does_not_stop_the_start()
    {
        await using var data = await DataDirectory.MadeAsync();
        await File.WriteAllTextAsync(Path.Combine(data.PostgresData, "postmaster.pid"), $"{Environment.ProcessId}\n{data.PostgresData}\n");
        await using var database = await data.StartAsync();
        Assert.NotEqual(Environment.ProcessId, database.Cluster!.ServerPid);
    }

    [Fact]
    public async Task a_zombie_server_does_not_stop_the_start()
    {
        await using var data = await DataDirectory.MadeAsync();
        // The inner process ends; by then another program has replaced its parent and never asks for it.
        string[] words = [.. Accounts.AsServer(data.PostgresData), "sh", "-c", "sleep 0.5 & echo $!; exec sleep 60"];
        using var parent = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        try
        {
            var zombie = await parent.StandardOutput.ReadLineAsync();
            await WaitForAsync(() => Task.FromResult(File.ReadAllText($"/proc/{zombie}/stat").Contains(") Z", StringComparison.Ordinal)));
            await File.WriteAllTextAsync(Path.Combine(data.PostgresData, "postmaster.pid"), $"{zombie}\n{data.PostgresData}\n");
            await using var database = await data.StartAsync();
            Assert.Empty(await database.OfficesAsync());
        }
        finally
        {
            parent.Kill();
        }
    }

    [Fact]
    public async Task a_first_start_that_was_cut_off_leaves_nothing_in_the_way()
    {
        await using var data = new DataDirectory();
        Directory.CreateDirectory(Path.Combine(data.Path, "postgres.new-1", "data", "base"));
        using (var program = ProgramUnderTest.Launch(data.Path))
        {
            await WaitForAsync(() => Task.FromResult(Directory.GetDirectories(data.Path, "postgres.new-*").Any(made => File.Exists(Path.Combine(made, "data", "PG_VERSION")))));
            program.Kill();
            await program.WaitForExitAsync();
        }
        Assert.False(Directory.Exists(Path.Combine(data.Path, "postgres")));
        await using (await data.StartAsync()) { }
        Assert.False(Directory.Exists(Path.Combine(data.Path, "postgres.new-1")));
    }

    [Fact]
    public async Task a_directory_too_deep_for_a_socket_works_through_another()
    {
        await using var data = new DataDirectory();
        await using var deep = new DataDirectory(Path.Combine(data.Path, new string('d', 60), "kantor, 'dinas'"));
        Accounts.Open(Path.GetDirectoryName(deep.Path)!);
        Accounts.Open(data.Path);
        await using (var database = await deep.StartAsync())
        {
            await database.AddOfficeAsync("kantor-a");
            Assert.StartsWith("/tmp/laksana_", new NpgsqlConnectionStringBuilder(database.ApplicationConnectionString).Host, StringComparison.Ordinal);
        }
        await using var again = await deep.StartAsync();
        Assert.Equal(["kantor-a"], await again.OfficesAsync());
    }

    [Fact]
    public async Task an_ordinary_account_runs_its_own_server()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Already an ordinary account: every other test shows it.");
        await using var data = new DataDirectory();
        Assert.SkipUnless(Accounts.CanRunAsNobody(), "The tests lie where the account nobody cannot read them.");
        Accounts.Give(data.Path, "nobody");
        await using (var program = await ProgramUnderTest.StartAsync(data.Path, Accounts.AsNobody)) Assert.Equal(0, await program.EndAsync());
        await using (var program = await ProgramUnderTest.StartAsync(data.Path, Accounts.AsNobody)) await program.KillAsync();
        var left = data.RecordedPid();
        await using (var program = await ProgramUnderTest.StartAsync(data.Path, Accounts.AsNobody))
        {
            Assert.Equal(left, data.RecordedPid());
            Assert.Equal(0, await program.EndAsync());
        }
        Assert.Equal(Accounts.Uid("nobody"), Accounts.Owner(data.PostgresData));
        // root takes it over under the account that owns it.
        await using (var database = await data.StartAsync()) Assert.Empty(await database.OfficesAsync());
    }

    internal static void Kill(int pid)
    {
        using var process = System.Diagnostics.Process.GetProcessById(pid);
        process.Kill();
    }

    internal static async Task WaitForAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition()) await Task.Delay(20, patience.Token);
    }
}
