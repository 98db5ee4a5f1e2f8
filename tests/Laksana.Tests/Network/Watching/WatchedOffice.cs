using Laksana.Cases;
using Laksana.Database;
using Laksana.Network;
using Laksana.Network.Probes;
using Laksana.Officers;
using Laksana.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Laksana.Tests.Network.Watching;

/// <summary>An office with a network and the sheet for its faults, watched with short times.</summary>
internal sealed class WatchedOffice
{
    private WatchedOffice(TrialOffice office, IProber prober, TimeProvider clock)
    {
        (Office, Prober, Clock) = (office, prober, clock);
        Maps = new NetworkMaps(office.Database, office.Offices);
        Settings = new NetworkSettingsBook(office.Database, clock);
        Windows = new WindowBook(office.Database, clock);
        Book = new IncidentBook(office.Database);
        Desk = new IncidentDesk(office.Database, office.Offices, office.Desk, new NetworkSheets(office.Sheets), Book, clock, NullLogger<IncidentDesk>.Instance);
    }

    public TrialOffice Office { get; }
    public IProber Prober { get; }
    public TimeProvider Clock { get; }
    public NetworkMaps Maps { get; }
    public NetworkSettingsBook Settings { get; }
    public WindowBook Windows { get; }
    public IncidentBook Book { get; }
    public IncidentDesk Desk { get; }

    public LaksanaDatabase Database => Office.Database;
    public string Id => Office.Id;

    public static NetworkSettings Quick { get; } = new() { Checks = 2, Recoveries = 2, RecheckSeconds = 1, CaseAfterMinutes = 0, Sheet = "pemeliharaan-jaringan", EscalateMinutes = [30, 120] };

    public static async Task<WatchedOffice> NewAsync(LaksanaDatabase database, IProber prober, IReadOnlyList<MapEntry> entries, TimeProvider? clock = null, NetworkSettings? settings = null)
    {
        var trial = await TrialOffice.NewAsync(database, "pantau-" + Guid.NewGuid().ToString("N")[..8], clock);
        await trial.Sheets.PublishAsync(trial.Id, File.ReadAllText(Path.Combine(House.SourceTree.Root, "procedures/banjarnegara/pemeliharaan-jaringan.yaml")), new DateOnly(2020, 1, 1), "installation", "terbit", default);
        var office = new WatchedOffice(trial, prober, clock ?? TimeProvider.System);
        await office.PutAsync(entries);
        Assert.True(await office.Settings.WriteAsync(trial.Id, settings ?? Quick, 0, "admin", [], default));
        return office;
    }

    /// <summary>The same office as another program sees it.</summary>
    public static async Task<WatchedOffice> AgainAsync(LaksanaDatabase database, string id, IProber prober) =>
        new(await TrialOffice.ThereAsync(database, id), prober, TimeProvider.System);

    public async Task PutAsync(params IReadOnlyList<MapEntry> entries)
    {
        var desk = new MapDesk(Database, Office.Offices, Maps, ProbeSecrets.None, new TaskRebuild(Database, Office.Offices, Office.Sheets, Office.Loader), Clock);
        Assert.Empty(await desk.ChangeAsync(Id, new MapChange("admin", AdministrationActs.NetworkMapChanged, "uji") { Put = entries }, default));
    }

    public NetworkWatch Watch(string node, WatchSettings? settings = null, ILogger? log = null) =>
        new(new WatchTools(Database, Office.Offices, Maps, Settings, Windows, Desk, _ => Prober, Clock, log ?? NullLogger.Instance), settings ?? Short(node));

    public static WatchSettings Short(string node) => new()
    {
        Node = node, Lease = TimeSpan.FromSeconds(4), LookEvery = TimeSpan.FromMilliseconds(500), FlushEvery = TimeSpan.FromMilliseconds(250), CheckpointEvery = TimeSpan.FromSeconds(1), MapEvery = TimeSpan.FromMilliseconds(500),
        LoopbackIsFar = true, Grace = TimeSpan.FromSeconds(4),
    };

    public static MapTarget Target(string id, string? element, ProbeSpec spec, double seconds = 1, TargetMeaning meaning = TargetMeaning.Decides) =>
        new(id) { Element = element, Spec = spec, Interval = TimeSpan.FromSeconds(seconds), Meaning = element is null ? TargetMeaning.Reference : meaning };

    public async Task<IReadOnlyList<Incident>> UntilAsync(Func<IReadOnlyList<Incident>, bool> holds, double seconds = 40)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (true)
        {
            var all = await AllAsync();
            if (holds(all)) return all;
            try
            {
                await Task.Delay(100, patience.Token);
            }
            catch (OperationCanceledException late)
            {
                throw new TimeoutException("Not reached: " + string.Join("; ", all.Select(i => $"{i.Number} {i.Element} {i.State} {i.CaseNumber}")), late);
            }
        }
    }

    public async Task<IReadOnlyList<Incident>> AllAsync() =>
        [.. await Book.OpenAsync(Id, default), .. await Book.EndedAsync(Id, DateTimeOffset.MaxValue, 100, default), .. await MergedAsync()];

    public async Task<CaseState> CaseAsync(string number) => (await new CaseLoader(Database).LoadAsync(Id, number, default))!.State;

    public async Task<long> CountAsync(string what) => await Database.ScalarAsync<long>(Id, $"select count(*) from {what}");

    private async Task<IReadOnlyList<Incident>> MergedAsync()
    {
        var numbers = await Database.ScalarAsync<string[]>(Id, "select coalesce(array_agg(number), '{}') from network_incident where state = 2") ?? [];
        var merged = new List<Incident>();
        foreach (var number in numbers) merged.Add((await Book.FindAsync(Id, number, default))!);
        return merged;
    }
}
