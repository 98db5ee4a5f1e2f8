using System.Text;
using Npgsql;
using static Laksana.Backups.RecoveryWords;

namespace Laksana.Backups;

/// <summary>A column of a key with the way it is ordered.</summary>
internal sealed record KeyColumn(string Name, KeyOrder Order);

/// <summary>
/// One table as both databases have it: the columns that both know, its key, and the column that says how new a row is.
/// </summary>
internal sealed record ComparedTable(string Schema, string Name, IReadOnlyList<string> Columns, IReadOnlyList<KeyColumn> Key, string? Time, bool PlainText)
{
    /// <summary>Parts of the names under which offices keep the moment of entry or change.</summary>
    private static readonly string[] TellingNames = ["ubah", "update", "modif", "buat", "creat", "insert", "input", "entri", "entry", "rekam", "waktu", "time", "tgl", "tanggal", "date"];

    /// <returns>The table, and what differs in its columns (null: nothing).</returns>
    public static async Task<(ComparedTable Table, string? Note)> ReadAsync(NpgsqlConnection live, NpgsqlConnection restored, string schema, string name, CancellationToken token)
    {
        var (ours, theirs) = (await ColumnsAsync(live, schema, name, token), await ColumnsAsync(restored, schema, name, token));
        List<string> both = [.. theirs.Where(ours.Contains).Select(c => c.Name)];
        var differing = ours.Except(theirs).Concat(theirs.Except(ours)).Select(c => c.Name).Distinct(StringComparer.Ordinal).ToList();
        var key = await KeyAsync(restored, schema, name, token);
        // A key that the live table does not have, or has otherwise, orders nothing there.
        if (!key.SequenceEqual(await KeyAsync(live, schema, name, token)) || key.Any(k => !both.Contains(k.Name))) key = [];
        var time = TimeOf([.. theirs.Where(c => both.Contains(c.Name))]);
        var encoding = await restored.OneAsync<string>("select pg_catalog.getdatabaseencoding()::text", token);
        return (new ComparedTable(schema, name, both, key, time, encoding is "UTF8" or "SQL_ASCII"), differing.Count == 0 ? null : Recovering["loss.columns", string.Join(", ", differing)]);
    }

    /// <summary>The rows along the key, or as bags. Null: it would take too much.</summary>
    public async Task<TableLoss?> CompareAsync(NpgsqlConnection live, NpgsqlConnection restored, ComparisonLimits limits, string? note, CancellationToken token)
    {
        if (Key.Count > 0)
        {
            var count = new LossCount(limits.Newest);
            try
            {
                await using (var ours = KeyedAsync(live, token).GetAsyncEnumerator(token))
                await using (var theirs = KeyedAsync(restored, token).GetAsyncEnumerator(token))
                    await RowMerge.CompareAsync(ours, theirs, [.. Key.Select(k => k.Order)], count);
                return Result(LossMethod.Key, count, note);
            }
            catch (RowOrderException)
            {
                // an ordering of the server's own; as bags the same rows are counted without one
            }
        }
        var bag = new LossCount(limits.Newest);
        return await new RowBag(limits.MostHeld, limits.MostPasses).CompareAsync(() => BareAsync(live, token), () => BareAsync(restored, token), bag) ? Result(LossMethod.Rows, bag, note) : null;
    }

