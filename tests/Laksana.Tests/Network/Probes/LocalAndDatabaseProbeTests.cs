using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Laksana.Network.Probes;
using Laksana.Network.Probes.Machine;
using Laksana.Testing;
using Npgsql;
using Xunit;

namespace Laksana.Tests.Network.Probes;

public sealed class LocalAndDatabaseProbeTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task a_program_runs_or_not()
    {
        using var running = Process.Start("sleep", "60");
        try
        {
            var found = await AskAsync(LocalKind.Process, "sleep");
            Assert.Equal(ProbeOutcome.Up, found.Outcome);
            Assert.Contains(running.Id.ToString(), found.Facts!["pids"].Split(' '));
            Assert.Equal((ProbeOutcome.Down, ProbeFindings.ProcessMissing), Found(await AskAsync(LocalKind.Process, "tidak-ada-program")));
        }
        finally
        {
            running.Kill();
        }
    }

    [Fact]
    public async Task a_port_is_served_or_not()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString();
        Assert.Equal(ProbeOutcome.Up, (await AskAsync(LocalKind.Port, port)).Outcome);
        listener.Stop();
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.PortClosed), Found(await AskAsync(LocalKind.Port, port)));
    }

    [Fact]
    public async Task disk_and_memory_are_measured_and_judged_by_their_limit()
    {
        var drive = new DriveInfo("/tmp");
        var disk = await AskAsync(LocalKind.Disk, "/tmp", percent: 100);
        Assert.Equal(ProbeOutcome.Up, disk.Outcome);
        Assert.InRange(double.Parse(disk.Facts![ProbeFacts.Percent]), 100.0 * (drive.TotalSize - drive.AvailableFreeSpace) / drive.TotalSize - 5, 100);
        Assert.Equal(drive.TotalSize.ToString(), disk.Facts[ProbeFacts.TotalBytes]);
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.DiskMissing), Found(await AskAsync(LocalKind.Disk, "/tidak/ada")));
        var memory = await AskAsync(LocalKind.Memory, "", percent: 1);
        Assert.Equal((ProbeOutcome.Degraded, ProbeFindings.MemoryFull), Found(memory));
        Assert.True(long.Parse(memory.Facts![ProbeFacts.TotalBytes]) > 100_000_000);
    }

    [Fact]
    public async Task a_unit_on_a_machine_without_systemd_is_not_blamed()
    {
        Assert.SkipWhen(Directory.Exists("/run/systemd/system"), "This machine runs systemd.");
        Assert.Equal((ProbeOutcome.Unknown, ProbeFindings.NotSupported), Found(await AskAsync(LocalKind.Unit, "postgresql.service")));
    }

    [Fact]
    public async Task a_unit_is_asked_of_the_systemd_that_runs_this_machine()
    {
        Assert.SkipUnless(Directory.Exists("/run/systemd/system"), "This machine does not run systemd.");
        Assert.Equal(ProbeOutcome.Up, (await AskAsync(LocalKind.Unit, "basic.target")).Outcome);
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.UnitUnknown), Found(await AskAsync(LocalKind.Unit, "tidak-ada-sama-sekali.service")));
    }

    [Theory]
    [InlineData("LoadState=loaded\nActiveState=active\nSubState=running\nMainPID=7\n", ProbeOutcome.Up, "ok")]
    [InlineData("LoadState=loaded\nActiveState=failed\nSubState=failed\nResult=exit-code\n", ProbeOutcome.Down, "unit-failed")]
    [InlineData("LoadState=loaded\nActiveState=inactive\nSubState=dead\n", ProbeOutcome.Down, "unit-inactive")]
    [InlineData("LoadState=loaded\nActiveState=activating\nSubState=auto-restart\n", ProbeOutcome.Degraded, "unit-starting")]
    [InlineData("LoadState=not-found\nActiveState=inactive\nSubState=dead\n", ProbeOutcome.Down, "unit-unknown")]
    [InlineData("", ProbeOutcome.Down, "unit-inactive")]
    public void what_systemd_says_of_a_unit_is_read(string said, ProbeOutcome outcome, string finding) => Assert.Equal((outcome, finding), Found(SystemdUnit.Read("contoh.service", said)));

    [Fact]
    public async Task a_database_answers_a_question()
    {
        var result = await QueryAsync("select count(*) from generate_series(1, 42)", "42");
        Assert.Equal((ProbeOutcome.Up, "42", "false"), (result.Outcome, result.Facts!["first"], result.Facts["recovery"]));
        Assert.NotNull(result.Latency);
        Assert.Equal((ProbeOutcome.Degraded, ProbeFindings.QueryWrong), Found(await QueryAsync("select 41", "42")));
        Assert.Equal((ProbeOutcome.Degraded, ProbeFindings.QueryWrong), Found(await QueryAsync("select 1 where false", null)));
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.QueryFailed), Found(await QueryAsync("select * from tidak_ada", null)));
    }

    [Theory]
    [InlineData("create table jejak (a int)")]
    [InlineData("select 1; create table jejak (a int)")]
    [InlineData("commit; create table jejak (a int)")]
    [InlineData("do $$ begin create table jejak (a int); end $$")]
    [InlineData("do $$ begin commit; create table jejak (a int); end $$")]
    [InlineData("set transaction read write")]
    public async Task a_question_can_change_nothing(string query)
    {
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.QueryFailed), Found(await QueryAsync(query, null)));
        await using var connection = new NpgsqlConnection(fixture.Database.OwnerConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select to_regclass('jejak') is null", connection);
        Assert.True((bool)(await command.ExecuteScalarAsync())!);
    }

    [Fact]
    public async Task a_query_that_takes_too_long_and_a_login_that_is_refused_are_told_apart()
    {
        var slow = await QueryAsync("select pg_sleep(30)", null, TimeSpan.FromSeconds(1));
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.Timeout), Found(slow));
        var wrong = new NpgsqlConnectionStringBuilder(fixture.Database.ApplicationConnectionString) { Password = "bukan sandinya" }.ConnectionString;
        var refused = await QueryAsync("select 1", null, connection: wrong);
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.LoginFailed), Found(refused));
        Assert.DoesNotContain("bukan sandinya", refused.Detail, StringComparison.Ordinal);
        var nobody = await QueryAsync("select 1", null, connection: "Host=127.0.0.1;Port=1;Username=a;Password=rahasia;Database=b");
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.Refused), Found(nobody));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{ "snmp": { "a": { "access": { "version": 3, "user": "x", "auth_password": "pendek" }, "offices": ["*"] } } }""")]
    [InlineData("""{ "snmp": { "a": { "access": { "community": "x" } } } }""")]
    [InlineData("""{ "snmp": { "a": null } }""")]
    [InlineData("""{ "databases": { "a": { "offices": ["*"] } } }""")]
    [InlineData("""{ "basis": {} }""")]
    public async Task a_list_of_secrets_that_is_wrong_is_refused_with_its_place_and_without_its_words(string text)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, text);
        var refused = Assert.Throws<OperatorException>(() => ProbeSecrets.Read(file));
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pendek", refused.Message, StringComparison.Ordinal);
        File.Delete(file);
        Assert.Equal(ExitCode.NotFound, Assert.Throws<OperatorException>(() => ProbeSecrets.Read(file)).Code);
    }

    private static (ProbeOutcome, string) Found(ProbeResult result) => (result.Outcome, result.Finding);

    private static Task<ProbeResult> AskAsync(LocalKind what, string target, int percent = 90) => LocalProber.AskAsync(new LocalServiceSpec(what, target) { Percent = percent });

    private async Task<ProbeResult> QueryAsync(string query, string? expected, TimeSpan? timeout = null, string? connection = null)
    {
        var file = Path.GetTempFileName();
        var text = System.Text.Json.JsonSerializer.Serialize(new { databases = new { siak = new { connection = connection ?? fixture.Database.OwnerConnectionString, offices = new[] { "uji" } } } });
        await File.WriteAllTextAsync(file, text);
        var prober = LocalProber.With(secrets: ProbeSecrets.Read(file).Of("uji"));
        File.Delete(file);
        return await prober.ProbeAsync(new DatabaseQuerySpec("siak") { Query = query, Expected = expected, Timeout = timeout ?? TimeSpan.FromSeconds(15) }, default);
    }
}
