using System.Diagnostics;
using System.Globalization;
using Laksana.Backups;
using Laksana.Officers;
using Laksana.Register;
using Laksana.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Laksana.Bench.Backups;

/// <summary>
/// A whole backup (snapshot, dump, fingerprint, encryption, sums, signature, synced and entered) against bare <c>pg_dump -Fd -j2 -Z1</c> and against
/// <c>pg_dump -Fc | age</c> of the same database, in turn. First argument: megabytes of the database; second: rounds.
/// </summary>
internal static class BackupBench
{
    private const double MostTimes = 1.35, LeastFaster = 3, MostMegabytes = 150;

    public static async Task RunAsync(string[] words, Scorecard score)
    {
        var (megabytes, rounds) = (Number(words, 0, 1500), Number(words, 1, 3));
        var root = Directory.CreateTempSubdirectory("laksana-bench-").FullName;
        try
        {
            await MeasureAsync(root, await BenchSource.FillAsync(megabytes), rounds, score);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task MeasureAsync(string root, string source, int rounds, Scorecard score)
    {
        await using var database = await (await TestCluster.GetAsync()).NewDatabaseAsync();
        await TrialOffice.NewAsync(database, "bench");
        using var seal = SealKey.OpenOrCreate(root);
        var (clock, settings) = (TimeProvider.System, new BackupSettings(Path.Combine(root, "backups"), [new BackupSource("bench", source, [])]));
        var tools = new TakingTools(database, settings, new BackupKeys(database, root, clock), new BackupBook(database, clock), new Offices(database, clock), seal, clock);
        var (bare, whole) = (new List<double>(), new List<double>());
        var memory = 0L;
        for (var round = 0; round < rounds; round++)
        {
            bare.Add(await ShellAsync(root, source, "pg_dump -Fd -j2 -Z1 -f bare"));
            var watch = Stopwatch.StartNew();
            await using (var eye = new MemoryEye())
            {
                var taken = await new BackupTaking(tools, NullLogger<BackupTaking>.Instance).TakeAsync(new TakeOrder("bench", "bench", Guid.CreateVersion7(), 1, clock.GetUtcNow(), null, null), new Silent(), default);
                whole.Add(watch.Elapsed.TotalSeconds);
                memory = Math.Max(memory, eye.Most);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pg_dump -Fd -j2 -Z1 {bare[^1]:F1} s; backup {whole[^1]:F1} s, {taken.Summary.Bytes / 1e6:F0} MB, memory {eye.Most / 1e6:F0} MB"));
            }
            Directory.Delete(settings.Directory, recursive: true);
        }
        var piped = await ShellAsync(root, source, "age-keygen -o key 2>/dev/null; pg_dump -Fc | age -r $(age-keygen -y key) > piped");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pg_dump -Fc | age {piped:F1} s, {new FileInfo(Path.Combine(root, "piped")).Length / 1e6:F0} MB"));
        score.Under("backup / pg_dump -Fd -j2 -Z1", MostTimes, Median(whole) / Median(bare));
        score.AtLeast("pg_dump -Fc | age / backup", LeastFaster, piped / Median(whole));
        score.Under("memory of the program, at most", MostMegabytes, memory / 1e6, "MB");
    }

    /// <summary>How long a command takes that finds its database by libpq's variables.</summary>
    private static async Task<double> ShellAsync(string root, string source, string script)
    {
        var at = new NpgsqlConnectionStringBuilder(source);
        var start = new ProcessStartInfo("bash", ["-ec", "set -o pipefail; rm -rf bare piped key; " + script]) { WorkingDirectory = root };
        foreach (var (name, value) in new[] { ("PGHOST", at.Host), ("PGPORT", at.Port.ToString(CultureInfo.InvariantCulture)), ("PGDATABASE", at.Database), ("PGUSER", at.Username), ("PGPASSWORD", at.Password) })
            if (value is { Length: > 0 }) start.Environment[name] = value;
        var watch = Stopwatch.StartNew();
        using var shell = Process.Start(start)!;
        await shell.WaitForExitAsync();
        return shell.ExitCode == 0 ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException(script);
    }

    private static int Number(string[] words, int place, int usual) => words.Length > place ? int.Parse(words[place], CultureInfo.InvariantCulture) : usual;

    private static double Median(List<double> numbers) => numbers.Order().ElementAt(numbers.Count / 2);

    /// <summary>Looks at this program's resident memory five times a second; pg_dump and age have theirs.</summary>
    private sealed class MemoryEye : IAsyncDisposable
    {
        private readonly CancellationTokenSource _closed = new();
        private readonly Task _looking;

        public MemoryEye() => _looking = LookAsync();

        public long Most { get; private set; }

        public async ValueTask DisposeAsync()
        {
            await _closed.CancelAsync();
            await _looking;
            _closed.Dispose();
        }

        private async Task LookAsync()
        {
            while (!_closed.IsCancellationRequested)
            {
                Most = Math.Max(Most, ProcessMemory.Of(Environment.ProcessId));
                await Task.Delay(200, _closed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
