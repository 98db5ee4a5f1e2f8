using Laksana.Database;
using Laksana.Register;
using Laksana.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Laksana.Tests.Register;

/// <summary>
/// An office with a sealed register, its heads kept outside, and the hands of someone who rules the database: he switches triggers off,
/// changes any row, computes chains anew, and rewrites seals with a key of his own or with the stolen one.
/// </summary>
internal sealed class OfficeRegister : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LaksanaDatabase _database;
    private readonly string _superuser;

    private OfficeRegister(LaksanaDatabase database, string office, string superuser)
    {
        _database = database;
        _superuser = superuser;
        Agenda = new Agenda(database, office);
        Key = SealKey.OpenOrCreate(_folder.Path);
        Heads = new HeadFile(_folder.File("kepala-segel.txt"));
        Sealer = new Sealer(database, Key, TimeProvider.System, Heads, NullLogger<Sealer>.Instance);
    }

    public Agenda Agenda { get; }
    public SealKey Key { get; }
    public HeadFile Heads { get; }
    public Sealer Sealer { get; }
    public string Office => Agenda.Office;

    public static async Task<OfficeRegister> NewAsync(LaksanaDatabase database, string office)
    {
        await database.AddOfficeAsync(office);
        var cluster = await TestCluster.GetAsync();
        var name = new NpgsqlConnectionStringBuilder(database.OwnerConnectionString).Database;
        return new OfficeRegister(database, office, new NpgsqlConnectionStringBuilder(cluster.SuperuserConnectionString) { Database = name, Pooling = false }.ConnectionString);
    }

    /// <summary>Cases 1 (8 events), 2 (4 events, a document) and 3 (2 events, a personal value) in three seals.</summary>
    public static async Task<OfficeRegister> FilledAsync(LaksanaDatabase database, string office)
    {
        var register = await NewAsync(database, office);
        var agenda = register.Agenda;
        await agenda.NoteAsync("K-1", 3);
        await agenda.NoteAsync("K-2", 2);
        await register.SealAsync();
        await agenda.NoteAsync("K-1", 2);
        await agenda.OpenAsync("K-3");
        await agenda.AttachAsync("K-2", "foto.png", Agenda.Content(office, 2500));
        await register.SealAsync();
        await agenda.NoteAsync("K-1", 3);
        await agenda.NoteAsync("K-2", 1);
        await agenda.NoteAsync("K-3", 1);
        await register.SealAsync();
        return register;
    }

    public async Task<Seal> SealAsync() => (await Sealer.SealAsync(Office))!;

    public Task<IReadOnlyList<SealHead>> OutsideAsync() => HeadFile.ReadAsync(Heads.Path, Office);

    public async Task<VerificationReport> VerifyAsync(bool outside = true, VerificationOrder? order = null, string? connection = null) =>
        await new RegisterVerifier(connection ?? _database.OwnerConnectionString)
            .VerifyAsync((order ?? new VerificationOrder(Office)) with { Heads = outside ? await OutsideAsync() : [] });

    /// <summary>A statement by the superuser, with every trigger and foreign key off; <c>$1</c> is the office.</summary>
    public async Task TamperAsync(string sql, params object[] values)
    {
        await using var connection = await SuperuserAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await SwitchTriggersAsync(connection, "disable");
        await DoAsync(connection, sql, values);
        await SwitchTriggersAsync(connection, "enable");
        await transaction.CommitAsync();
    }

    /// <summary>Columns of a table that are written; the others compute themselves.</summary>
    public async Task<string> WrittenColumnsAsync(string table)
    {
        await using var connection = await SuperuserAsync();
        await using var command = new NpgsqlCommand("""
            select string_agg(attname, ', ' order by attnum) from pg_attribute
            where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''
            """, connection);
        command.Parameters.Add(new() { Value = table });
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Computes a case's chain anew over what is stored now, as the program would have.</summary>
    public async Task RechainAsync(string caseNumber)
    {
        await using var connection = await SuperuserAsync();
        var events = await CaseRows.EventsAsync(connection, Office, caseNumber, default);
        await using var transaction = await connection.BeginTransactionAsync();
        await SwitchTriggersAsync(connection, "disable");
        ReadOnlyMemory<byte> previous = EventHash.None.ToArray();
        foreach (var stored in events)
        {
            var anew = ChainedEvent.After(previous, Office, caseNumber, stored.Version, stored.Kind, stored.BodyVersion, stored.Body);
            await DoAsync(connection, "update event set previous = $4, hash = $5 where office = $1 and case_number = $2 and version = $3",
                caseNumber, stored.Version, previous.ToArray(), anew.Hash.ToArray());
            previous = anew.Hash;
        }
        await SwitchTriggersAsync(connection, "enable");
        await transaction.CommitAsync();
    }

    /// <summary>Writes all seals anew over the heads that stand in the database now, signed with this key.</summary>
    public async Task ResealAsync(SealKey key)
    {
        await TamperAsync("""
            delete from seal_leaf l where office = $1 and not exists
                (select from event e where e.office = l.office and e.case_number = l.case_number and e.version = l.version)
            """);
        await TamperAsync("""
            update seal_leaf l set hash = e.hash from event e
            where l.office = $1 and e.office = l.office and e.case_number = l.case_number and e.version = l.version
            """);
        Seal? before = null;
        foreach (var (number, at) in await SealsAsync())
        {
            var leaves = await LeavesAsync(number);
            var anew = Seal.After(before, Office, at, leaves.Count, MerkleTree.Root([.. leaves.Select(l => l.LeafHash())]), key);
            await TamperAsync("""
                update seal set leaves = $3, root = $4, previous = $5, hash = $6, key_id = $7, signature = $8 where office = $1 and number = $2
                """, number, anew.Leaves, anew.Root.ToArray(), anew.Previous.ToArray(), anew.Hash.ToArray(), anew.KeyId.ToArray(), anew.Signature.ToArray());
            before = anew;
        }
    }

    public void Dispose()
    {
        Key.Dispose();
        Heads.Dispose();
        _folder.Dispose();
    }

    private async Task<List<(long Number, DateTimeOffset At)>> SealsAsync()
    {
        await using var connection = await SuperuserAsync();
        await using var command = Command(connection, "select number, sealed_at from seal where office = $1 order by number");
        await using var reader = await command.ExecuteReaderAsync();
        var seals = new List<(long, DateTimeOffset)>();
        while (await reader.ReadAsync()) seals.Add((reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1)));
        return seals;
    }

    private async Task<List<SealLeaf>> LeavesAsync(long number)
    {
        await using var connection = await SuperuserAsync();
        await using var command = Command(connection, "select case_number, version, hash from seal_leaf where office = $1 and number = $2 order by position", number);
        await using var reader = await command.ExecuteReaderAsync();
        var leaves = new List<SealLeaf>();
        while (await reader.ReadAsync()) leaves.Add(new SealLeaf(reader.GetString(0), reader.GetInt32(1), reader.GetFieldValue<byte[]>(2)));
        return leaves;
    }

    private async Task<NpgsqlConnection> SuperuserAsync()
    {
        var connection = new NpgsqlConnection(_superuser);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task SwitchTriggersAsync(NpgsqlConnection connection, string how)
    {
        foreach (var table in new[] { "event", "seal", "seal_leaf", "seal_key", "document", "document_chunk" })
        {
            await using var command = new NpgsqlCommand($"alter table {table} {how} trigger all", connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    private async Task DoAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = Command(connection, sql, values);
        await command.ExecuteNonQueryAsync();
    }

    private NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = Office } } };
        foreach (var value in values) command.Parameters.Add(OfficeBatch.Parameter(value));
        return command;
    }
}
