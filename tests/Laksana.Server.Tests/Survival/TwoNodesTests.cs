using Laksana.Cases;
using Laksana.Database;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Survival;

/// <summary>Two programs on one database share machine work and schedules; one of them is killed or frozen.</summary>
public sealed class TwoNodesTests : IAsyncLifetime
{
    private const string Office = ServedInstallation.Office;
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(20);

    private readonly CancellationToken _patience = TestContext.Current.CancellationToken;
    private LaksanaDatabase _database = null!;
    private ServedInstallation _lost = null!;
    private ServedInstallation _other = null!;
    private Caller _caller = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.NewAsync();
        _lost = new ServedInstallation(_database);
        _other = new ServedInstallation(_database);
        await _lost.StartAsync(demo: true);
        await _other.StartAsync(demo: false);
        _caller = new Caller(_other.Address, await ServedInstallation.TokensAsync(_database, "ratri"));
    }

    public async ValueTask DisposeAsync()
    {
        _caller?.Dispose();
        await _lost.DisposeAsync();
        await _other.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task the_work_of_a_killed_node_goes_on_at_the_other_within_thirty_seconds_and_nothing_is_done_twice()
    {
        await LoseAsync(_lost.KillAsync);
        await OnceAsync();
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task a_node_frozen_for_twenty_seconds_loses_its_work_to_the_other_and_writes_nothing_about_it_when_it_wakes()
    {
        var moved = await LoseAsync(() =>
        {
            _lost.Freeze();
            return Task.CompletedTask;
        });
        await Task.Delay(Frozen, _patience);
        var before = await VersionsAsync(moved);
        _lost.Thaw();
        await Task.Delay(TimeSpan.FromSeconds(5), _patience); // time for the thawed node to do what it must not
        Assert.Equal(before, await VersionsAsync(moved));
        await OnceAsync();
    }

    /// <summary>Loses the first node while it works; the cases whose machine work it held.</summary>
    private async Task<string[]> LoseAsync(Func<Task> lose)
    {
        await FireOftenAsync();
        var ready = new List<string>();
        for (var i = 0; i < 24; i++) ready.Add(await ReadyToPingAsync());
        await Task.WhenAll(ready.Select(number => DoAsync($"/cases/{number}/runs/4/begin", null)));
        var held = $"from action_run where office = '{Office}' and status = 1 and lease_owner like '%-{_lost.Pid}-%'";
        await UntilAsync(async () => await _database.ScalarAsync<long>(Office, "select count(*) " + held) >= 2, TimeSpan.FromSeconds(60));
        await lose();
        var lostAt = TimeProvider.System.GetUtcNow();
        var moved = await _database.ScalarAsync<string[]>(Office, "select coalesce(array_agg(case_number), '{}') " + held) ?? [];
        await UntilAsync(async () => await _database.ScalarAsync<long>(Office, "select count(*) from action_run where status < 2") == 0
                                     && await _database.ScalarAsync<long>(Office, "select count(*) from schedule_fired where fire_time > $1", lostAt.AddSeconds(3)) > 0, TimeSpan.FromSeconds(30));
        Assert.Equal((long)moved.Length, await _database.ScalarAsync<long>(Office, "select count(*) from action_run where case_number = any($1) and tries > 1", [moved]));
        return moved;
    }

    /// <summary>Every outcome once; a case for each time of the schedule, and no second.</summary>
    private async Task OnceAsync()
    {
        Assert.Equal(24, await RegisterCheck.MachinesSaidOnceAsync(_database));
        var opened = (await RegisterCheck.EventsAsync(_database)).Select(e => e.Event.Happened).OfType<CaseOpened>().Count(o => o.By is null);
        var times = await _database.ScalarAsync<long>(Office, "select count(*) from schedule_fired where case_number is not null");
        Assert.InRange(opened, (int)times - 1, (int)times + 1); // it goes on firing while this counts
        await RegisterCheck.VerifiesAsync(_database);
    }

    private async Task FireOftenAsync()
    {
        var sheet = (await File.ReadAllTextAsync(Repository.Path("procedures/banjarnegara/backup-database.yaml"), _patience)).Replace("0 30 7 ? * MON-FRI", "0/3 * * * * ?", StringComparison.Ordinal);
        await new PublishedSheets(_database, TimeProvider.System).PublishAsync(Office, sheet, new DateOnly(2026, 1, 2), "installation", "Sering", _patience);
    }

    private async Task<string> ReadyToPingAsync()
    {
        var fields = new Dictionary<string, string> { ["lokasi"] = "susukan", ["pelapor"] = "Ibu Marni", ["saluran"] = "telepon", ["keluhan"] = "SIAK tidak bisa dibuka." };
        var number = (await DoAsync("/cases", new { sheet = "pemeliharaan-jaringan", fields })).Text("number");
        await DoAsync($"/cases/{number}/runs/1/complete", new { });
        await DoAsync($"/cases/{number}/runs/2/complete", new { fields = new Dictionary<string, string> { ["hasil-perangkat-lunak"] = "baik" } });
        await DoAsync($"/cases/{number}/runs/3/complete", new { fields = new Dictionary<string, string> { ["hasil-alamat"] = "sesuai" } });
        return number;
    }

    private async Task<Answered> DoAsync(string path, object? body)
    {
        var answer = await _caller.DoAsync("ratri", path, body, _patience);
        return answer.Done ? answer : throw new InvalidOperationException($"{path}: {answer}");
    }

    private async Task<string> VersionsAsync(string[] cases) =>
        await _database.ScalarAsync<string>(Office, "select string_agg(case_number || ' ' || version, ',' order by case_number) from case_file where case_number = any($1)", [cases]) ?? "";

    private async Task UntilAsync(Func<Task<bool>> reached, TimeSpan most)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_patience);
        patience.CancelAfter(most);
        while (!await reached()) await Task.Delay(20, patience.Token);
    }
}
