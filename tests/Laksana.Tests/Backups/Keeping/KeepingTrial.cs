using Laksana.Backups;
using Laksana.Cases;
using Laksana.Database;
using Laksana.Tests.Automation;
using Microsoft.Extensions.Logging.Abstractions;

namespace Laksana.Tests.Backups.Keeping;

/// <summary>An office with backups in the book and in folders, and everything that keeps them. Officers: <c>adi</c> (staf), <c>budi</c> (kasi, above him).</summary>
internal sealed class KeepingTrial : IDisposable
{
    public static readonly DateTimeOffset Friday = new DateTimeOffset(2026, 11, 27, 8, 0, 0, TimeSpan.FromHours(7)).ToUniversalTime();

    public const string Sheet = """
        sop: cadangan
        nama: Backup Uji
        unit: Bidang Uji
        kode-berkas: CDG
        perihal: "Backup {basis-data}"
        pelaksana: {staf: Staf, kasi: Kasi}
        kegiatan:
          - id: siap
            kegiatan: Menyiapkan
            pelaksana: staf
            isian:
              basis-data: {jenis: teks, label: Sumber, wajib: ya}
          - {id: ambil, kegiatan: Mengambil backup, pelaksana: staf, tindakan: {nama: backup.take, sumber: "{basis-data}"}}
          - {id: simpan, kegiatan: Menyimpan, pelaksana: staf, selesai: ya}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("laksana-simpan-").FullName;

    private KeepingTrial(MachineOffice office, MovedClock clock)
    {
        (Office, Clock) = (office, clock);
        Settings = new BackupSettings(_folder, [new BackupSource("kependudukan", "Host=127.0.0.1;Database=x", []), new BackupSource("website", "Host=127.0.0.1;Database=y", [])]);
        Book = new RetentionBook(office.Database);
        Lists = new ExpiryBook(office.Database);
        WatchBook = new WatchBook(office.Database, clock);
        Policies = new PolicyDesk(office.Database, clock);
        Holds = new HoldDesk(office.Database, clock);
        Desk = new ExpiryDesk(office.Database, office.Offices, Book, Lists, WatchBook, clock);
        var cases = new FindingCases(WatchBook, office.Desk, new FoldedCases(office.Database, office.Loader, office.Sheets), office.Sheets);
        Round = new WatchRound(office.Database, office.Offices, office.Sheets, Settings, WatchBook, cases, clock, NullLogger<WatchRound>.Instance);
    }

    public MachineOffice Office { get; }
    public MovedClock Clock { get; }
    public BackupSettings Settings { get; }
    public RetentionBook Book { get; }
    public ExpiryBook Lists { get; }
    public WatchBook WatchBook { get; }
    public PolicyDesk Policies { get; }
    public HoldDesk Holds { get; }
    public ExpiryDesk Desk { get; }
    public WatchRound Round { get; }
    public string Id => Office.Id;
    public LaksanaDatabase Database => Office.Database;
    public string Folder => Settings.FolderOf(Id);

    public static async Task<KeepingTrial> NewAsync(LaksanaDatabase database)
    {
        var clock = new MovedClock(Friday);
        var office = await MachineOffice.NewAsync(database, clock);
        await office.Sheets.PublishAsync(office.Id, Sheet, new DateOnly(2026, 1, 1), "installation", "terbit pertama", default);
        return new KeepingTrial(office, clock);
    }

    public ExpiryWork Work(Action<ExpiryWork.Moment>? reached = null) =>
        new(Database, Settings, new ExpiryCheck(Database, Office.Offices, Book, WatchBook, Clock), Clock, NullLogger<ExpiryWork>.Instance) { Reached = reached };

    public KeepingForm By(string officer, string? key = null) => new(Id, officer, key);

    /// <summary>A policy that adi proposed and budi approved.</summary>
    public async Task ApproveAsync(RetentionPolicy policy, string source = "")
    {
        var proposed = (KeepingAnswer.Done)await Policies.ProposeAsync(By("adi"), source, policy, "uji", default);
        if (await Policies.ApproveAsync(By("budi"), proposed.Number, default) is not KeepingAnswer.Done) throw new InvalidOperationException("not approved");
    }

    /// <summary>Backups of the last days, the oldest first, each with its folder.</summary>
    public async Task<IReadOnlyList<string>> TakeAsync(int days, BackupLevel level = BackupLevel.Readable, string source = "kependudukan")
    {
        var ids = new List<string>();
        for (var ago = days; ago >= 1; ago--) ids.Add(await TakeAsync(Clock.Now.AddDays(-ago), level, source));
        return ids;
    }

    public async Task<string> TakeAsync(DateTimeOffset at, BackupLevel level, string source = "kependudukan", bool withFolder = true)
    {
        var run = Guid.NewGuid();
        var id = $"{at:yyyy-MM-dd_HHmm}_{source}_{run.ToString("N")[^8..]}";
        await new BackupBook(Database, Clock).RecordAsync(Id, new Backup(id, source, SourceKind.PostgreSql, run, null, null, Environment.MachineName, at, at, 1, 3000, 5000, new string('a', 64), new string('b', 64), true, ["kantor"])
            { Level = level, LevelAt = at }, default);
        if (withFolder)
        {
            Directory.CreateDirectory(Path.Combine(Folder, id));
            foreach (var file in new[] { "BACA-SAYA.txt", "SHA256SUMS", id + ".tar.age", "ringkasan.json" }) await File.WriteAllTextAsync(Path.Combine(Folder, id, file), id);
        }
        return id;
    }

    public bool IsThere(string backup) => Directory.Exists(Path.Combine(Folder, backup)) && Directory.EnumerateFiles(Path.Combine(Folder, backup)).Count() == 4;

    public IEnumerable<string> Folders => Directory.EnumerateDirectories(Folder).Select(f => Path.GetFileName(f)!);

    public async Task<BackupState> StateAsync(string backup) => (await new BackupBook(Database, Clock).FindAsync(Id, backup, default))!.State;

    public Task FailAsync(string backup) => new BackupBook(Database, Clock).CheckAsync(Id, backup, null, BackupLevel.Readable, CheckOutcome.Failed, 1, "tidak terbaca", "installation", default);

    public Task<long> LinesAsync(string act) => Laksana.Testing.TestDatabase.ScalarAsync<long>(Database, Id, "select count(*) from administration_event where office = $1 and act = $2", Id, act)!;

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
