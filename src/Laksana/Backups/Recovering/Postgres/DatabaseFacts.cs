using System.Text.Json;
using Npgsql;

namespace Laksana.Backups;

/// <param name="Role">Empty: everybody (public).</param>
internal sealed record DatabaseGrant(string Role, string Privilege, bool WithGrant);

/// <summary>A setting of a database (<c>alter database … set</c>), or of a role in it.</summary>
/// <param name="Role">Null: of the database.</param>
internal sealed record DatabaseSetting(string? Role, string Name, string Value);

/// <summary>What the catalogue says of a database as a whole; <c>pg_dump</c> does not carry it, so a swap must.</summary>
internal sealed record DatabaseFacts(uint Oid, string Name, string Owner, string Encoding, string Collate, string Ctype, string Provider, string? Locale, string Tablespace,
    bool AllowsConnections, int Limit, string? Comment)
{
    public IReadOnlyList<DatabaseGrant> Grants { get; init; } = [];
    public IReadOnlyList<DatabaseSetting> Settings { get; init; } = [];

    public string Identity => Oid.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Null: there is no such database.</summary>
    public static Task<DatabaseFacts?> ReadAsync(NpgsqlConnection connection, string name, CancellationToken token, NpgsqlTransaction? transaction = null) =>
        ReadAsync(connection, "d.datname = $1", new() { Value = name }, transaction, token);

    public static Task<DatabaseFacts?> ReadAsync(NpgsqlConnection connection, uint oid, CancellationToken token) =>
        ReadAsync(connection, "d.oid = $1::bigint::oid", new() { Value = (long)oid }, null, token);

    private static async Task<DatabaseFacts?> ReadAsync(NpgsqlConnection connection, string which, NpgsqlParameter value, NpgsqlTransaction? transaction, CancellationToken token)
    {
        DatabaseFacts facts;
        await using (var command = new NpgsqlCommand($"""
            select d.oid, d.datname, pg_get_userbyid(d.datdba), pg_encoding_to_char(d.encoding), to_jsonb(d)::text, t.spcname, d.datallowconn, d.datconnlimit, shobj_description(d.oid, 'pg_database')
            from pg_database d join pg_tablespace t on t.oid = d.dattablespace where {which}
            """, connection, transaction) { Parameters = { value } })
        await using (var reader = await command.ExecuteReaderAsync(token))
        {
            if (!await reader.ReadAsync(token)) return null;
            using var row = JsonDocument.Parse(reader.GetString(4));
            // Which columns there are depends on the server's version.
            string? Column(params string[] names) => names.Select(n => row.RootElement.TryGetProperty(n, out var v) ? v.GetString() : null).FirstOrDefault(v => v is not null);
            facts = new DatabaseFacts(reader.GetFieldValue<uint>(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), Column("datcollate") ?? "C", Column("datctype") ?? "C",
                Column("datlocprovider") ?? "c", Column("datlocale", "daticulocale"), reader.GetString(5), reader.GetBoolean(6), reader.GetInt32(7), reader.IsDBNull(8) ? null : reader.GetString(8));
        }
        return facts with { Grants = await GrantsAsync(connection, transaction, facts.Oid, token), Settings = await SettingsAsync(connection, transaction, facts.Oid, token) };
    }

    private static async Task<IReadOnlyList<DatabaseGrant>> GrantsAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, uint oid, CancellationToken token)
    {
        await using var command = new NpgsqlCommand("""
            select case a.grantee when 0 then '' else pg_get_userbyid(a.grantee) end, a.privilege_type, bool_or(a.is_grantable)
            from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a where d.oid = $1::bigint::oid group by 1, 2 order by 1, 2
            """, connection, transaction) { Parameters = { new() { Value = (long)oid } } };
        await using var reader = await command.ExecuteReaderAsync(token);
        var grants = new List<DatabaseGrant>();
        while (await reader.ReadAsync(token)) grants.Add(new DatabaseGrant(reader.GetString(0), reader.GetString(1), reader.GetBoolean(2)));
        return grants;
    }

    private static async Task<IReadOnlyList<DatabaseSetting>> SettingsAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, uint oid, CancellationToken token)
    {
        await using var command = new NpgsqlCommand("""
            select case s.setrole when 0 then null else pg_get_userbyid(s.setrole) end, split_part(c, '=', 1), substr(c, strpos(c, '=') + 1)
            from pg_db_role_setting s, unnest(s.setconfig) c where s.setdatabase = $1::bigint::oid order by 1 nulls first, 2
            """, connection, transaction) { Parameters = { new() { Value = (long)oid } } };
        await using var reader = await command.ExecuteReaderAsync(token);
        var settings = new List<DatabaseSetting>();
        while (await reader.ReadAsync(token)) settings.Add(new DatabaseSetting(reader.IsDBNull(0) ? null : reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return settings;
    }
}
