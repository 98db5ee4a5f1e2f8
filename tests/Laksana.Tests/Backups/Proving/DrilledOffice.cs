using Laksana.Automation;
using Laksana.Backups;
using Laksana.Database;
using Laksana.Officers;
using Laksana.Register;
using Laksana.Testing;
using Laksana.Tests.Automation;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Laksana.Tests.Backups.Proving;

/// <summary>An office that takes real backups of a real database, with everything that checks them.</summary>
internal sealed class DrilledOffice : IDisposable
{
    private readonly SealKey _seal;

    private DrilledOffice(LaksanaDatabase database, string office, string source, TimeProvider clock)
    {
        (Database, Id, Clock) = (database, office, clock);
        Root = Directory.CreateTempSubdirectory("laksana-uji-").FullName;
        Settings = new BackupSettings(Path.Combine(Root, "backups"), [new BackupSource("siak", source, [])]);
        Scratch = ProofSettings.In(Root) with { Reserve = 0 };
        _seal = SealKey.OpenOrCreate(Root);
        (Book, Jobs, Drills, Keys) = (new BackupBook(database, clock), new BackupJobs(database, clock), new DrillBook(database, clock), new BackupKeys(database, Root, clock));
        Proof = new BackupProof(database, Settings, Scratch, Keys, new GoodCopies(database), clock);
        Offices = new Offices(database, clock);
        Rounds = new DrillRounds(database, Offices, Drills, Book, Jobs, Proof, clock);
    }

    public LaksanaDatabase Database { get; }
    public string Id { get; }
    public TimeProvider Clock { get; }
    public string Root { get; }
    public BackupSettings Settings { get; }
    public ProofSettings Scratch { get; }
    public BackupBook Book { get; }
    public BackupJobs Jobs { get; }
    public DrillBook Drills { get; }
    public BackupKeys Keys { get; }
    public BackupProof Proof { get; }
    public Offices Offices { get; }
    public DrillRounds Rounds { get; }

    /// <param name="fill">Statements that make the source.</param>
    public static async Task<DrilledOffice> NewAsync(LaksanaDatabase database, TimeProvider? clock = null, string fill = DumpedDatabase.Schema)
    {
        var cluster = await TestCluster.GetAsync();
        var source = new NpgsqlConnectionStringBuilder(cluster.SuperuserConnectionString) { Database = new NpgsqlConnectionStringBuilder(await cluster.NewEmptyDatabaseAsync("postgres")).Database, Pooling = false }.ConnectionString;
        await using var connection = new NpgsqlConnection(source);
        await connection.OpenAsync();
        await using var make = new NpgsqlCommand(fill, connection);
        await make.ExecuteNonQueryAsync();
        return new DrilledOffice(database, (await MachineOffice.NewAsync(database)).Id, source, clock ?? TimeProvider.System);
    }

    public async Task<Backup> TakeAsync(string? caseNumber = null)
    {
        var taking = new BackupTaking(new TakingTools(Database, Settings, Keys, Book, Offices, _seal, Clock), NullLogger<BackupTaking>.Instance);
        return (await taking.TakeAsync(new TakeOrder(Id, "siak", Guid.CreateVersion7(), 1, Clock.GetUtcNow(), caseNumber, "adi"), new HeardProgress(), default)).Backup;
    }

    public string FileOf(Backup backup) => Path.Combine(Proof.FolderOf(Id, backup.Id), backup.Id + ".tar.age");

    public BackupJobRunner Runner(string node = "uji") => new(Database, [new VerifyJob(Book, Proof, Scratch), new DrillJob(Book, Proof, Scratch)],
        new RunnerSettings { Node = node, Poll = TimeSpan.FromMilliseconds(200) }, Clock, NullLogger<BackupJobRunner>.Instance);

    public async Task<JobNow> EndAsync(Guid job)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (true)
        {
            var now = (await Jobs.FindAsync(Id, job, patience.Token))!;
            if (!now.Going) return now;
            await Task.Delay(50, patience.Token);
        }
    }

    public static async Task BreakAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open);
        stream.Position = stream.Length / 2;
        var was = stream.ReadByte();
        stream.Position--;
        stream.WriteByte((byte)(was ^ 1));
    }

    public void Dispose()
    {
        _seal.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}
