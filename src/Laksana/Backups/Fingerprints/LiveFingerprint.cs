using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Laksana.Backups;

/// <summary>The fingerprint of a living database, read through COPY.</summary>
public static class LiveFingerprint
{
    /// <summary>What COPY text depends on, as pg_dump sets it, and what it leaves to the database.</summary>
    internal static readonly IReadOnlyList<(string Name, string Value)> Settings =
    [
        ("datestyle", "ISO"), ("intervalstyle", "postgres"), ("extra_float_digits", "3"), ("bytea_output", "hex"), ("timezone", "UTC"), ("search_path", ""),
        ("quote_all_identifiers", "off"), ("row_security", "off"), ("synchronize_seqscans", "off"), ("statement_timeout", "0"), ("lock_timeout", "0"),
        ("idle_in_transaction_session_timeout", "0"),
    ];

    /// <summary>Reads everything once, in a transaction of its own (repeatable read, read only) or in the one that the connection is in.</summary>
    /// <param name="like">The fingerprint it will be compared with; from it come the source's setting for money and the order of columns where it may differ.</param>
    /// <param name="progress">Told the bytes read so far.</param>
    /// <exception cref="PostgresException">The login may not read something, or money's setting is unknown here.</exception>
    public static async Task<Fingerprint> ReadAsync(NpgsqlConnection connection, Fingerprint? like, IProgress<long>? progress, CancellationToken token)
    {
        NpgsqlTransaction transaction;
        try
        {
            transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, token);
        }
        catch (InvalidOperationException)
        {
            // It is in one already, which is the caller's.
            return await ReadInTransactionAsync(connection, like, progress, token);
        }
        await using var own = transaction;
        await DoAsync(connection, "set transaction read only", token);
        return await ReadAsync(own, like, progress, token);
    }

    /// <summary>As above, given of the other fingerprint its setting for money alone.</summary>
    public static Task<Fingerprint> ReadAsync(NpgsqlConnection connection, string? money, IProgress<long>? progress, CancellationToken token) =>
        ReadAsync(connection, money is null ? (Fingerprint?)null : new Fingerprint([], [], new LargeObjectPrint(0, 0, ""), "", [], "", money), progress, token);

    /// <summary>The same in a transaction that is open already. The settings that COPY text depends on are set for the rest of it.</summary>
    public static Task<Fingerprint> ReadAsync(NpgsqlTransaction transaction, Fingerprint? like, IProgress<long>? progress, CancellationToken token) =>
        ReadInTransactionAsync(transaction.Connection!, like, progress, token);

    private static async Task<Fingerprint> ReadInTransactionAsync(NpgsqlConnection connection, Fingerprint? like, IProgress<long>? progress, CancellationToken token)
    {
        foreach (var (name, value) in (IEnumerable<(string Name, string Value)>)(like is null ? Settings : [.. Settings, ("lc_monetary", like.Money)]))
            await DoAsync(connection, $"set local {name} = '{value.Replace("'", "''", StringComparison.Ordinal)}'", token);
        var catalogue = await PgCatalogue.ReadAsync(connection, token);
        var reading = new Reading(connection, catalogue, progress);
        var order = like?.Tables.Where(t => t.Columns is not null).ToDictionary(t => (t.Schema, t.Name), t => t.Columns!) ?? [];
        var tables = new List<TablePrint>(catalogue.Tables.Count);
        foreach (var table in catalogue.Tables)
        {
            var columns = order.TryGetValue((table.Schema, table.Name), out var known) && known.Order(StringComparer.Ordinal).SequenceEqual(table.Columns.Order(StringComparer.Ordinal)) ? known : table.Columns;
            var sum = await reading.SumAsync(table, columns, token);
            tables.Add(new TablePrint(table.Schema, table.Name, sum.Rows, sum.Hex, table.Inherits ? columns : null));
        }
        var sequences = await SequencesAsync(connection, catalogue.Sequences, token);
        return new Fingerprint(tables, sequences, await reading.LargeObjectsAsync(token), await SchemaDigest.ReadAsync(connection, token), catalogue.Roles, catalogue.Encoding, catalogue.Money);
    }

    private static async Task<IReadOnlyList<SequencePrint>> SequencesAsync(NpgsqlConnection connection, IReadOnlyList<PgSequence> sequences, CancellationToken token)
    {
        const int AtOnce = 200;
        var prints = new List<SequencePrint>(sequences.Count);
        foreach (var some in sequences.Chunk(AtOnce))
        {
            var sql = string.Join(" union all ", some.Select((s, i) => $"select {i} as place, last_value, is_called from {PgNames.Plain(s.Schema)}.{PgNames.Plain(s.Name)}"));
            await using var command = new NpgsqlCommand(sql + " order by place", connection);
            await using var reader = await command.ExecuteReaderAsync(token);
            while (await reader.ReadAsync(token))
            {
                var sequence = some[reader.GetInt32(0)];
                prints.Add(new SequencePrint(sequence.Schema, sequence.Name, reader.GetInt64(1), reader.GetBoolean(2)));
            }
        }
        return prints;
    }

    internal static async Task DoAsync(NpgsqlConnection connection, string sql, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(token);
    }

    /// <summary>Content, as it comes over the wire.</summary>
    private sealed class Reading(NpgsqlConnection connection, PgCatalogue catalogue, IProgress<long>? progress)
    {
        private const int LargeObjectPiece = 1 << 20;

        private readonly byte[] _buffer = new byte[1 << 19];
        private long _read;

        public async Task<TableSum> SumAsync(PgTable table, IReadOnlyList<string> columns, CancellationToken token)
        {
            var names = new PgNames(catalogue.Encoding);
            var list = columns.Count == 0 ? "" : $" ({string.Join(", ", columns.Select(names.Quote))})";
            var what = $"{names.Quote(table.Schema)}.{names.Quote(table.Name)}";
            var copy = table.Condition is null ? $"copy {what}{list} to stdout" : $"copy (select {(columns.Count == 0 ? "" : string.Join(", ", columns.Select(names.Quote)))} from only {what} {table.Condition}) to stdout";
            var rows = new RowSums();
            // Rows are compared as the dump has them, in the database's own encoding.
            if (!names.AreUtf8) await DoAsync(connection, $"set local client_encoding = '{catalogue.Encoding}'", token);
            using (var export = await connection.BeginTextExportAsync(copy, token))
            {
                var bytes = ((StreamReader)export).BaseStream;
                while (await bytes.ReadAsync(_buffer, token) is var read and > 0)
                {
                    rows.Add(_buffer.AsSpan(0, read));
                    progress?.Report(_read += read);
                }
            }
            if (!names.AreUtf8) await DoAsync(connection, "set local client_encoding = 'UTF8'", token);
            return rows.Finish();
        }

        public async Task<LargeObjectPrint> LargeObjectsAsync(CancellationToken token)
        {
            var ids = new List<uint>();
            await using (var command = new NpgsqlCommand("select oid from pg_largeobject_metadata order by oid", connection))
            await using (var reader = await command.ExecuteReaderAsync(token))
                while (await reader.ReadAsync(token)) ids.Add(reader.GetFieldValue<uint>(0));
            var all = new LargeObjectSums();
            foreach (var id in ids) await ReadAsync(id, all, token);
            return all.Print;
        }

        private async Task ReadAsync(uint id, LargeObjectSums all, CancellationToken token)
        {
            all.Begin(id);
            byte[] piece;
            var at = 0L;
            do
            {
                await using var command = new NpgsqlCommand("select lo_get($1, $2, $3)", connection)
                {
                    Parameters = { new() { Value = id, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Oid }, new() { Value = at }, new() { Value = LargeObjectPiece } },
                };
                piece = (byte[])(await command.ExecuteScalarAsync(token))!;
                all.Add(piece);
                at += piece.Length;
                progress?.Report(_read += piece.Length);
            }
            while (piece.Length == LargeObjectPiece);
            all.End();
        }
    }
}

