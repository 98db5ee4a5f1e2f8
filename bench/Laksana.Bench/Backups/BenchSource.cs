using Laksana.Automation;
using Laksana.Testing;
using Npgsql;

namespace Laksana.Bench.Backups;

/// <summary>A database as an office may have it, on the bench's own server.</summary>
internal static class BenchSource
{
    public static async Task<string> FillAsync(int megabytes)
    {
        var cluster = await TestCluster.GetAsync();
        var source = new NpgsqlConnectionStringBuilder(cluster.SuperuserConnectionString) { Database = new NpgsqlConnectionStringBuilder(await cluster.NewEmptyDatabaseAsync("postgres")).Database, Pooling = false }.ConnectionString;
        await using var connection = new NpgsqlConnection(source);
        await connection.OpenAsync();
        // Two thirds like an office's tables, one third like scanned pictures.
        await using var fill = new NpgsqlCommand($"""
            create table penduduk as select g as id, md5(g::text) as nama, 'Desa ' || g % 300 as desa, date '1950-01-01' + (g % 25000) as lahir, repeat('alamat ', 3 + g % 5) as alamat from generate_series(1, {megabytes * 4200}) g;
            alter table penduduk add primary key (id); create index on penduduk (desa, lahir);
            create table riwayat as select g as id, g % 100000 as penduduk, now() - g * interval '1 second' as waktu, md5((g * 7)::text) as isi from generate_series(1, {megabytes * 2600}) g;
            alter table riwayat add primary key (id); create index on riwayat (penduduk);
            create table pindaian as select g as id, (select string_agg(sha512((g * 1000 + i)::text::bytea), ''::bytea) from generate_series(1, 780) i) as gambar from generate_series(1, {megabytes * 10}) g;
            alter table pindaian alter column gambar set storage external; alter table pindaian add primary key (id);
            """, connection) { CommandTimeout = 0 };
        await fill.ExecuteNonQueryAsync();
        await using var size = new NpgsqlCommand("select pg_database_size(current_database())", connection);
        Console.WriteLine(FormattableString.Invariant($"source: {(long)(await size.ExecuteScalarAsync())! / 1e6:F0} MB with indexes"));
        return source;
    }
}

/// <summary>Nobody listens.</summary>
internal sealed class Silent : IActionProgress
{
    public ValueTask ReportAsync(string line, double? fraction, CancellationToken token) => ValueTask.CompletedTask;

    public Task StillMineAsync(CancellationToken token) => Task.CompletedTask;
}
