using Laksana.Cases;
using Laksana.Database;
using Laksana.Register;
using Laksana.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Laksana.Tests.Register;

public sealed class SealerTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private LaksanaDatabase Database => fixture.Database;

    [Fact]
    public async Task a_seal_holds_the_last_head_of_each_case_and_nothing_waits_any_more()
    {
        var agenda = await OfficeAsync("segel-a");
        await agenda.NoteAsync("A-1", 3);
        await agenda.NoteAsync("A-2", 1);
        await agenda.NoteAsync("A-1", 2);
        using var key = SealKey.OpenOrCreate(_folder.Path);
        var sealer = Sealer(key);
        var seal = await sealer.SealAsync("segel-a");
        Assert.NotNull(seal);
        Assert.True(seal.HashFits());
        Assert.Equal((1, 2), (seal.Number, seal.Leaves));
        Assert.Equal("A-2/1 A-1/5", await Database.ScalarAsync<string>("segel-a",
            "select string_agg(l.case_number || '/' || l.version, ' ' order by l.position) from seal_leaf l join event using (office, case_number, version, hash)"));
        Assert.Equal(0L, await Database.ScalarAsync<long>("segel-a", "select count(*) from seal_pending"));
        Assert.Equal(1L, await Database.ScalarAsync<long>("segel-a", "select count(*) from seal_key where key_id = sha256(public_key)"));
        Assert.Null(await sealer.SealAsync("segel-a"));

        await agenda.NoteAsync("A-2", 1);
        var next = await sealer.SealAsync("segel-a");
        Assert.Equal((2, 1), (next!.Number, next.Leaves));
        Assert.Equal(seal.Hash.ToArray(), next.Previous.ToArray());
    }

    [Fact]
    public async Task a_node_with_another_key_does_not_seal_until_an_operator_introduces_it()
    {
        var agenda = await OfficeAsync("segel-kunci");
        using var key = SealKey.OpenOrCreate(_folder.Path);
        using var elsewhere = new TemporaryFolder();
        using var other = SealKey.OpenOrCreate(elsewhere.Path);
        await agenda.NoteAsync("K-1", 1);
        Assert.NotNull(await Sealer(key).SealAsync("segel-kunci"));
        await agenda.NoteAsync("K-1", 1);
        var stranger = Sealer(other);
        Assert.Null(await stranger.SealAsync("segel-kunci"));
        Assert.Equal(["segel-kunci"], stranger.Refusing);
        Assert.Equal((1L, 1L), (await Database.ScalarAsync<long>("segel-kunci", "select count(*) from seal_pending"), await Database.ScalarAsync<long>("segel-kunci", "select count(*) from seal_key")));

        var introduced = new Sealer(Database, other, TimeProvider.System, null, NullLogger<Sealer>.Instance) { IntroduceKey = true };
        Assert.Equal(other.Id.ToArray(), (await introduced.SealAsync("segel-kunci"))!.KeyId.ToArray());
        await agenda.NoteAsync("K-1", 1);
        Assert.NotNull(await stranger.SealAsync("segel-kunci"));
        Assert.Empty(stranger.Refusing);
    }

    [Fact]
    public async Task events_not_yet_committed_come_into_a_later_seal()
    {
        var agenda = await OfficeAsync("segel-b");
        using var key = SealKey.OpenOrCreate(_folder.Path);
        var sealer = Sealer(key);
        await using (var open = await Database.BeginAsync("segel-b"))
        {
            await agenda.WriteAsync(open, "B-1", new NoteAdded("belum") { At = agenda.Next() });
            await agenda.NoteAsync("B-2", 1);
            Assert.Equal(1, (await sealer.SealAsync("segel-b"))!.Leaves);
            await open.CommitAsync();
        }
        Assert.Equal(1, (await sealer.SealAsync("segel-b"))!.Leaves);
        Assert.Equal("B-2 B-1", await Database.ScalarAsync<string>("segel-b", "select string_agg(case_number, ' ' order by number) from seal_leaf"));
    }

    [Fact]
    public async Task several_nodes_sealing_at_once_make_one_chain_and_lose_nothing()
    {
        var agenda = await OfficeAsync("segel-c");
        using var key = SealKey.OpenOrCreate(_folder.Path);
        using var heads = new HeadFile(_folder.File("kepala.txt"));
        using var writing = new CancellationTokenSource();
        Sealer[] nodes = [Sealer(key, heads), Sealer(key, heads), Sealer(key, heads)];
        var sealing = nodes.Select(async node =>
        {
            while (!writing.IsCancellationRequested) await node.SealAsync("segel-c");
        }).ToList();
        for (var i = 0; i < 60; i++) await agenda.NoteAsync("C-" + i % 7, 1 + i % 3);
        await writing.CancelAsync();
        await Task.WhenAll(sealing);
        await nodes[0].SealAllAsync();

        Assert.Equal(0L, await Database.ScalarAsync<long>("segel-c", "select count(*) from seal_pending"));
        Assert.True(await Database.ScalarAsync<bool>("segel-c", """
            select bool_and(chained) from (select previous = coalesce(lag(hash) over (order by number), decode(repeat('00', 32), 'hex'))
                and number = row_number() over (order by number) as chained from seal) as link
            """));
        Assert.Equal(7L, await Database.ScalarAsync<long>("segel-c", """
            select count(*) from (select case_number, max(version) as version from event group by 1) as head join seal_leaf using (case_number, version)
            """));
        var last = await Database.ScalarAsync<long>("segel-c", "select max(number) from seal");
        Assert.Equal(last, (await HeadFile.ReadAsync(heads.Path, "segel-c")).Max(h => h.Number));
    }

    [Fact]
    public async Task a_seal_that_fails_half_way_leaves_everything_as_it_was()
    {
        var agenda = await OfficeAsync("segel-d");
        await agenda.NoteAsync("D-1", 2);
        using var key = SealKey.OpenOrCreate(_folder.Path);
        await Database.DoAsync(null, """
            create function break_segel_d() returns trigger language plpgsql as $$ begin raise exception 'disk'; end $$;
            create trigger break_segel_d before insert on seal_leaf for each row when (new.office = 'segel-d') execute function break_segel_d()
            """);
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Sealer(key).SealAsync("segel-d"));
        Assert.Equal(1L, await Database.ScalarAsync<long>("segel-d", "select count(*) from seal_pending"));
        Assert.Equal(0L, await Database.ScalarAsync<long>("segel-d", "select count(*) from seal"));
        await agenda.NoteAsync("D-1", 1);

        // The office that fails does not keep the others waiting.
        var other = await OfficeAsync("segel-e");
        await other.NoteAsync("E-1", 1);
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Sealer(key).SealAllAsync());
        Assert.Equal(1L, await Database.ScalarAsync<long>("segel-e", "select count(*) from seal"));

        await Database.DoAsync(null, "drop trigger break_segel_d on seal_leaf");
        Assert.Equal((1, 1), ((await Sealer(key).SealAsync("segel-d")) is { } made ? (made.Number, made.Leaves) : default));
    }

    [Fact]
    public async Task a_head_that_a_crash_kept_back_is_written_by_the_next_run()
    {
        var agenda = await OfficeAsync("segel-f");
        await agenda.NoteAsync("F-1", 1);
        using var key = SealKey.OpenOrCreate(_folder.Path);
        var seal = await Sealer(key).SealAsync("segel-f");
        using var heads = new HeadFile(_folder.File("kepala.txt"));
        var afterCrash = Sealer(key, heads);
        Assert.Null(await afterCrash.SealAsync("segel-f"));
        Assert.Null(await afterCrash.SealAsync("segel-f"));
        Assert.Equal(seal!.Head.ToLine(), Assert.Single(await HeadFile.ReadAsync(heads.Path)).ToLine());
    }

    public void Dispose() => _folder.Dispose();

    private Sealer Sealer(SealKey key, HeadFile? heads = null) => new(Database, key, TimeProvider.System, heads, NullLogger<Sealer>.Instance);

    private async Task<Agenda> OfficeAsync(string office)
    {
        await Database.AddOfficeAsync(office);
        return new Agenda(Database, office);
    }
}
