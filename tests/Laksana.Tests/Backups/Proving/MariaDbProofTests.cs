using System.Text;
using Laksana.Backups;
using Xunit;

namespace Laksana.Tests.Backups.Proving;

public sealed class MariaDbProofTests
{
    private const string Content = """
        create database `toko; 'a'`; use `toko; 'a'`;
        create table `barang ``x```(id int primary key, nama varchar(100), isi longblob, waktu datetime) engine=InnoDB default charset=utf8mb4;
        insert into `barang ``x``` select seq, concat('barang é ', seq), unhex(md5(seq)), '2026-01-01' + interval seq minute from seq_1_to_3000;
        create table kosong (a int); create view lihat as select count(*) as n from kosong;
        """;

    [Fact]
    public async Task a_dump_is_restored_and_its_rows_and_checksums_are_compared()
    {
        using var crafted = await CraftedArtifacts.NewAsync();
        var (dump, tables) = await DumpAsync(crafted);
        Manifest Of(Manifest m) => m with { Tables = tables, ServerVersion = "10.11" };
        var good = await crafted.WriteAsync("baik", SourceKind.MariaDb, [("dump/toko.sql", dump)], Of);
        foreach (var level in new[] { BackupLevel.Readable, BackupLevel.Proved })
        {
            var found = await crafted.ProveAsync(good, level);
            Assert.True(found.Passed, found.Detail);
            Assert.Equal(level, found.Reached);
        }

        // A connection that was lost: the program had exited with 0, and the hash is that of what it had written.
        var cut = await crafted.WriteAsync("putus", SourceKind.MariaDb, [("dump/toko.sql", dump[..(dump.Length * 2 / 3)])], Of);
        Assert.Equal(CheckOutcome.Failed, (await crafted.ProveAsync(cut, BackupLevel.Readable)).Outcome);
        var other = await crafted.WriteAsync("lain", SourceKind.MariaDb, [("dump/toko.sql", Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(dump).Replace("barang é 17'", "barang é 71'", StringComparison.Ordinal)))], Of);
        Assert.True((await crafted.ProveAsync(other, BackupLevel.Readable)).Passed);
        var differs = await crafted.ProveAsync(other, BackupLevel.Proved);
        // Written to after the snapshot, or not restored whole: not proved in either case.
        Assert.Equal((CheckOutcome.Undecided, BackupLevel.Whole), (differs.Outcome, differs.Reached));
        Assert.Contains("barang", differs.Detail, StringComparison.Ordinal);
        var missing = await crafted.WriteAsync("kurang", SourceKind.MariaDb, [("dump/toko.sql", dump)], m => m with { Tables = [.. tables, new ManifestTable("toko; 'a'", "hilang", 1, "1")] });
        Assert.Equal(CheckOutcome.Failed, (await crafted.ProveAsync(missing, BackupLevel.Proved)).Outcome);
        Assert.Empty(crafted.Left());
    }

    /// <summary>A real server, filled and dumped as a source is.</summary>
    private static async Task<(byte[] Dump, IReadOnlyList<ManifestTable> Tables)> DumpAsync(CraftedArtifacts crafted)
    {
        await using var folder = ScratchFolder.Take(crafted.Scratch);
        await using var server = await ScratchMariaDb.StartAsync(folder, await ScratchAccount.ChooseAsync(crafted.Scratch, default), default);
        await SayAsync(server, Content);
        await using var dumper = await TiedProgram.StartAsync([ScratchMariaDb.Program("mariadb-dump", "mysqldump"), "--no-defaults", "--socket=" + server.Socket, "--user=root", "--single-transaction", "--databases", "toko; 'a'"]);
        using var dump = new MemoryStream();
        await dumper.Output.BaseStream.CopyToAsync(dump);
        Assert.Equal(0, await dumper.WaitAsync(default));
        var checksum = (await SayAsync(server, "checksum table `toko; 'a'`.`barang ``x``` extended")).Split('\t')[^1];
        return (dump.ToArray(), [new ManifestTable("toko; 'a'", "barang `x`", 3000, checksum), new ManifestTable("toko; 'a'", "kosong", 0, "0")]);
    }

    private static async Task<string> SayAsync(ScratchMariaDb server, string sql)
    {
        var said = await TiedProgram.RunAsync(server.Client("--batch", "--skip-column-names", "--execute=" + sql), null, null, default);
        Assert.True(said.ExitCode == 0, said.Errors);
        return said.Output.Trim();
    }
}
