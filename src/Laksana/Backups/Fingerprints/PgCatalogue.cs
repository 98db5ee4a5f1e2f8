using Npgsql;

namespace Laksana.Backups;

/// <summary>A table whose rows a dump holds. <paramref name="Bytes"/> on the source's disk, without indexes.</summary>
/// <param name="Condition">Of an extension's own table: which of its rows are the user's (<c>where …</c>).</param>
/// <param name="Inherits">Of tables (not of a partitioned one): a restore may order its columns anew.</param>
internal sealed record PgTable(uint Id, string Schema, string Name, long Bytes, IReadOnlyList<string> Columns, string? Condition, bool Inherits);

internal sealed record PgSequence(uint Id, string Schema, string Name);

/// <summary>What a PostgreSQL database has that can be read row by row, as pg_dump decides it; read in the connection's transaction.</summary>
internal sealed record PgCatalogue(string Encoding, string Money, IReadOnlyList<PgTable> Tables, IReadOnlyList<PgSequence> Sequences, IReadOnlyList<string> Roles)
{
    public long Bytes => Tables.Sum(t => t.Bytes);

    public static async Task<PgCatalogue> ReadAsync(NpgsqlConnection connection, CancellationToken token)
    {
        // The three that are set by everybody and mean the most, each alone: a transaction may be one that others began.
        var (encoding, money) = (await OneAsync("select pg_encoding_to_char(encoding) from pg_database where datname = current_database()"), await OneAsync("select current_setting('lc_monetary')"));
        return new PgCatalogue(encoding, money, await TablesAsync(connection, token), await SequencesAsync(connection, token), await RolesAsync(connection, token));

        async Task<string> OneAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return (string)(await command.ExecuteScalarAsync(token))!;
        }
    }

    private static async Task<IReadOnlyList<PgTable>> TablesAsync(NpgsqlConnection connection, CancellationToken token)
    {
        await using var command = new NpgsqlCommand("""
            with config as (
                select unnest(extconfig) as id, unnest(extcondition) as condition from pg_extension
            )
            select c.oid, n.nspname, c.relname, pg_table_size(c.oid),
                array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum),
                x.condition, not c.relispartition and exists (select from pg_inherits i where i.inhrelid = c.oid)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace left join config x on x.id = c.oid
            where c.relkind = 'r' and c.relpersistence <> 't' and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
                and (x.id is not null or not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'))
            """, connection);
        await using var reader = await command.ExecuteReaderAsync(token);
        var tables = new List<PgTable>();
        // A table that was dropped meanwhile has no size.
        while (await reader.ReadAsync(token))
            tables.Add(new PgTable(reader.GetFieldValue<uint>(0), reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) ? 0 : reader.GetInt64(3),
                reader.GetFieldValue<string[]>(4), reader.IsDBNull(5) || reader.GetString(5).Length == 0 ? null : reader.GetString(5), reader.GetBoolean(6)));
        tables.Sort((a, b) => string.CompareOrdinal(a.Schema, b.Schema) is var order and not 0 ? order : string.CompareOrdinal(a.Name, b.Name));
        return tables;
    }

    private static async Task<IReadOnlyList<PgSequence>> SequencesAsync(NpgsqlConnection connection, CancellationToken token)
    {
        await using var command = new NpgsqlCommand("""
            select c.oid, n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'S' and c.relpersistence <> 't' and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
                and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
            """, connection);
        await using var reader = await command.ExecuteReaderAsync(token);
        var sequences = new List<PgSequence>();
        while (await reader.ReadAsync(token)) sequences.Add(new PgSequence(reader.GetFieldValue<uint>(0), reader.GetString(1), reader.GetString(2)));
        sequences.Sort((a, b) => string.CompareOrdinal(a.Schema, b.Schema) is var order and not 0 ? order : string.CompareOrdinal(a.Name, b.Name));
        return sequences;
    }

    /// <summary>Roles that own something here or were given a right.</summary>
    private static async Task<IReadOnlyList<string>> RolesAsync(NpgsqlConnection connection, CancellationToken token)
    {
        await using var command = new NpgsqlCommand("""
            select distinct r.rolname::text collate "C" from pg_roles r where r.rolname !~ '^pg_' and (
                r.oid = (select datdba from pg_database where datname = current_database())
                or exists (select from pg_shdepend d where d.dbid = (select oid from pg_database where datname = current_database())
                    and d.refclassid = 'pg_authid'::regclass and d.refobjid = r.oid))
            order by 1
            """, connection);
        await using var reader = await command.ExecuteReaderAsync(token);
        var roles = new List<string>();
        while (await reader.ReadAsync(token)) roles.Add(reader.GetString(0));
        return roles;
    }
}
