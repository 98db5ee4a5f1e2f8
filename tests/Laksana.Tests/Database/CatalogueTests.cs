using Laksana.Database;
using Laksana.Testing;
using Npgsql;
using Xunit;

namespace Laksana.Tests.Database;

/// <summary>Reads the migrated catalogue, so that a table added tomorrow is held to the same rules.</summary>
public sealed class CatalogueTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly string[] OfTheInstallation = ["data_protection_key", "migration", "node"];

    [Fact]
    public async Task every_table_belongs_to_offices_or_is_known_to_belong_to_the_installation()
    {
        var without = await ListAsync("""
            select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
            and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'office' and a.attnotnull) order by 1
            """);
        Assert.Equal(OfTheInstallation, without);
    }

    [Fact]
    public async Task the_office_leads_every_primary_key_and_stands_in_every_unique_one()
    {
        Assert.Empty(await ListAsync("""
            select c.relname || ' ' || i.indexrelid::regclass from pg_index i join pg_class c on c.oid = i.indrelid
            join pg_attribute o on o.attrelid = c.oid and o.attname = 'office'
            where c.relnamespace = 'public'::regnamespace and i.indisunique
            and case when i.indisprimary then i.indkey[0] <> o.attnum else not o.attnum = any (i.indkey) end
            """));
        Assert.Empty(await ListAsync("""
            select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
            and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)
            """));
    }

    [Fact]
    public async Task every_foreign_key_carries_the_office_to_the_same_office()
    {
        Assert.Empty(await ListAsync("""
            select f.conrelid::regclass || ' ' || f.conname from pg_constraint f
            join pg_attribute o on o.attrelid = f.conrelid and o.attname = 'office'
            join pg_attribute p on p.attrelid = f.confrelid and p.attname = 'office'
            where f.contype = 'f' and f.connamespace = 'public'::regnamespace
            and (array_position(f.conkey, o.attnum) is null or array_position(f.conkey, o.attnum) <> array_position(f.confkey, p.attnum))
            """));
    }

    [Fact]
    public async Task the_application_has_no_rights_but_those_that_rows_need()
    {
        Assert.Empty(await ListAsync("select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and has_table_privilege('laksana_app', oid, 'truncate, references, trigger')"));
        Assert.Equal("f", await One("select has_table_privilege('laksana_app', 'migration', 'select, insert, update, delete')::text::char"));
        Assert.Equal("f", await One("select has_schema_privilege('laksana_app', 'public', 'create')::text::char"));
        // A function with its owner's sight says exactly what it looks at, and is given to the application alone.
        Assert.Empty(await ListAsync("""
            select proname from pg_proc where prosecdef and pronamespace in ('public'::regnamespace, 'quartz'::regnamespace)
            and (coalesce(not 'search_path=public, pg_temp' = any (proconfig), true) or has_function_privilege('public', oid, 'execute'))
            """));
    }

    /// <summary>One row per office in every table, foreign keys and triggers put aside, then each office looks.</summary>
    [Fact]
    public async Task no_table_shows_or_gives_one_office_s_rows_to_another()
    {
        var tables = await ListAsync("select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'office' where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1");
        Assert.True(tables.Count > 20);
        foreach (var table in tables) await FillAsync(table, "kantor-a", "kantor-b");
        foreach (var table in tables)
        {
            Assert.Equal((table, 1L), (table, await fixture.Database.ScalarAsync<long>("kantor-a", $"select count(*) from {table}")));
            Assert.Equal((table, 0L), (table, await fixture.Database.ScalarAsync<long>("kantor-a", $"select count(*) from {table} where office <> 'kantor-a'")));
            Assert.Equal((table, 0L), (table, await fixture.Database.ScalarAsync<long>("kantor-c", $"select count(*) from {table}")));
            await using (var nobody = fixture.Database.Application.CreateCommand($"select count(*) from {table}")) Assert.Equal((table, 0L), (table, await nobody.ExecuteScalarAsync()));
            Assert.Equal((table, 2L), (table, await fixture.Database.ScalarAsync<long>(null, $"select count(*) from {table} where office in ('kantor-a', 'kantor-b')")));
            await RefusedOrNothingAsync($"delete from {table} where office = 'kantor-b'");
            await RefusedOrNothingAsync($"update {table} set office = 'kantor-b'");
            await RefusedOrNothingAsync($"update {table} set office = 'kantor-a' where office = 'kantor-b'");
            // Not those that the database computes by itself.
            var columns = string.Join(", ", await ListAsync($"select quote_ident(attname) from pg_attribute where attrelid = '{table}'::regclass and attnum > 0 and attgenerated = '' and not attisdropped order by attnum"));
            await RefusedOrNothingAsync($"insert into {table} ({columns}) overriding system value select {columns} from {table} where office = 'kantor-b'");
            Assert.Equal((table, 1L), (table, await fixture.Database.ScalarAsync<long>("kantor-b", $"select count(*) from {table}")));
        }
        await using var other = await fixture.Database.OpenAsync("kantor-a");
        await using var sneak = new NpgsqlCommand("insert into notice (office, officer, cause, text_key, arguments, created_at) values ('kantor-b', 'x', 'y', 'z', '[]', now())", other);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => sneak.ExecuteNonQueryAsync())).SqlState);
    }

    [Fact]
    public async Task the_owner_s_dump_holds_every_office()
    {
        await fixture.Database.AddOfficeAsync("dump-a");
        await fixture.Database.AddOfficeAsync("dump-b");
        var login = new NpgsqlConnectionStringBuilder(fixture.Database.OwnerConnectionString);
        var words = new System.Diagnostics.ProcessStartInfo((await TestCluster.GetAsync()).Programs["pg_dump"], ["-h", login.Host!, "-U", login.Username!, "-d", login.Database!, "-t", "office", "--data-only"])
        {
            RedirectStandardOutput = true, UseShellExecute = false, Environment = { ["PGPASSWORD"] = login.Password },
        };
        using var dump = System.Diagnostics.Process.Start(words)!;
        var text = await dump.StandardOutput.ReadToEndAsync();
        await dump.WaitForExitAsync();
        Assert.Equal(0, dump.ExitCode);
        Assert.Contains("dump-a", text, StringComparison.Ordinal);
        Assert.Contains("dump-b", text, StringComparison.Ordinal);
    }

    private async Task RefusedOrNothingAsync(string sql)
    {
        try
        {
            Assert.Equal((sql, 0), (sql, await fixture.Database.DoAsync("kantor-a", sql)));
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // by a grant or by the policy's check
        }
    }

    private async Task FillAsync(string table, params string[] offices)
    {
        var columns = await ListAsync($"""
            select attname || ' ' || format_type(atttypid, null) from pg_attribute
            where attrelid = '{table}'::regclass and attnum > 0 and attnotnull and not atthasdef and attidentity = '' and not attisdropped order by attnum
            """);
        var values = columns.Select(column => column.Split(' ', 2)).Select(parts => parts[0] == "office" ? "$1" : parts[1] switch
        {
            "text" => "'xx'",
            "integer" or "bigint" or "smallint" or "double precision" => "1",
            "time without time zone" => "time '08:00'",
            "boolean" => "false",
            "bytea" => "'x'",
            "uuid" => "'00000000-0000-0000-0000-000000000001'",
            "date" => "date '2026-01-05'",
            "timestamp with time zone" => "timestamptz '2026-01-05 08:00+07'",
            var other => throw new NotSupportedException(table + ": " + other),
        });
        // A definitive holding needs no warrant.
        var sql = $"insert into {table} ({string.Join(", ", columns.Select(c => c.Split(' ')[0]))}) values ({string.Join(", ", values)})"
            .Replace("'xx', 'xx', 1, date", "'xx', 'xx', 0, date", StringComparison.Ordinal);
        var login = new NpgsqlConnectionStringBuilder((await TestCluster.GetAsync()).SuperuserConnectionString) { Pooling = false };
        login.Database = new NpgsqlConnectionStringBuilder(fixture.Database.OwnerConnectionString).Database;
        await using var superuser = new NpgsqlConnection(login.ConnectionString);
        await superuser.OpenAsync();
        await using var aside = new NpgsqlCommand("set session_replication_role = replica", superuser);
        await aside.ExecuteNonQueryAsync();
        foreach (var office in offices)
        {
            await using var insert = new NpgsqlCommand(sql, superuser) { Parameters = { OfficeBatch.Parameter(office) } };
            await insert.ExecuteNonQueryAsync();
        }
    }

    private async Task<string?> One(string sql) => (await ListAsync(sql)).Single();

    private async Task<List<string>> ListAsync(string sql)
    {
        var list = new List<string>();
        await using var command = fixture.Database.Owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) list.Add(reader.GetValue(0).ToString()!);
        return list;
    }
}
