using System.Globalization;
using System.Text.RegularExpressions;
using Laksana.Automation;
using Laksana.Database;

namespace Laksana.Backups;

/// <summary>
/// The place of one run's backup: <c>&lt;backup directory&gt;/&lt;office&gt;/&lt;yyyy-MM-dd_HHmm&gt;_&lt;source&gt;_&lt;run&gt;/</c>, where the time is when the
/// step asked for it (the office's clock) and the run is the end of its id. All of that is the same in every attempt, so a finished backup is
/// found again. An attempt works in a folder of its own whose name begins with <c>.partial-</c>, and appears under the final name whole, by one renaming.
/// </summary>
internal sealed partial record DumpFolder
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(10);

    public DumpFolder(BackupSettings settings, ActionRun run, string source, TimeZoneInfo zone)
    {
        Root = RootOf(settings, run.Office);
        var asked = TimeZoneInfo.ConvertTime(run.AskedAt, zone).ToString("yyyy-MM-dd_HHmm", CultureInfo.InvariantCulture);
        // The end of the id is random; its beginning is a clock, and alike in runs of one minute.
        Final = Path.Combine(Root, $"{asked}_{source}_{run.Id.ToString("N")[^8..]}");
        Partial = Path.Combine(Root, string.Create(CultureInfo.InvariantCulture, $".partial-{run.Id:N}-{run.Attempt}"));
    }

    /// <summary>The office's folder.</summary>
    public string Root { get; }

    public string Final { get; }

    public string Partial { get; }

    /// <summary>Where pg_dump writes: pg_restore reads this folder.</summary>
    public string PartialDump => Path.Combine(Partial, DumpSums.DumpName);

    /// <summary>An empty partial folder that only this account enters.</summary>
    public void Begin()
    {
        const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(Root, Mine);
        if (Directory.Exists(Partial)) Directory.Delete(Partial, recursive: true);
        Directory.CreateDirectory(Partial, Mine);
    }

    /// <summary>Makes the finished backup appear. Everything in it is on disk before its name is, and its name before anybody hears of it.</summary>
    /// <exception cref="IOException">A backup stands there already.</exception>
    public async Task PublishAsync(CancellationToken token)
    {
        await SyncAsync(Partial, token);
        Directory.Move(Partial, Final);
        await SyncAsync(Root, token);
    }

    /// <summary>Puts a finished but damaged backup aside.</summary>
    public void PutAside(int attempt) =>
        Directory.Move(Final, string.Create(CultureInfo.InvariantCulture, $"{Final}.rusak-{attempt}"));

    public void Discard()
    {
        if (Directory.Exists(Partial)) Remove(Partial);
    }

    /// <summary>Removes what attempts left behind that nobody works on any more.</summary>
    /// <param name="alive">Runs that a node works on now, with their attempt.</param>
    public static void Sweep(BackupSettings settings, string office, IReadOnlyDictionary<Guid, int> alive)
    {
        if (!Directory.Exists(RootOf(settings, office))) return;
        foreach (var path in Directory.EnumerateDirectories(RootOf(settings, office), ".partial-*"))
        {
            if (Attempt().Match(Path.GetFileName(path)) is not { Success: true } match) continue;
            var run = Guid.ParseExact(match.Groups["run"].Value, "N");
            var attempt = int.Parse(match.Groups["attempt"].Value, CultureInfo.InvariantCulture);
            if (alive.TryGetValue(run, out var working) && working == attempt) continue;
            Remove(path);
        }
    }

    private static string RootOf(BackupSettings settings, string office) => Path.Combine(settings.Directory, office);

    private static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // another node removes it too, or the next sweep does
        }
    }

    private static async Task SyncAsync(string folder, CancellationToken token)
    {
        var said = await ExternalProgram.RunAsync(["sync", folder], Soon, token);
        if (said.ExitCode != 0) throw new IOException(said.Text.Trim());
    }

    [GeneratedRegex("^\\.partial-(?<run>[0-9a-f]{32})-(?<attempt>[0-9]{1,9})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Attempt();
}
