using Laksana.Automation;
using Laksana.Backups;
using Laksana.Tests.WorkTime;
using Npgsql;
using Xunit;

namespace Laksana.Tests.Backups;

/// <summary>Databases swapped by their names on a real server, and cut off at every step.</summary>
public sealed class DatabaseSwapTests
{
    private static readonly Func<string, Task> Nothing = _ => Task.CompletedTask;

    [Theory]
    [InlineData("siak")]
    [InlineData("a\"; drop database \"postgres")]
    [InlineData("nama'kutip\\garis\nbaris=1 ")]
    [InlineData("ñandú-語-panjang-sekali-sampai-enam-puluh-tiga-byte-xxxxx")]
    public async Task the_restored_one_gets_name_owner_rights_and_settings_and_the_old_one_is_kept(string name)
    {
        var stand = await SwapStand.NewAsync(name);
        var before = (await stand.FactsAsync(stand.Names.Live))!;
        Assert.Equal(4, before.Settings.Count + 1);
        await using var hold = await stand.HoldAsync();
        var swap = new DatabaseSwap(hold, stand.Names, stand.Plan);
        await swap.ExchangeAsync(Nothing, default);

        var after = (await stand.FactsAsync(stand.Names.Live))!;
        Assert.Equal((stand.Plan.RestoredIdentity, "pemilik_uji", "milik kantor", 40, true), (after.Identity, after.Owner, after.Comment, after.Limit, after.AllowsConnections));
        Assert.Equal(before.Grants, after.Grants);
        Assert.Equal(before.Settings, after.Settings);
        Assert.Equal(("pulih", null), (await stand.ReadAsync(stand.Names.Live), await stand.ReadAsync(stand.Names.Old)));
        var old = (await stand.FactsAsync(stand.Names.Old))!;
        Assert.Equal((stand.Plan.LiveIdentity, false), (old.Identity, old.AllowsConnections));
        Assert.Null(await stand.FactsAsync(stand.Names.Beside));
        Assert.Equal(0, await swap.ExchangeAsync(Nothing, default));

        await swap.UndoAsync(Nothing, default);
        Assert.Equal("lama", await stand.ReadAsync(stand.Names.Live));
        Assert.Equal(before with { Grants = [], Settings = [] }, (await stand.FactsAsync(stand.Names.Live))! with { Grants = [], Settings = [] });
        Assert.Equal(stand.Plan.RestoredIdentity, (await stand.FactsAsync(stand.Names.Beside))!.Identity);
        Assert.Null(await stand.FactsAsync(stand.Names.Old));
    }

