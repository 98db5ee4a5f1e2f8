using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Laksana.Database;

namespace Laksana.Backups;

/// <summary>What a taking that did not end was about; stands in its unfinished folder.</summary>
public sealed record TakeNote(string Source, Guid Run, int Attempt, DateTimeOffset BegunAt, string? CaseNumber, string? Officer, string Machine);

/// <summary>
/// The place of one backup: <c>&lt;backup directory&gt;/&lt;office&gt;/&lt;yyyy-MM-dd_HHmm&gt;_&lt;source&gt;_&lt;run&gt;/</c>, where the time is when it was asked for (the
/// office's clock) and the run is the end of its id. All of that is the same in every attempt, so a finished backup is found again. An attempt works in a folder
/// of its own whose name begins with <c>.partial-</c>, and the artifact appears under its name whole, by one renaming.
/// </summary>
internal sealed partial record TakeFolder
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const string NoteName = "keterangan.json";

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(10);

    public TakeFolder(BackupSettings settings, TakeOrder order, TimeZoneInfo zone)
    {
        Root = settings.FolderOf(order.Office);
        var asked = TimeZoneInfo.ConvertTime(order.AskedAt, zone).ToString("yyyy-MM-dd_HHmm", CultureInfo.InvariantCulture);
        // The end of the id is random; its beginning is a clock, and alike in runs of one minute.
        Name = $"{asked}_{order.Source}_{order.Run.ToString("N")[^8..]}";
        Partial = Path.Combine(Root, string.Create(CultureInfo.InvariantCulture, $".partial-{order.Run:N}-{order.Attempt}"));
    }

    /// <summary>The office's folder.</summary>
    public string Root { get; }

    public string Name { get; }

    public string Final => Path.Combine(Root, Name);

    public string Partial { get; }

    /// <summary>What is not yet packed; on the same disk.</summary>
    public string Scratch => Path.Combine(Partial, "kerja");

    /// <summary>The artifact, until it is moved to its place.</summary>
    public string Unfinished => Path.Combine(Partial, Name);

    /// <summary>An empty partial folder that only this account enters, with a note of what it is about.</summary>
    public void Begin(TakeNote note)
    {
        Directory.CreateDirectory(Root, Mine);
        if (Directory.Exists(Partial)) Directory.Delete(Partial, recursive: true);
        Directory.CreateDirectory(Partial, Mine);
        File.WriteAllBytes(Path.Combine(Partial, NoteName), JsonSerializer.SerializeToUtf8Bytes(note, NoteJson.Default.TakeNote));
        Directory.CreateDirectory(Scratch, Mine);
    }

    /// <summary>Makes the finished artifact appear. Everything in it is on disk before its name is, and its name before anybody hears of it.</summary>
    /// <exception cref="IOException">A backup stands there already.</exception>
    public async Task PublishAsync(CancellationToken token)
    {
        await SyncAsync(Unfinished, token);
        Directory.Move(Unfinished, Final);
        await SyncAsync(Root, token);
    }

    /// <summary>Puts a finished but damaged backup aside.</summary>
    public void PutAside(int attempt) => Directory.Move(Final, string.Create(CultureInfo.InvariantCulture, $"{Final}.rusak-{attempt}"));

    public void Discard() => Remove(Partial);

    /// <summary>Removes what attempts left behind that nobody works on any more, and tells what each was about.</summary>
    /// <param name="alive">Runs that a node works on now, with their attempt.</param>
    public static IReadOnlyList<TakeNote> Sweep(string root, IReadOnlyDictionary<Guid, int> alive)
    {
        var swept = new List<TakeNote>();
        if (!Directory.Exists(root)) return swept;
        foreach (var path in Directory.EnumerateDirectories(root, ".sapu-*")) Remove(path);
        foreach (var path in Directory.EnumerateDirectories(root, ".partial-*"))
        {
            if (Attempt().Match(Path.GetFileName(path)) is not { Success: true } match) continue;
            var run = Guid.ParseExact(match.Groups["run"].Value, "N");
            var attempt = int.Parse(match.Groups["attempt"].Value, CultureInfo.InvariantCulture);
            if (alive.TryGetValue(run, out var working) && working == attempt) continue;
            // Of several nodes that look at once, the one whose renaming succeeds tells of it.
            var mine = Path.Combine(root, ".sapu-" + Path.GetFileName(path)[1..]);
            try
            {
                Directory.Move(path, mine);
            }
            catch (IOException)
            {
                continue;
            }
            swept.Add(Note(mine) ?? new TakeNote("?", run, attempt, DateTimeOffset.UnixEpoch, null, null, "?"));
            Remove(mine);
        }
        return swept;
    }

    internal static void Remove(string path)
    {
        try
        {
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // another node removes it too, or the next sweep does
        }
    }

    internal static async Task SyncAsync(string folder, CancellationToken token)
    {
        var said = await ExternalProgram.RunAsync(["sync", folder], Soon, token);
        if (said.ExitCode != 0) throw new IOException(said.Text.Trim());
    }

    private static TakeNote? Note(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(folder, NoteName)), NoteJson.Default.TakeNote);
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("^\\.partial-(?<run>[0-9a-f]{32})-(?<attempt>[0-9]{1,9})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Attempt();

    [JsonSerializable(typeof(TakeNote))]
    private sealed partial class NoteJson : JsonSerializerContext;
}
