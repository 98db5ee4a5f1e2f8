using Laksana.Cases;
using Laksana.Database;
using Laksana.Register;
using Npgsql;
using NpgsqlTypes;

namespace Laksana.Bench;

/// <summary>Rows of an office's cases on their way into the tables, one COPY each.</summary>
internal sealed class OfficeRows : IAsyncDisposable
{
    private readonly List<NpgsqlConnection> _connections = [];
    private NpgsqlBinaryImporter _events = null!;
    private NpgsqlBinaryImporter _cases = null!;
    private NpgsqlBinaryImporter _tasks = null!;
    private NpgsqlBinaryImporter _hands = null!;
    private NpgsqlBinaryImporter _seals = null!;
    private NpgsqlBinaryImporter _leaves = null!;

    public static async Task<OfficeRows> BeginAsync(LaksanaDatabase database)
    {
        var rows = new OfficeRows();
        rows._events = await rows.IntoAsync(database, "event (office, case_number, version, kind, body_version, body, previous, hash)");
        rows._cases = await rows.IntoAsync(database, "case_file (office, case_number, procedure, procedure_version, subject, status, version, opened_at, opened_by, ended_at, due_at, late, search)");
        rows._tasks = await rows.IntoAsync(database, "task (office, case_number, run, procedure, step, site, role, queue, status, officer, sender, subject, ready_at, begun_at, due_at, party, machine, late)");
        rows._hands = await rows.IntoAsync(database, "case_hand (office, officer, opened_at, case_number)");
        rows._seals = await rows.IntoAsync(database, "seal (office, number, sealed_at, leaves, root, previous, hash, key_id, signature)");
        rows._leaves = await rows.IntoAsync(database, "seal_leaf (office, number, position, case_number, version, hash)");
        return rows;
    }

    public void AddEvent(string office, string number, int version, string kind, short form, byte[] body, byte[] previous, byte[] hash)
    {
        _events.StartRow();
        _events.Write(office);
        _events.Write(number);
        _events.Write(version);
        _events.Write(kind);
        _events.Write(form);
        _events.Write(body);
        _events.Write(previous);
        _events.Write(hash);
    }

    public void AddCase(string office, string number, CaseMould mould, TimeSpan shift)
    {
        var state = mould.State;
        _cases.StartRow();
        _cases.Write(office);
        _cases.Write(number);
        _cases.Write(mould.Sheet.Procedure.Id);
        _cases.Write(mould.Sheet.Version);
        _cases.Write(mould.Subject);
        _cases.Write((short)state.Status);
        _cases.Write(state.Version);
        Write(_cases, state.OpenedAt + shift);
        Write(_cases, state.OpenedBy?.Officer);
        Write(_cases, state.EndedAt + shift);
        Write(_cases, mould.Due + shift);
        _cases.Write(mould.Due + shift < DateTimeOffset.UtcNow);
        foreach (var officer in state.Hands())
        {
            _hands.StartRow();
            _hands.Write(office);
            _hands.Write(officer);
            Write(_hands, state.OpenedAt + shift);
            _hands.Write(number);
        }
        _cases.Write(mould.Search.Replace(CaseMould.Number, number, StringComparison.OrdinalIgnoreCase).ToLowerInvariant());
    }

    public void AddTask(string office, string number, CaseMould mould, StepRun run, TaskRow row, TimeSpan shift)
    {
        _tasks.StartRow();
        _tasks.Write(office);
        _tasks.Write(number);
        _tasks.Write(run.Run);
        _tasks.Write(mould.Sheet.Procedure.Id);
        _tasks.Write(run.Step);
        Write(_tasks, run.Site);
        _tasks.Write(row.Role);
        _tasks.Write(row.Queue);
        _tasks.Write((short)run.Status);
        Write(_tasks, row.Officer);
        Write(_tasks, row.Sender);
        _tasks.Write(mould.Subject);
        Write(_tasks, row.Since + shift);
        Write(_tasks, run.BegunAt + shift);
        Write(_tasks, row.DueAt + shift);
        Write(_tasks, row.Party);
        _tasks.WriteNull();
        _tasks.Write(row.DueAt + shift < DateTimeOffset.UtcNow);
    }

    public void AddSeal(Seal seal, IReadOnlyList<SealLeaf> leaves)
    {
        _seals.StartRow();
        _seals.Write(seal.Office);
        _seals.Write(seal.Number);
        Write(_seals, seal.SealedAt);
        _seals.Write(seal.Leaves);
        foreach (var bytes in new[] { seal.Root, seal.Previous, seal.Hash, seal.KeyId, seal.Signature }) _seals.Write(bytes.ToArray());
        for (var position = 0; position < leaves.Count; position++)
        {
            _leaves.StartRow();
            _leaves.Write(seal.Office);
            _leaves.Write(seal.Number);
            _leaves.Write(position);
            _leaves.Write(leaves[position].CaseNumber);
            _leaves.Write(leaves[position].Version);
            _leaves.Write(leaves[position].Hash.ToArray());
        }
    }

    /// <summary>What others refer to comes first.</summary>
    public async Task CompleteAsync()
    {
        foreach (var rows in new[] { _events, _cases, _hands, _tasks, _seals, _leaves })
        {
            await rows.CompleteAsync();
            await rows.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections) await connection.DisposeAsync();
    }

    private async Task<NpgsqlBinaryImporter> IntoAsync(LaksanaDatabase database, string table)
    {
        var connection = await database.Owner.OpenConnectionAsync();
        _connections.Add(connection);
        var rows = await connection.BeginBinaryImportAsync($"copy {table} from stdin (format binary)");
        rows.Timeout = TimeSpan.FromMinutes(10);
        return rows;
    }

    private static void Write(NpgsqlBinaryImporter rows, string? text)
    {
        if (text is null) rows.WriteNull();
        else rows.Write(text);
    }

    private static void Write(NpgsqlBinaryImporter rows, DateTimeOffset? at)
    {
        if (at is { } moment) rows.Write(moment.ToUniversalTime(), NpgsqlDbType.TimestampTz);
        else rows.WriteNull();
    }
}