    [Fact]
    public async Task sessions_are_ended_and_new_ones_wait_outside_for_less_than_a_few_seconds()
    {
        var stand = await SwapStand.NewAsync();
        await using var idle = new NpgsqlConnection(stand.In(stand.Names.Live));
        await idle.OpenAsync();
        await using var busy = new NpgsqlConnection(stand.In(stand.Names.Live));
        await busy.OpenAsync();
        var sleeping = busy.DoAsync("select pg_sleep(60)", default);
        await using var hold = await stand.HoldAsync();
        var swap = new DatabaseSwap(hold, stand.Names, stand.Plan);
        Assert.Equal(2, await swap.ExchangeAsync(Nothing, default));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => sleeping);
        Assert.InRange(swap.StillSeconds!.Value, 0, 10);
        Assert.Equal("pulih", await stand.ReadAsync(stand.Names.Live));
    }

    [Theory]
    [InlineData("rehearsed", false)]
    [InlineData("closed", false)]
    [InlineData("ended", false)]
    [InlineData("renamed", false)]
    [InlineData("committed", true)]
    public async Task cut_off_at_any_step_what_is_there_says_whether_it_happened_and_live_is_opened(string step, bool happened)
    {
        var stand = await SwapStand.NewAsync();
        await using (var hold = await stand.HoldAsync())
            await Assert.ThrowsAsync<SwapCutException>(() => new DatabaseSwap(hold, stand.Names, stand.Plan).ExchangeAsync(reached => reached == step ? throw new SwapCutException(step) : Task.CompletedTask, default));
        await using var next = await stand.HoldAsync();
        var swap = new DatabaseSwap(next, stand.Names, stand.Plan);
        Assert.Equal(happened ? DatabaseSwap.Where.After : DatabaseSwap.Where.Before, await swap.LookAsync(default));
        await (happened ? swap.ReopenRestoredAsync(default) : swap.ReopenAsync(default));
        Assert.Equal(happened ? "pulih" : "lama", await stand.ReadAsync(stand.Names.Live));
        // And from there it goes on.
        await swap.ExchangeAsync(Nothing, default);
        Assert.Equal("pulih", await stand.ReadAsync(stand.Names.Live));

        await Assert.ThrowsAsync<SwapCutException>(() => swap.UndoAsync(reached => reached == step ? throw new SwapCutException(step) : step == "rehearsed" ? throw new SwapCutException(step) : Task.CompletedTask, default));
        await next.DisposeAsync();
        await using var last = await stand.HoldAsync();
        swap = new DatabaseSwap(last, stand.Names, stand.Plan);
        Assert.Equal(happened ? DatabaseSwap.Where.Before : DatabaseSwap.Where.After, await swap.LookAsync(default));
        await swap.UndoAsync(Nothing, default);
        Assert.Equal("lama", await stand.ReadAsync(stand.Names.Live));
    }

    [Fact]
    public async Task what_cannot_be_carried_over_or_ended_leaves_everything_as_it_was()
    {
        var stand = await SwapStand.NewAsync();
        await stand.DoAsync("postgres", "do $$ begin create role pemulih_lemah login createdb password 'x'; exception when duplicate_object or unique_violation then null; end $$");
        await stand.DoAsync("postgres", "grant pemilik_uji to pemulih_lemah");
        await stand.DoAsync("postgres", $"alter database {PgName.Quote(stand.Names.Beside)} owner to pemulih_lemah");
        var weak = stand.Source with { RestoreConnection = new NpgsqlConnectionStringBuilder(stand.Superuser) { Username = "pemulih_lemah", Password = "x", Database = "postgres" }.ConnectionString };
        await using var superuser = new NpgsqlConnection(stand.In(stand.Names.Live));
        await superuser.OpenAsync();
        using var _ = new Speaking("id-ID");
        await using (var hold = await ServerHold.TakeAsync(PostgresServer.Of(weak), stand.Id, default))
        {
            // Some settings only a superuser may give: known before anybody is cut off.
            await stand.DoAsync("postgres", $"alter database {PgName.Quote(stand.Names.Live)} set session_preload_libraries = ''");
            var carried = await Assert.ThrowsAsync<ActionFailedException>(() => new DatabaseSwap(hold, stand.Names, stand.Plan).ExchangeAsync(Nothing, default));
            Assert.StartsWith("Pemilik, hak atau pengaturan tidak dapat dipindahkan", carried.Message, StringComparison.Ordinal);
            await stand.DoAsync("postgres", $"alter database {PgName.Quote(stand.Names.Live)} reset session_preload_libraries; alter role pembaca_uji in database {PgName.Quote(stand.Names.Live)} reset all");
            var sessions = await Assert.ThrowsAsync<ActionFailedException>(() => new DatabaseSwap(hold, stand.Names, stand.Plan).ExchangeAsync(Nothing, default));
            Assert.Contains("tidak dapat diputus", sessions.Message, StringComparison.Ordinal);
        }
        Assert.Equal("lama", await superuser.OneAsync<string>("select teks from isi", default));
        Assert.Equal("lama", await stand.ReadAsync(stand.Names.Live));
        Assert.Equal(stand.Plan.RestoredIdentity, (await stand.FactsAsync(stand.Names.Beside))!.Identity);
    }

    [Fact]
    public async Task a_database_that_somebody_else_renamed_is_not_touched()
    {
        var stand = await SwapStand.NewAsync();
        await stand.DoAsync("postgres", $"alter database {PgName.Quote(stand.Names.Beside)} rename to {PgName.Quote(stand.Names.Beside + "x")}");
        await stand.DoAsync("postgres", $"create database {PgName.Quote(stand.Names.Beside)}");
        await using var hold = await stand.HoldAsync();
        using var _ = new Speaking("id-ID");
        var failure = await Assert.ThrowsAsync<ActionFailedException>(() => new DatabaseSwap(hold, stand.Names, stand.Plan).ExchangeAsync(Nothing, default));
        Assert.Contains("diganti namanya", failure.Message, StringComparison.Ordinal);
        Assert.Equal("lama", await stand.ReadAsync(stand.Names.Live));
        var beside = new DatabaseBeside(hold, stand.Id, stand.Names);
        await Assert.ThrowsAsync<ActionFailedException>(() => beside.RemoveAsync(stand.Names.Beside, stand.Plan.RestoredIdentity, default));
        await Assert.ThrowsAsync<ActionFailedException>(() => beside.RemoveAsync(stand.Names.Live, stand.Plan.LiveIdentity, default));
        Assert.NotNull(await stand.FactsAsync(stand.Names.Live));
    }

    [Fact]
    public async Task where_nothing_is_live_the_restored_one_just_gets_its_name_and_back()
    {
        var stand = await SwapStand.NewAsync(live: false);
        await using var hold = await stand.HoldAsync();
        var swap = new DatabaseSwap(hold, stand.Names, stand.Plan);
        await swap.ExchangeAsync(Nothing, default);
        Assert.Equal("pulih", await stand.ReadAsync(stand.Names.Live));
        Assert.Contains((await stand.FactsAsync(stand.Names.Live))!.Grants, g => g is { Role: "", Privilege: "CONNECT" });
        await swap.UndoAsync(Nothing, default);
        Assert.Null(await stand.FactsAsync(stand.Names.Live));
    }

    [Fact]
    public async Task whoever_comes_after_a_lost_attempt_ends_its_session_and_another_recovery_waits_outside()
    {
        var stand = await SwapStand.NewAsync();
        var frozen = await stand.HoldAsync();
        await using var next = await stand.HoldAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => frozen.Connection.DoAsync("select 1", default));
        using var _ = new Speaking("id-ID");
        using var impatient = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ServerHold.TakeAsync(stand.Server, "ffffffff", impatient.Token));
        await next.Connection.DoAsync("select 1", default);
    }

    [Theory]
    [InlineData("\"$user\", public", "'$user', 'public'")]
    [InlineData("\"a\"\"b, c\", d", "'a\"b, c', 'd'")]
    [InlineData("", "''")]
    [InlineData("\"it's\"", "'it''s'")]
    public void stored_lists_are_written_as_texts(string stored, string expected) => Assert.Equal(expected, PgName.List(stored));
}
