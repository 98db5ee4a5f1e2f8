using System.Diagnostics;
using System.Security.Cryptography;
using Laksana.Automation;
using Laksana.Backups;
using Laksana.Officers;
using Laksana.Testing;
using Laksana.Tests.Automation;
using Laksana.Tests.WorkTime;
using Npgsql;
using Xunit;

namespace Laksana.Tests.Backups;

public sealed class DatabaseDumpTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task a_dump_lies_whole_in_its_dated_folder_with_its_sums_and_restores()
    {
        using var trial = await DumpTrial.NewAsync(fixture.Database);
        var (run, progress) = (trial.Run(), new HeardProgress());
        var result = await trial.Dump().RunAsync(run, progress, default);

        var name = Assert.Single(trial.Folders());
        Assert.Equal("2026-11-16_0805_kependudukan_" + run.Id.ToString("N")[^8..], name);
        var folder = Path.Combine(trial.OfficeFolder, name);
        var json = result.Result;
        Assert.Equal((folder, name), (json.GetProperty("folder").GetString(), json.GetProperty("backup").GetString()));
        Assert.Equal([name + ".tar.age", "BACA-SAYA.txt", "SHA256SUMS", "kunci-publik.pem", "ringkasan.json", "ringkasan.json.sig"],
            Directory.GetFiles(folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        Assert.StartsWith("pg_dump 1", json.GetProperty("tool").GetString(), StringComparison.Ordinal);
        var file = Path.Combine(folder, name + ".tar.age");
        Assert.Equal((new FileInfo(file).Length, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file)))), (json.GetProperty("bytes").GetInt64(), json.GetProperty("sha256").GetString()));
        Assert.Equal(0, await RunAsync(folder, "sha256sum", "--strict", "-c", "SHA256SUMS"));
        Assert.Equal(0, await RunAsync(folder, "openssl", "dgst", "-sha256", "-verify", "kunci-publik.pem", "-signature", "ringkasan.json.sig", "ringkasan.json"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        // How much there is of a sensitive source stands inside alone.
        Assert.Equal((null, null), (trial.Artifact(name).Summary.TableCount, trial.Artifact(name).Summary.RowCount));
        Assert.Equal((run.Id, "BKP-2026-0001"), (await trial.Book.FindAsync(trial.Office, name, default) is { } entered ? (entered.Run, entered.CaseNumber) : default));

        Assert.Contains(progress.Said, s => s.Line.Contains("penduduk", StringComparison.Ordinal));
        var fractions = progress.Said.Select(s => s.Fraction).OfType<double>().ToList();
        Assert.All(fractions, f => Assert.InRange(f, 0, 1));

        var (manifest, unpacked) = await trial.UnpackAsync(name);
        Assert.Equal((5, 5), (manifest.Fingerprint!.Tables.Count, Directory.GetFiles(Path.Combine(unpacked, "dump"), "*.dat.gz").Length));
        var target = await (await TestCluster.GetAsync()).NewEmptyDatabaseAsync();
        Assert.Equal(0, await RestoreAsync(target, Path.Combine(unpacked, "dump")));
        await using (var connection = new NpgsqlConnection(target))
        {
            await connection.OpenAsync();
            Assert.Empty(manifest.Fingerprint.DifferencesTo(await LiveFingerprint.ReadAsync(connection, manifest.Fingerprint, null, default)));
        }
        await using var restored = NpgsqlDataSource.Create(target);
        Assert.Equal(100_000L, await restored.CreateCommand("select count(*) from penduduk").ExecuteScalarAsync());
    }

    [Fact]
    public async Task a_second_attempt_finds_the_finished_backup_and_repeats_a_damaged_one()
    {
        using var trial = await DumpTrial.NewAsync(fixture.Database);
        var run = trial.Run();
        var first = await trial.Dump().RunAsync(run, new HeardProgress(), default);
        var written = Directory.GetLastWriteTimeUtc(Path.Combine(trial.OfficeFolder, trial.Folders()[0]));

        var again = await trial.Dump().RunAsync(run with { Attempt = 2 }, new HeardProgress(), default);
        Assert.Equal(first.Result.GetRawText(), again.Result.GetRawText());
        Assert.Equal(written, Directory.GetLastWriteTimeUtc(Path.Combine(trial.OfficeFolder, Assert.Single(trial.Folders()))));

        var file = Directory.GetFiles(Path.Combine(trial.OfficeFolder, trial.Folders()[0]), "*.age").Single();
        await using (var stream = new FileStream(file, FileMode.Open)) { stream.Position = 500_000; stream.WriteByte(0); stream.WriteByte(1); }
        var third = await trial.Dump().RunAsync(run with { Attempt = 3 }, new HeardProgress(), default);
        Assert.Equal(2, trial.Folders().Length);
        Assert.EndsWith(".rusak-3", trial.Folders()[1], StringComparison.Ordinal);
        await Artifact.At(third.Result.GetProperty("folder").GetString()!).HashAsync(null, ByteRate.Unlimited, default);
    }

    [Fact]
    public async Task an_attempt_that_lost_the_run_puts_nothing_in_place()
    {
        using var trial = await DumpTrial.NewAsync(fixture.Database);
        var progress = new HeardProgress { Mine = _ => throw new OperationCanceledException() };
        await Assert.ThrowsAsync<OperationCanceledException>(() => trial.Dump().RunAsync(trial.Run(), progress, default));
        Assert.Empty(trial.Folders());
    }

    [Fact]
    public async Task leftovers_of_dead_attempts_are_swept_and_living_ones_are_not()
    {
        using var trial = await DumpTrial.NewAsync(fixture.Database);
        var (run, living) = (trial.Run(attempt: 2), Guid.CreateVersion7());
        await trial.Database.DoAsync(trial.Office, """
            insert into action_run (office, id, case_number, run, action, arguments, status, tries, not_before, created_at)
            values ($1, $2, 'BKP-2026-0009', 1, 'database.dump', '{}', 1, 4, now(), now())
            """, trial.Office, living);
        string[] left = [$".partial-{run.Id:N}-1", $".partial-{Guid.CreateVersion7():N}-1", $".partial-{living:N}-3", $".partial-{living:N}-4", ".partial-lain", "catatan"];
        foreach (var name in left) Directory.CreateDirectory(Path.Combine(trial.OfficeFolder, name, "dump"));
        await trial.Dump().RunAsync(run, new HeardProgress(), default);
        await trial.Dump().TidyAsync(trial.Office, new Dictionary<Guid, int>(), default);
        Assert.Equal([$".partial-{living:N}-4", ".partial-lain"], trial.Folders()[..2]);
        Assert.Equal(4, trial.Folders().Length);
        var told = await new AdministrationLog(trial.Database).ReadAsync(trial.Office, new AdministrationFilter(Act: AdministrationActs.BackupInterrupted), 10, default);
        Assert.Equal(3, told.Count);
    }

    [Fact]
    public async Task a_node_that_starts_sweeps_what_lost_attempts_left()
    {
        using var trial = await DumpTrial.NewAsync(fixture.Database);
        var left = Path.Combine(trial.OfficeFolder, $".partial-{Guid.CreateVersion7():N}-1");
        Directory.CreateDirectory(left);
        var node = new MachineOffice(fixture.Database, trial.Office, new StepActionRegistry([trial.Dump()]), TimeProvider.System);
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var running = node.Runner(new RunnerSettings { Node = "sapu" }).RunAsync(end.Token);
        while (Directory.Exists(left)) await Task.Delay(20, end.Token);
        await end.CancelAsync();
        await running;
    }

    [Fact]
    public async Task cancelling_ends_pg_dump_and_leaves_nothing()
    {
        using var trial = await DumpTrial.NewAsync(fixture.Database);
        var settings = trial.Settings(await DumpTrial.LargeSourceAsync());
        using var cancel = new CancellationTokenSource();
        var dump = trial.Dump(settings).RunAsync(trial.Run(source: "besar"), new HeardProgress(), cancel.Token);
        while (trial.DumpsRunning().Length == 0) await Task.Delay(20);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dump);
        Assert.Empty(trial.DumpsRunning());
        Assert.Empty(trial.Folders());
    }

    [Fact]
    public async Task the_password_is_neither_on_the_command_line_nor_in_anything_said()
    {
        using var trial = await DumpTrial.NewAsync(fixture.Database);
        var source = await DumpTrial.LargeSourceAsync();
        var password = new NpgsqlConnectionStringBuilder(source.Connection).Password!;
        var progress = new HeardProgress();
        var dump = trial.Dump(trial.Settings(source)).RunAsync(trial.Run(source: "besar"), progress, default);
        var seen = "";
        while (!dump.IsCompleted)
        {
            foreach (var pid in trial.DumpsRunning()) seen += DumpTrial.CommandLine(pid);
            await Task.Delay(10);
        }
        var result = await dump;
        Assert.Contains("--format=directory", seen, StringComparison.Ordinal);
        Assert.DoesNotContain(password, seen + source + result.Summary + result.Result.GetRawText() + string.Concat(progress.Said), StringComparison.Ordinal);
        foreach (var file in Directory.GetFiles(trial.Folder, "*.json", SearchOption.AllDirectories))
            Assert.DoesNotContain(password, await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task failures_say_what_is_wrong_what_to_do_and_whether_another_try_helps()
    {
        using var trial = await DumpTrial.NewAsync(fixture.Database);
        var good = new NpgsqlConnectionStringBuilder(trial.Source.Connection);
        BackupSource With(string name, Action<NpgsqlConnectionStringBuilder> change)
        {
            var login = new NpgsqlConnectionStringBuilder(good.ConnectionString);
            change(login);
            return new BackupSource(name, login.ConnectionString, []);
        }
        var cluster = await TestCluster.GetAsync();
        var bare = await cluster.NewEmptyDatabaseAsync("postgres");
        await using (var owner = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(cluster.SuperuserConnectionString) { Database = new NpgsqlConnectionStringBuilder(bare).Database }.ConnectionString))
        {
            await owner.OpenAsync();
            await using var make = new NpgsqlCommand("create table rahasia (x int)", owner);
            await make.ExecuteNonQueryAsync();
        }
        var settings = trial.Settings(
            trial.Source,
            trial.Source with { Name = "milik-lain", Offices = ["kantor-lain"] },
            With("sandi", l => l.Password = "salah"),
            With("hilang", l => l.Database = "tidak-ada"),
            With("mati", l => { l.Host = "127.0.0.1"; l.Port = 1; }),
            new BackupSource("tertutup", bare, []));

        async Task<(string Reason, string? Hint, bool MayRetry)> FailAsync(string source, BackupSettings? other = null)
        {
            var failure = await Assert.ThrowsAsync<ActionFailedException>(() => trial.Dump(other ?? settings).RunAsync(trial.Run(source: source), new HeardProgress(), default));
            Assert.NotNull(failure.Hint);
            Assert.Empty(trial.Folders());
            return (failure.Message, failure.Hint, failure.MayRetry);
        }

        using var _ = new Speaking("id-ID");
        Assert.Equal(("Sumber backup \"x\" tidak diatur untuk kantor ini.", false), Brief(await FailAsync("x")));
        Assert.Equal(("Sumber backup \"milik-lain\" tidak diatur untuk kantor ini.", false), Brief(await FailAsync("milik-lain")));
        Assert.Equal(("Basis data sandi menolak nama pengguna atau kata sandi untuk backup.", false), Brief(await FailAsync("sandi")));
        Assert.Equal(("Basis data hilang tidak ada di servernya.", false), Brief(await FailAsync("hilang")));
        Assert.Equal(("Basis data mati tidak dapat dihubungi.", true), Brief(await FailAsync("mati")));
        Assert.Equal(("Pengguna backup tidak berhak membaca seluruh isi tertutup.", false), Brief(await FailAsync("tertutup")));
        var full = await FailAsync("kependudukan", trial.Settings() with { Reserve = long.MaxValue / 4 });
        Assert.StartsWith("Ruang kosong di " + trial.Folder, full.Reason, StringComparison.Ordinal);
        Assert.False(full.MayRetry);

        static (string, bool) Brief((string Reason, string? Hint, bool MayRetry) f) => (f.Reason, f.MayRetry);
    }

    [Fact]
    public async Task the_demo_population_is_made_once_and_its_reader_may_only_read()
    {
        var cluster = await TestCluster.GetAsync();
        var first = await DemoPopulation.CreateAsync(cluster.SuperuserConnectionString, default);
        Assert.Equal(first.Connection, (await DemoPopulation.CreateAsync(cluster.SuperuserConnectionString, default)).Connection);
        await using var reader = NpgsqlDataSource.Create(first.Connection);
        Assert.Equal(100_000L, await reader.CreateCommand("select count(distinct nik) from penduduk").ExecuteScalarAsync());
        Assert.Equal(0L, await reader.CreateCommand("select count(*) from penduduk where nik not like '9901%'").ExecuteScalarAsync());
        foreach (var sql in new[] { "delete from penduduk", "set default_transaction_read_only = off; delete from penduduk", "create table x (y int)", "truncate perekaman" })
            await Assert.ThrowsAsync<PostgresException>(() => reader.CreateCommand(sql).ExecuteNonQueryAsync());
        var application = new NpgsqlConnectionStringBuilder(fixture.Database.ApplicationConnectionString) { Database = DemoPopulation.Name, Pooling = false };
        await Assert.ThrowsAsync<PostgresException>(() => new NpgsqlConnection(application.ConnectionString).OpenAsync());
    }

    [Theory]
    [InlineData("Kependudukan", "Host=a;Database=b")]
    [InlineData("../x", "Host=a;Database=b")]
    [InlineData("a", "Host=a")]
    [InlineData("a", "bukan sambungan")]
    public void unusable_sources_are_refused_at_the_start(string name, string connection) =>
        Assert.Throws<OperatorException>(() => new BackupSettings("/tmp", [new BackupSource(name, connection, [])]));

    [Fact]
    public void the_file_of_sources_names_each_ones_offices_and_never_repeats_a_password()
    {
        using var folder = new Laksana.Tests.Register.TemporaryFolder();
        IReadOnlyList<BackupSource> Read(string text)
        {
            File.WriteAllText(folder.File("sources.json"), text);
            return BackupSourcesFile.Read(folder.File("sources.json"));
        }
        var read = Read("""{ "siak": { "connection": "Host=a;Database=b;Password=rahasia", "offices": ["banjarnegara"] }, "umum": { "connection": "Host=a;Database=c", "offices": ["*"] } }""");
        Assert.Equal(["siak", "umum"], read.Select(s => s.Name));
        Assert.Equal((true, false, true), (read[0].IsFor("banjarnegara"), read[0].IsFor("ciamis"), read[1].IsFor("ciamis")));
        foreach (var bad in new[] { "{", "[]", """{ "siak": { "connection": "Password=rahasia" } }""", """{ "siak": { "offices": ["*"] } }""", """{ "siak": { "connection": "Password=rahasia", "kantor": [] } }""" })
            Assert.DoesNotContain("rahasia", Assert.Throws<OperatorException>(() => Read(bad)).Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.NotFound, Assert.Throws<OperatorException>(() => BackupSourcesFile.Read(folder.File("tidak-ada.json"))).Code);
    }

    private static async Task<int> RestoreAsync(string connection, string dump)
    {
        var to = new NpgsqlConnectionStringBuilder(connection);
        var description = new ProcessStartInfo((await TestCluster.GetAsync()).Programs["pg_restore"], ["--no-owner", "--no-privileges", "-j2", "-d", to.Database!, dump])
        {
            Environment = { ["PGHOST"] = to.Host, ["PGPORT"] = to.Port.ToString(), ["PGUSER"] = to.Username, ["PGPASSWORD"] = to.Password },
        };
        using var process = Process.Start(description)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static async Task<int> RunAsync(string folder, string program, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false })!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