/// <summary>Names in statements. A name that is not plain is written with its code points alone while the session's encoding is not the statement's.</summary>
internal sealed class PgNames(string encoding)
{
    public bool AreUtf8 => encoding is "UTF8" or "SQL_ASCII";

    public string Quote(string name) => AreUtf8 ? Plain(name) : Escaped(name);

    public static string Plain(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static string Escaped(string name)
    {
        var text = new StringBuilder("U&\"");
        foreach (var rune in name.EnumerateRunes())
            if (rune.Value is '"') text.Append("\"\"");
            else if (rune.IsAscii && rune.Value is not '\\') text.Append(rune);
            else text.Append(CultureInfo.InvariantCulture, $"\\+{rune.Value:X6}");
        return text.Append('"').ToString();
    }
}

/// <summary>Adds up rows that come in pieces of any length.</summary>
internal sealed class RowSums
{
    private readonly IncrementalHash _long = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _inRow;
    private TableSum _sum;

    public void Add(ReadOnlySpan<byte> piece)
    {
        if (_inRow)
        {
            var end = piece.IndexOf((byte)'\n');
            _long.AppendData(end < 0 ? piece : piece[..end]);
            if (end < 0) return;
            _sum = _sum.With(_long.GetHashAndReset());
            _inRow = false;
            piece = piece[(end + 1)..];
        }
        var last = piece.LastIndexOf((byte)'\n');
        _sum += Sha256Rows.Sum(piece[..(last + 1)]);
        var rest = piece[(last + 1)..];
        if (rest.IsEmpty) return;
        _long.AppendData(rest);
        _inRow = true;
    }

    public TableSum Finish()
    {
        _long.Dispose();
        return _inRow ? throw new EndOfStreamException("a row without an end") : _sum;
    }
}

/// <summary>Adds up large objects: the SHA-256 of each one's number, a colon and its content.</summary>
internal sealed class LargeObjectSums
{
    private IncrementalHash? _hash;
    private TableSum _sum;
    private long _bytes;

    /// <summary>A hash that has begun with the number.</summary>
    public static IncrementalHash Hash(uint id)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}:")));
        return hash;
    }

    public void Begin(uint id) => _hash = Hash(id);

    public void Add(ReadOnlySpan<byte> piece)
    {
        _hash!.AppendData(piece);
        _bytes += piece.Length;
    }

    public void End()
    {
        _sum = _sum.With(_hash!.GetHashAndReset());
        _hash.Dispose();
    }

    public LargeObjectPrint Print => new(_sum.Rows, _bytes, _sum.Hex);
}
