using Laksana.Database;
using Laksana.Notices;
using Laksana.Testing;
using Laksana.Tests.Automation;
using Xunit;

namespace Laksana.Tests.Notices;

/// <summary>From a line in the bell to a letter in a real mailbox, on one node and on several, in quiet hours and in a daily summary.</summary>
public sealed class DeliveryTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private LaksanaDatabase Database => fixture.Database;

    [Fact]
    public async Task a_letter_says_number_subject_row_and_link_and_nothing_that_somebody_typed()
    {
        await using var server = await RealMailServer.StartAsync();
        var number = await OfficeAsync("isi", Sending.Mail(server.Port));
        await Sending.RingAsync(Database, "isi", "jfu1", number);
        await Sending.Delivery(Database, "a", TimeSpan.FromMinutes(1)).SendAllAsync(default);
        var letter = await server.NextAsync();
        Assert.Equal($"{number}: dikembalikan untuk diperbaiki", letter.Subject);
        Assert.Equal($"{number} · Uji router\r\nLangkah 2 Memeriksa: dikembalikan untuk diperbaiki.\r\nhttps://laksana.contoh.go.id/berkas/{number}#langkah-2\r\n\r\n"
            + "Semua kabar: https://laksana.contoh.go.id/kabar\r\nAtur kabar yang dikirim: https://laksana.contoh.go.id/akun/kabar\r\n", letter.Body);
        Assert.DoesNotContain("Siti", letter.Data + letter.Body, StringComparison.Ordinal);
        Assert.Equal(["2 0"], await Sending.StatesAsync(Database, "isi"));
    }

    [Fact]
    public async Task several_nodes_send_each_line_once()
    {
        await using var server = await RealMailServer.StartAsync();
        var number = await OfficeAsync("banyak", Sending.Mail(server.Port));
        using var end = new CancellationTokenSource();
        var nodes = Enumerable.Range(0, 3).Select(n => Sending.Delivery(Database, $"n{n}", TimeSpan.FromMinutes(1)).RunAsync(end.Token)).ToList();
        for (var line = 0; line < 35; line++) await Sending.RingAsync(Database, "banyak", "jfu1", number);
        while (await Database.ScalarAsync<long>("banyak", "select count(*) from notice_message where office = 'banyak' and status in (0, 1)") > 0) await Task.Delay(50, TestContext.Current.CancellationToken);
        await end.CancelAsync();
        await Task.WhenAll(nodes);
        // No node sends any more; what the mail server says of its letters may still be under way.
        while (Lines(server) < 35) await Task.Delay(20, TestContext.Current.CancellationToken);
        var letters = server.Letters.ToList();
        Assert.Equal(letters.Count, letters.Select(l => l.Header("Message-ID")).Distinct().Count());
        // What waited together went together, and every line is in exactly one letter.
        Assert.Equal(35, Lines(server));
    }

    private static int Lines(RealMailServer server) => server.Letters.ToList().Sum(l => l.Body.Split("dikembalikan untuk diperbaiki").Length - 1);

    [Fact]
    public async Task a_killed_node_costs_at_most_the_same_letter_once_more_under_the_same_id()
    {
        using var server = new BadMailServer(Fault.MuteAfter);
        var number = await OfficeAsync("mati", Sending.Mail(server.Port));
        var arrived = new TaskCompletionSource();
        server.Arrived = () => { arrived.TrySetResult(); return Task.CompletedTask; };
        var orders = new NodeOrders("a", Database.OwnerConnectionString, Database.ApplicationConnectionString, "mati") { Delivers = true, LeaseSeconds = 4 };
        await using (var first = await NodeUnderTest.StartAsync(orders))
        {
            await Sending.RingAsync(Database, "mati", "jfu1", number);
            await arrived.Task.WaitAsync(TestContext.Current.CancellationToken);
            await first.KillAsync();
        }
        Assert.Equal("1 0 t", await Database.ScalarAsync<string>("mati", "select status || ' ' || failures || ' ' || left((handed_at is not null)::text, 1) from notice_message where office = 'mati'"));
        server.Fault = Fault.None;
        await using (await NodeUnderTest.StartAsync(orders with { Node = "b" }))
            while (await Database.ScalarAsync<short>("mati", "select status from notice_message where office = 'mati'") != 2) await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal(2, server.Ids.Count);
        Assert.Single(server.Ids.Distinct());
    }

    [Fact]
    public async Task a_node_killed_before_it_handed_over_costs_nothing()
    {
        using var server = new BadMailServer(Fault.Mute);
        var number = await OfficeAsync("awal", Sending.Mail(server.Port));
        var orders = new NodeOrders("a", Database.OwnerConnectionString, Database.ApplicationConnectionString, "awal") { Delivers = true, LeaseSeconds = 4 };
        await using (var first = await NodeUnderTest.StartAsync(orders))
        {
            await Sending.RingAsync(Database, "awal", "jfu1", number);
            while (server.Connections == 0) await Task.Delay(20, TestContext.Current.CancellationToken);
            await first.KillAsync();
        }
        server.Fault = Fault.None;
        await using (await NodeUnderTest.StartAsync(orders with { Node = "b" }))
            while (await Database.ScalarAsync<short>("awal", "select status from notice_message where office = 'awal'") != 2) await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Single(server.Ids);
    }

    [Fact]
    public async Task a_failing_server_is_tried_again_under_the_same_id_and_given_up_in_the_end()
    {
        using var server = new BadMailServer(Fault.DiesAfter);
        var number = await OfficeAsync("gagal", Sending.Mail(server.Port));
        await Sending.RingAsync(Database, "gagal", "jfu1", number);
        await Sending.Delivery(Database, "a", TimeSpan.FromMinutes(1)).SendAllAsync(default);
        Assert.Equal(["3 3"], await Sending.StatesAsync(Database, "gagal"));
        Assert.Equal(3, server.Ids.Count);
        Assert.Single(server.Ids.Distinct());
        Assert.False(string.IsNullOrEmpty(await Database.ScalarAsync<string>("gagal", "select reason from notice_message where office = 'gagal'")));
    }

    [Fact]
    public async Task what_waits_together_goes_as_one_and_what_was_read_does_not_go()
    {
        await using var server = await RealMailServer.StartAsync();
        var number = await OfficeAsync("kumpul", Sending.Mail(server.Port));
        await Sending.RingAsync(Database, "kumpul", "jfu1", number, "returned");
        await Sending.RingAsync(Database, "kumpul", "jfu1", number, "given");
        await Sending.RingAsync(Database, "kumpul", "jfu1", number, "mention");
        await Database.DoAsync("kumpul", "update notice set read_at = now() where office = 'kumpul' and text_key = 'notice.given'");
        await Sending.Delivery(Database, "a", TimeSpan.FromMinutes(1)).SendAllAsync(default);
        var letter = await server.NextAsync();
        Assert.Equal("2 kabar dari Laksana", letter.Subject);
        Assert.DoesNotContain("diserahkan", letter.Body, StringComparison.Ordinal);
        Assert.Empty(server.Letters);
        Assert.Equal(["2 0", "4 0", "5 0"], (await Sending.StatesAsync(Database, "kumpul")).Order());
    }

    [Fact]
    public async Task in_quiet_hours_only_what_is_late_comes_and_only_to_who_wants_that()
    {
        await using var server = await RealMailServer.StartAsync();
        var clock = new SetClock(new DateTimeOffset(2026, 11, 20, 22, 30, 0, TimeSpan.FromHours(7)));
        var number = await OfficeAsync("sunyi", Sending.Mail(server.Port) with { QuietFrom = new TimeOnly(21, 0), QuietTo = new TimeOnly(6, 0) }, new PersonalNotices { LatePasses = true, Language = "en" });
        await Sending.RingAsync(Database, "sunyi", "jfu1", number, "returned");
        await Sending.RingAsync(Database, "sunyi", "jfu1", number, "late");
        var delivery = Sending.Delivery(Database, "a", TimeSpan.FromMinutes(1), clock);
        await delivery.SendAllAsync(default);
        Assert.Equal($"{number}: is past its limit", (await server.NextAsync()).Subject);
        Assert.Empty(server.Letters);
        Assert.InRange(await Database.ScalarAsync<int>("sunyi", "select round(extract(epoch from not_before - clock_timestamp()))::int from notice_message where office = 'sunyi' and status = 0"), 26_900, 27_000);
        await MorningAsync("sunyi", clock, new DateTimeOffset(2026, 11, 21, 6, 0, 0, TimeSpan.FromHours(7)));
        await delivery.SendAllAsync(default);
        Assert.Equal($"{number}: was sent back for correction", (await server.NextAsync()).Subject);
    }

    [Fact]
    public async Task a_daily_summary_is_one_letter_at_its_time()
    {
        await using var server = await RealMailServer.StartAsync();
        var clock = new SetClock(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.FromHours(7)));
        var number = await OfficeAsync("ringkas", Sending.Mail(server.Port), new PersonalNotices { SummaryAt = new TimeOnly(15, 30) });
        var delivery = Sending.Delivery(Database, "a", TimeSpan.FromMinutes(1), clock);
        foreach (var kind in new[] { "returned", "late", "report" })
        {
            await Sending.RingAsync(Database, "ringkas", "jfu1", number, kind);
            await Database.DoAsync("ringkas", "update notice_message set created_at = $1 where office = 'ringkas'", clock.GetUtcNow());
            await delivery.SendAllAsync(default);
        }
        Assert.Empty(server.Letters);
        await MorningAsync("ringkas", clock, new DateTimeOffset(2026, 11, 20, 15, 30, 0, TimeSpan.FromHours(7)));
        await delivery.SendAllAsync(default);
        Assert.Equal("3 kabar dari Laksana", (await server.NextAsync()).Subject);
        Assert.Empty(server.Letters);
    }

    [Fact]
    public async Task who_has_left_or_has_not_confirmed_hears_nothing()
    {
        await using var server = await RealMailServer.StartAsync();
        var number = await OfficeAsync("pergi", Sending.Mail(server.Port));
        await Database.DoAsync("pergi", "insert into notice_address (office, officer, way, address) values ('pergi', 'jfu2', 1, 'jfu2@contoh.go.id')");
        await new PersonalNoticeBook(Database).WriteAsync("pergi", "jfu2", new PersonalNotices(), [("returned", NoticeWay.Mail)], default);
        await Database.DoAsync("pergi", "update officer set left_on = '2026-01-01' where office = 'pergi' and officer = 'jfu1'");
        await Sending.RingAsync(Database, "pergi", "jfu1", number);
        await Sending.RingAsync(Database, "pergi", "jfu2", number);
        await Sending.Delivery(Database, "a", TimeSpan.FromMinutes(1)).SendAllAsync(default);
        Assert.Equal(["5 0"], await Sending.StatesAsync(Database, "pergi"));
        Assert.Empty(server.Letters);
    }

    private async Task<string> OfficeAsync(string id, NoticeSettings settings, PersonalNotices? person = null)
    {
        var office = await TrialOffice.NewAsync(Database, id);
        var number = (await office.OpenAsync()).Number;
        await office.DoAsync("jfu1", number, new Laksana.Cases.CompleteStep(1, new Dictionary<string, string> { ["barang"] = "router", ["pelapor"] = "Siti Aminah" }));
        Assert.True(await new NoticeSettingsBook(Database).WriteAsync(id, settings, 0, null, null, default));
        await Sending.ChooseAsync(Database, id, "jfu1", NoticeWay.Mail, person);
        return number;
    }

    /// <summary>The waiting is over, for the database's clock as for the office's.</summary>
    private async Task MorningAsync(string office, SetClock clock, DateTimeOffset then)
    {
        clock.Now = then;
        await Database.DoAsync(office, "update notice_message set not_before = clock_timestamp() where office = $1 and status = 0", office);
    }

    private sealed class SetClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
    }
}
