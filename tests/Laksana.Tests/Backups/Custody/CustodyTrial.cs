using Laksana.Backups;
using Laksana.Cases;
using Laksana.Database;
using Laksana.Testing;

namespace Laksana.Tests.Backups.Custody;

/// <summary>An office with backups in their place, and a folder in which media are plugged in.</summary>
internal sealed class CustodyTrial : IDisposable
{
    private CustodyTrial(LaksanaDatabase database, string office, TimeProvider clock)
    {
        (Database, Office, Clock) = (database, office, clock);
        Settings = new BackupSettings(Path.Combine(Folder, "backups"), []);
        Places = new MediaPlaces(new MediaSettings([Directory.CreateDirectory(Path.Combine(Folder, "media")).FullName]), Settings);
        (Media, Backups, Handovers) = (new MediaBook(database), new BackupBook(database, clock), new HandoverBook(database));
        Codes = new CodeDesk(Media, Settings);
        Tools = new CustodyTools(database, Media, Backups, Settings, Places, new BackupJobs(database, clock), new CaseLoader(database), clock);
    }

    public LaksanaDatabase Database { get; }
    public string Office { get; }
    public TimeProvider Clock { get; }
    public string Folder { get; } = Directory.CreateTempSubdirectory("laksana-custody-").FullName;
    public BackupSettings Settings { get; }
    public MediaPlaces Places { get; }
    public MediaBook Media { get; }
    public BackupBook Backups { get; }
    public HandoverBook Handovers { get; }
    public CodeDesk Codes { get; }
    public CustodyTools Tools { get; }
    public MediaDesk Desk => new(Database, Clock);
    public HandoverDesk Handing => new(Database, Media, Handovers, Codes, Clock);
    public BackupReceive Receive => new(Tools, Codes, Handovers);

    public static async Task<CustodyTrial> NewAsync(LaksanaDatabase database, TimeProvider? clock = null)
    {
        var office = "kota-" + Guid.NewGuid().ToString("N")[..8];
        await TrialOffice.NewAsync(database, office);
        return new CustodyTrial(database, office, clock ?? TimeProvider.System);
    }

    public CustodyForm Form(string by, string? key = null, int? seen = null) => new(Office, by, key, seen);

    /// <summary>Enters a medium and plugs it in.</summary>
    public async Task<string> PlugAsync(string label)
    {
        Require(await Desk.AddAsync(Form("jfu1"), [new MediumEntry(label, MediumKind.FlashDisk, null, null, "Bidang Uji", "Lemari")], default));
        var path = Directory.CreateDirectory(Path.Combine(Folder, "media", label)).FullName;
        Require(await new MediaMarking(Database, Media, Places, Clock).MarkAsync(Office, "jfu1", label, path, default));
        return path;
    }

    /// <summary>A finished backup in its place.</summary>
    public async Task<Backup> BackupAsync(string end, int bytes = 300_000, string? caseNumber = null, BackupLevel level = BackupLevel.None, string source = "kependudukan", DateTimeOffset? takenAt = null)
    {
        var id = "2026-11-16_0805_" + source + "_" + end;
        TrialBackup.Write(Path.Combine(Settings.Directory, Office), id, bytes);
        var at = takenAt ?? Clock.GetUtcNow();
        await Backups.RecordAsync(Office, new Backup(id, source, SourceKind.PostgreSql, Guid.CreateVersion7(), caseNumber, "jfu1", "server", at, at, 1, bytes, bytes, new string('a', 64), new string('b', 64), true, ["kantor"]) { Level = level }, default);
        return (await Backups.FindAsync(Office, id, default))!;
    }

    public Task<DoneCopy> CopyAsync(string label, Backup backup, string? caseNumber = null, string by = "jfu1") =>
        Tools.Copying.RunAsync(new CopyOrder(Office, label, backup.Id, Guid.NewGuid().ToString("N"), by, caseNumber, null), new HeardProgress(), default);

    /// <summary>What somebody reads off after measuring the medium on another machine.</summary>
    public string CodeElsewhere(string label, Backup backup, DateTimeOffset? at = null, int salt = 7)
    {
        var stamp = new MeasureStamp(at ?? Clock.GetUtcNow(), salt);
        var folder = Path.Combine(Folder, "media", label, MediaPlaces.CopiesName, Office, backup.Id);
        var large = new DirectoryInfo(folder).EnumerateFiles().MaxBy(f => f.Length)!;
        var samples = new BlockSamples(large.Name, large.Length, MeasureCode.Seed(label, stamp, backup.Id)).ReadFrom(folder);
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, Artifact.SumsName))));
        return MeasureCode.Of(label, stamp, [new MeasuredCopy(backup.Id, digest, samples)]).ToString();
    }

    public async Task<IReadOnlyList<string>> LogAsync() =>
        [.. (await new Laksana.Officers.AdministrationLog(Database).ReadAsync(Office, new(), 100, default)).Select(l => l.Act).Where(a => a.StartsWith("medium.", StringComparison.Ordinal) || a.StartsWith("handover.", StringComparison.Ordinal)).Reverse()];

    public static void Require(CustodyAnswer answer)
    {
        if (answer is not CustodyAnswer.Done) throw new InvalidOperationException(answer.ToString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