    /// <summary>The newest rows of a table that only one database has.</summary>
    public static async Task<(string? Time, IReadOnlyList<LossRow> Rows)> NewestAsync(NpgsqlConnection connection, string schema, string name, int most, CancellationToken token)
    {
        var columns = await ColumnsAsync(connection, schema, name, token);
        var (key, time) = (await KeyAsync(connection, schema, name, token), TimeOf(columns));
        if (columns.Count == 0) return (null, []);
        var told = key.Count > 0 ? string.Join(" || ' · ' || ", key.Select(k => $"t.{PgName.Quote(k.Name)}::text")) : $"left(t.*::text, {CopyStart})";
        var order = time is not null ? $"t.{PgName.Quote(time)} desc nulls last" : key.Count > 0 ? string.Join(", ", key.Select(k => $"t.{PgName.Quote(k.Name)} desc")) : "1";
        await using var command = new NpgsqlCommand($"select {told}, {(time is null ? "null" : $"t.{PgName.Quote(time)}::text")} from only {PgName.Quote(schema, name)} t order by {order} limit {most}", connection) { CommandTimeout = 300 };
        await using var reader = await command.ExecuteReaderAsync(token);
        var rows = new List<LossRow>();
        while (await reader.ReadAsync(token)) rows.Add(new LossRow(reader.IsDBNull(0) ? "" : reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), Changed: false));
        return (time, rows);
    }

    private const int CopyStart = 120;

    private TableLoss Result(LossMethod method, LossCount count, string? note) =>
        new(Schema, Name, method, count.Live, count.Restored, count.Lost, count.Back, count.Changed, Exact: true, Time, count.NewestLost.Rows, count.NewestBack.Rows, note);

    private async IAsyncEnumerable<KeyedRow> KeyedAsync(NpgsqlConnection connection, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
    {
        // With the table's name before them: an output column of the same name would make the order ambiguous.
        var key = Key.Select(k => "t." + PgName.Quote(k.Name)).ToList();
        var order = Key.Select((k, i) => k.Order == KeyOrder.Number ? key[i] : PlainText ? $"{key[i]}::text collate \"C\"" : $"convert_to({key[i]}::text, 'UTF8')");
        var sql = $"copy (select {string.Join(", ", key.Select(k => k + "::text"))}, {TimeText}, {All} from only {PgName.Quote(Schema, Name)} t order by {string.Join(", ", order)}) to stdout";
        using var reading = await connection.BeginTextExportAsync(sql, token);
        var lines = new CopyLines(((StreamReader)reading).BaseStream, key.Count + 1);
        while (await lines.NextAsync(token))
            yield return new KeyedRow([.. lines.Fields[..^1].Select(f => f ?? [])], TextOf(lines.Fields[^1]), lines.Hash);
    }

    private async IAsyncEnumerable<BareRow> BareAsync(NpgsqlConnection connection, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
    {
        var time = Time is not null;
        using var reading = await connection.BeginTextExportAsync($"copy (select {TimeText}, {All} from only {PgName.Quote(Schema, Name)} t) to stdout", token);
        var lines = new CopyLines(((StreamReader)reading).BaseStream, 1) { KeepsStart = true };
        while (await lines.NextAsync(token)) yield return new BareRow(lines.Start, time ? TextOf(lines.Fields[0]) : null, lines.Hash);
    }

    private string TimeText => Time is null ? "null::text" : $"t.{PgName.Quote(Time)}::text";

    private string All => Columns.Count == 0 ? "null::text" : string.Join(", ", Columns.Select(c => "t." + PgName.Quote(c)));

    private static string? TextOf(byte[]? field) => field is null ? null : Encoding.UTF8.GetString(field);

    private sealed record Column(string Name, string Type);

    private static async Task<List<Column>> ColumnsAsync(NpgsqlConnection connection, string schema, string name, CancellationToken token)
    {
        await using var command = new NpgsqlCommand("""
            select a.attname, format_type(a.atttypid, a.atttypmod) from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = $1 and c.relname = $2 and a.attnum > 0 and not a.attisdropped order by a.attnum
            """, connection) { Parameters = { new() { Value = schema }, new() { Value = name } } };
        await using var reader = await command.ExecuteReaderAsync(token);
        var columns = new List<Column>();
        while (await reader.ReadAsync(token)) columns.Add(new Column(reader.GetString(0), reader.GetString(1)));
        return columns;
    }

    /// <summary>The primary key, or the narrowest unique index over columns that are never null.</summary>
    private static async Task<List<KeyColumn>> KeyAsync(NpgsqlConnection connection, string schema, string name, CancellationToken token)
    {
        await using var command = new NpgsqlCommand("""
            select a.attname, t.typname from (
                select i.indexrelid, i.indrelid, i.indkey, i.indnkeyatts from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = $1 and c.relname = $2 and i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null
                    and not exists (select from generate_series(0, i.indnkeyatts - 1) k join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[k] where not a.attnotnull)
                order by not i.indisprimary, i.indnkeyatts, i.indexrelid::regclass::text collate "C" limit 1) i
            cross join generate_series(0, i.indnkeyatts - 1) k
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[k] join pg_type t on t.oid = a.atttypid order by k
            """, connection) { Parameters = { new() { Value = schema }, new() { Value = name } } };
        await using var reader = await command.ExecuteReaderAsync(token);
        var key = new List<KeyColumn>();
        while (await reader.ReadAsync(token)) key.Add(new KeyColumn(reader.GetString(0), reader.GetString(1) is "int2" or "int4" or "int8" or "oid" ? KeyOrder.Number : KeyOrder.Bytes));
        return key;
    }

    private static string? TimeOf(IReadOnlyList<Column> columns)
    {
        List<Column> moments = [.. columns.Where(c => c.Type.StartsWith("timestamp", StringComparison.Ordinal))], days = [.. columns.Where(c => c.Type == "date" && !IsOfAPerson(c.Name))];
        return moments.OrderBy(Rank).FirstOrDefault()?.Name ?? days.OrderBy(Rank).FirstOrDefault()?.Name;

        static int Rank(Column column) => Array.FindIndex(TellingNames, n => column.Name.Contains(n, StringComparison.OrdinalIgnoreCase)) is var place and >= 0 ? place : TellingNames.Length;

        // A day of birth says nothing of when the row was entered.
        static bool IsOfAPerson(string name) => name.Contains("lahir", StringComparison.OrdinalIgnoreCase) || name.Contains("birth", StringComparison.OrdinalIgnoreCase) || name.Contains("mati", StringComparison.OrdinalIgnoreCase);
    }
}
