using Laksana.Backups;
using Laksana.Testing;
using Npgsql;
using Xunit;

namespace Laksana.Tests.Backups;

public sealed class HostileDatabaseTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Theory]
    [InlineData("UTF8")]
    [InlineData("LATIN1")]
    [InlineData("SQL_ASCII")]
    public async Task hostile_names_large_objects_and_every_encoding_agree_with_the_living_database(string encoding)
    {
        using var trial = await DumpTrial.NewAsync(fixture.Database);
        var name = "jahat" + encoding.ToLowerInvariant();
        var superuser = (await TestCluster.GetAsync()).SuperuserConnectionString;
        await using (var server = new NpgsqlConnection(superuser))
        {
            await server.OpenAsync();
            await new NpgsqlCommand($"create database {name} encoding '{encoding}' lc_collate 'C' lc_ctype 'C' template template0", server).ExecuteNonQueryAsync();
        }
        var login = new NpgsqlConnectionStringBuilder(superuser) { Database = name, Pooling = false };
        await using var database = new NpgsqlConnection(login.ConnectionString);
        await database.OpenAsync();
        var special = encoding == "SQL_ASCII" ? "e" : "é";
        await new NpgsqlCommand($$"""
            create schema "a""b";
            create table "a""b"."x{{"\n"}}pg_dump: finished item 1 TABLE DATA y" ("k""{{"\n"}}" int generated always as identity, isi text, b bytea, w timestamptz default now(), d double precision, t int generated always as (1) stored);
            insert into "a""b"."x{{"\n"}}pg_dump: finished item 1 TABLE DATA y" (isi, b, d) select 'baris\' || chr(10) || g || '\.' || chr(9), decode(md5(g::text), 'hex'), random() from generate_series(1, 20000) g;
            create table "; drop table penduduk; --" ("{{special}}" text);
            insert into "; drop table penduduk; --" values ('{{special}}{{special}}'), (null), (''), ('\.');
            create table "{{new string('p', 63)}}" ();
            insert into "{{new string('p', 63)}}" default values;
            create table induk (a int); create table anak (b int) inherits (induk); alter table induk add c int; insert into anak values (1, 2, 3); insert into induk values (4, 5);
            create table bagian (id int, v text) partition by range (id); create table bagian1 partition of bagian for values from (0) to (10); insert into bagian values (1, 'x');
            create sequence s start 5; select nextval('s'); create sequence t;
            create view v as select * from induk; create materialized view m as select count(*) from anak;
            create type warna as enum ('merah', 'biru'); create domain d as text check (value in ('a', 'b'));
            create function f(x int) returns int language sql as 'select x + 1';
            create table kosong (id serial primary key, s varchar(9) check (s in ('a', 'b')), w warna, d d);
            select lo_from_bytea(0, 'abc'), lo_from_bytea(0, decode(repeat('00ff', 700000), 'hex')), lo_from_bytea(0, '');
            """, database).ExecuteNonQueryAsync();
        var settings = trial.Settings(new BackupSource("jahat", login.ConnectionString, []));
        var taken = await trial.Taking(settings).TakeAsync(new TakeOrder(trial.Office, "jahat", Guid.CreateVersion7(), 1, DumpTrial.Asked, null, null), new HeardProgress(), default);
        var manifest = await Artifact.At(taken.Folder).ReadThroughAsync(await trial.Keys.IdentitiesAsync(trial.Office, default), null, ByteRate.Unlimited, default);
        var print = manifest.Fingerprint!;
        Assert.Empty(manifest.Remarks);
        Assert.Equal((encoding, 7, 3L, 1_400_003L), (print.Encoding, print.Tables.Count, print.LargeObjects.Count, print.LargeObjects.Bytes));
        Assert.Contains(print.Sequences, s => s is { Name: "s", Value: 5, Called: true });
        Assert.Empty(print.DifferencesTo(await LiveFingerprint.ReadAsync(database, print, null, default)));

        await new NpgsqlCommand("update induk set c = 6; create index on anak (b)", database).ExecuteNonQueryAsync();
        Assert.Equal(["Tabel public.induk: jumlah barisnya sama, isinya berbeda", "Susunan tabel, indeks, atau fungsi berbeda"],
            print.DifferencesTo(await LiveFingerprint.ReadAsync(database, print, null, default)).Where(d => !d.Contains("anak", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task the_proof_is_of_the_snapshot_while_others_write()
    {
        using var trial = await DumpTrial.NewAsync(fixture.Database);
        var connection = await (await TestCluster.GetAsync()).NewEmptyDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(connection);
        await source.CreateCommand("create table catatan as select g as id, md5(g::text) as isi from generate_series(1, 300000) g").ExecuteNonQueryAsync();
        using var end = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
                await source.CreateCommand("insert into catatan select 0, 'baru'; update catatan set isi = 'ganti' where id = (random() * 300000)::int").ExecuteNonQueryAsync();
        });
        var taken = await trial.Taking(trial.Settings(new BackupSource("catatan", connection, [])))
            .TakeAsync(new TakeOrder(trial.Office, "catatan", Guid.CreateVersion7(), 1, DumpTrial.Asked, null, null), new HeardProgress(), default);
        await end.CancelAsync();
        await writing;
        var (manifest, folder) = await trial.UnpackAsync(taken.Backup.Id);
        var target = await (await TestCluster.GetAsync()).NewEmptyDatabaseAsync();
        var to = new NpgsqlConnectionStringBuilder(target);
        using var restore = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo((await TestCluster.GetAsync()).Programs["pg_restore"], ["--no-owner", "-d", to.Database!, folder + "/dump"])
        {
            Environment = { ["PGHOST"] = to.Host, ["PGPORT"] = to.Port.ToString(), ["PGUSER"] = to.Username, ["PGPASSWORD"] = to.Password },
        })!;
        await restore.WaitForExitAsync();
        await using var restored = new NpgsqlConnection(target);
        await restored.OpenAsync();
        Assert.Empty(manifest.Fingerprint!.DifferencesTo(await LiveFingerprint.ReadAsync(restored, manifest.Fingerprint, null, default)));
        await using var live = await source.OpenConnectionAsync();
        Assert.NotEmpty(manifest.Fingerprint.DifferencesTo(await LiveFingerprint.ReadAsync(live, manifest.Fingerprint, null, default)));
    }
}
