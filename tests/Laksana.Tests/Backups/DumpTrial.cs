using System.Collections.Concurrent;
using System.Diagnostics;
using Laksana.Automation;
using Laksana.Backups;
using Laksana.Database;
using Laksana.Officers;
using Laksana.Register;
using Laksana.Testing;
using Laksana.Tests.Automation;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Laksana.Tests.Backups;

/// <summary>A temporary backup directory, the demo population as its source, and an office that may dump it.</summary>
internal sealed class DumpTrial : IDisposable
{
    public static readonly DateTimeOffset Asked = new DateTimeOffset(2026, 11, 16, 8, 5, 0, TimeSpan.FromHours(7)).ToUniversalTime();

    private DumpTrial(LaksanaDatabase database, string office, BackupSource source) => (Database, Office, Source) = (database, office, source);

    public LaksanaDatabase Database { get; }
    public string Office { get; }
    public BackupSource Source { get; }
    public string Folder { get; } = Directory.CreateTempSubdirectory("laksana-backup-").FullName;
    public string OfficeFolder => Path.Combine(Folder, Office);

    public static async Task<DumpTrial> NewAsync(LaksanaDatabase database) =>
        new(database, (await MachineOffice.NewAsync(database)).Id, await DemoPopulation.CreateAsync((await TestCluster.GetAsync()).SuperuserConnectionString, default));

    public BackupSettings Settings(params BackupSource[] sources) => new(Folder, sources.Length == 0 ? [Source] : sources);

    public BackupTaking Taking(BackupSettings? settings = null) => TakingOf(Database, settings ?? Settings());

    public TakeAction Dump(BackupSettings? settings = null) => new(TakeAction.Usual, Taking(settings), new TakenRuns(new ActionProgress(Database), Database));

    public BackupKeys Keys => KeysOf(Database, Folder);

    public BackupBook Book => new(Database, TimeProvider.System);

    public static BackupKeys KeysOf(LaksanaDatabase database, string folder) => new(database, Path.Combine(folder, ".data"), TimeProvider.System);

    public static BackupTaking TakingOf(LaksanaDatabase database, BackupSettings settings) => new(new TakingTools(database, settings, KeysOf(database, settings.Directory),
        new BackupBook(database, TimeProvider.System), new Offices(database, TimeProvider.System), SealKey.OpenOrCreate(Path.Combine(settings.Directory, ".data")), TimeProvider.System),
        NullLogger<BackupTaking>.Instance);

    /// <summary>What was taken, opened.</summary>
    public Artifact Artifact(string name) => Laksana.Backups.Artifact.At(Path.Combine(OfficeFolder, name));

    /// <summary>What was taken, unpacked with the office's key.</summary>
    public async Task<(Manifest Manifest, string Folder)> UnpackAsync(string name)
    {
        var target = Path.Combine(Folder, ".unpacked-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(target);
        return (await Artifact(name).UnpackAsync(target, await Keys.IdentitiesAsync(Office, default), null, null, ByteRate.Unlimited, default), target);
    }

    public ActionRun Run(Guid? id = null, int attempt = 1, string source = DemoPopulation.Name) =>
        new(Office, id ?? Guid.CreateVersion7(), "BKP-2026-0001", 2, TakeAction.Usual, attempt, new Dictionary<string, string> { ["sumber"] = source }, Asked);

    /// <summary>The backup folders of the office, finished and not.</summary>
    public string[] Folders() => Directory.Exists(OfficeFolder) ? [.. Directory.GetDirectories(OfficeFolder).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)] : [];

    /// <summary>A source whose only table is large enough for a dump to take seconds; one for all tests.</summary>
    public static Task<BackupSource> LargeSourceAsync() => Large.Value;

    private static readonly Lazy<Task<BackupSource>> Large = new(MakeLargeSourceAsync);

    private static async Task<BackupSource> MakeLargeSourceAsync()
    {
        var connection = await (await TestCluster.GetAsync()).NewEmptyDatabaseAsync();
        await using var owner = new NpgsqlConnection(connection);
        await owner.OpenAsync();
        await using var fill = new NpgsqlCommand("create table besar as select g, md5(g::text) || md5((g + 1)::text) as isi from generate_series(1, 2500000) g", owner) { CommandTimeout = 120 };
        await fill.ExecuteNonQueryAsync();
        return new BackupSource("besar", connection, []);
    }

    /// <summary>Processes of pg_dump that write below this trial's folder.</summary>
    public int[] DumpsRunning() => [.. Process.GetProcessesByName("pg_dump").Where(p => CommandLine(p.Id).Contains(Folder, StringComparison.Ordinal)).Select(p => p.Id)];

    public static string CommandLine(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Replace('\0', ' ');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>Names that are no text stop <see cref="Directory.Delete(string, bool)"/>.</summary>
    public void Dispose()
    {
        using var rm = Process.Start("rm", ["-rf", "--", Folder]);
        rm.WaitForExit();
    }
}

/// <summary>Keeps what was said; a run may be told that it is no longer its own.</summary>
internal sealed class HeardProgress : IActionProgress
{
    public ConcurrentQueue<(string Line, double? Fraction)> Said { get; } = new();

    public ConcurrentQueue<WorkCount> Counted { get; } = new();

    public ValueTask CountAsync(WorkCount count, CancellationToken token)
    {
        Counted.Enqueue(count);
        return ValueTask.CompletedTask;
    }

    public Func<CancellationToken, Task> Mine { get; init; } = _ => Task.CompletedTask;

    public ValueTask ReportAsync(string line, double? fraction, CancellationToken token)
    {
        Said.Enqueue((line, fraction));
        return ValueTask.CompletedTask;
    }

    public Task StillMineAsync(CancellationToken token) => Mine(token);
}
