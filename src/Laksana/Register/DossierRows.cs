using System.Data;
using Laksana.Database;
using Npgsql;

namespace Laksana.Register;

/// <summary>Reads what belongs to one case, all at one moment.</summary>
internal sealed class DossierRows : IAsyncDisposable
{
    /// <summary>How many seals after the case's last one go along.</summary>
    internal const int MostFollowing = 10_000;

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly DossierOrder _order;

    private DossierRows(NpgsqlConnection connection, NpgsqlTransaction transaction, DossierOrder order) =>
        (_connection, _transaction, _order) = (connection, transaction, order);

    public static async Task<DossierRows> OpenAsync(LaksanaDatabase database, DossierOrder order, CancellationToken token)
    {
        var connection = await database.OpenAsync(order.Office, token);
        try
        {
            return new DossierRows(connection, await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, token), order);
        }
        catch (Exception)
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task<IReadOnlyList<ChainedEvent>> EventsAsync(CancellationToken token)
    {
        var events = await CaseRows.EventsAsync(_connection, _order.Office, _order.CaseNumber, token);
        return events.Count > 0 ? events
            : throw new OperatorException(RegisterWords.Say["dossier-no-case", _order.CaseNumber], RegisterWords.Say["dossier-no-case-hint"], ExitCode.NotFound);
    }

    public Task<List<(int Version, string Body)>> SheetsAsync(string procedure, IReadOnlyCollection<int> versions, CancellationToken token) =>
        ListAsync("select version, body from sheet_version where office = $1 and procedure = $2 and version = any ($3) order by version",
            r => (r.GetInt32(0), r.GetString(1)), token, procedure, versions.ToArray());

    public Task<List<(byte[] Sha256, string Name)>> DocumentsAsync(CancellationToken token) =>
        ListAsync("select sha256, name from document where office = $1 and case_number = $2 order by sha256",
            r => (r.GetFieldValue<byte[]>(0), r.GetString(1)), token, _order.CaseNumber);

    public async Task ReadDocumentAsync(byte[] sha256, Func<ReadOnlyMemory<byte>, Task> take, CancellationToken token)
    {
        await using var command = Command("select bytes from document_chunk where office = $1 and case_number = $2 and sha256 = $3 order by part",
            _order.CaseNumber, sha256);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, token);
        while (await reader.ReadAsync(token)) await take(reader.GetFieldValue<byte[]>(0));
    }

    public Task<List<DossierValue>> ValuesAsync(CancellationToken token) =>
        ListAsync("select digest, salt, value from personal_value where office = $1 and case_number = $2 order by digest",
            r => new DossierValue(Convert.ToHexStringLower(r.GetFieldValue<byte[]>(0)), Convert.ToHexStringLower(r.GetFieldValue<byte[]>(1)), r.GetString(2)),
            token, _order.CaseNumber);

    public Task<List<(long Seal, int Position, int Version, byte[] Hash)>> PlacesAsync(CancellationToken token) =>
        ListAsync("select number, position, version, hash from seal_leaf where office = $1 and case_number = $2 order by number, position",
            r => (r.GetInt64(0), r.GetInt32(1), r.GetInt32(2), r.GetFieldValue<byte[]>(3)), token, _order.CaseNumber);

    public async Task<Seal> SealAsync(long number, CancellationToken token) =>
        (await ListAsync($"select {SealTable.Columns} from seal where office = $1 and number = $2", SealTable.Read, token, number)).Single();

    public Task<List<SealLeaf>> LeavesAsync(long number, CancellationToken token) =>
        ListAsync("select case_number, version, hash from seal_leaf where office = $1 and number = $2 order by position",
            r => new SealLeaf(r.GetString(0), r.GetInt32(1), r.GetFieldValue<byte[]>(2)), token, number);

    public Task<List<Seal>> FollowingAsync(long number, CancellationToken token) =>
        ListAsync($"select {SealTable.Columns} from seal where office = $1 and number > $2 order by number limit {MostFollowing}", SealTable.Read, token, number);

    public Task<List<byte[]>> KeysAsync(IReadOnlyCollection<byte[]> ids, CancellationToken token) =>
        ListAsync("select public_key from seal_key where office = $1 and key_id = any ($2) order by since, key_id", r => r.GetFieldValue<byte[]>(0), token,
            [ids.ToArray()]);

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task<List<T>> ListAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken token, params object[] values)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(token);
        var rows = new List<T>();
        while (await reader.ReadAsync(token)) rows.Add(read(reader));
        return rows;
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, _connection, _transaction) { Parameters = { new() { Value = _order.Office } } };
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
