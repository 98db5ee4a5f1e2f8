using Laksana.Backups;
using Laksana.Server.Tests.Pages.Agenda;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Pages.Beranda;

public sealed class OverviewPageTests(AgendaServer server) : IClassFixture<AgendaServer>
{
    [Fact]
    public async Task whoever_has_others_below_him_begins_with_what_is_late_and_everybody_else_with_his_tasks()
    {
        var number = await server.FaultAsync();
        server.Now += TimeSpan.FromDays(10);
        await server.FollowAsync();
        using var ratri = await server.AsAsync("ratri");
        Assert.Equal("/tugas", (await ratri.OpenAsync("/")).Path);
        Assert.Equal("/tugas", (await ratri.OpenAsync("/beranda")).Path);
        Assert.Null((await ratri.OpenAsync("/tugas")).Document.QuerySelector("nav.main a[href='/beranda']"));

        using var head = await server.AsAsync("dimas");
        var page = await head.OpenAsync("/");
        Assert.Equal("/beranda", page.Path);
        Assert.Contains(number, page.Main, StringComparison.Ordinal);
        Assert.Contains("JFU Bidang PIAK", page.Main, StringComparison.Ordinal);
        Assert.Contains("segel 1", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Backup terakhir", page.Main, StringComparison.Ordinal);
        await head.SubmitAsync(page, "footer form", ("bahasa", "en"));
        Assert.Contains("Load by position now", (await head.OpenAsync("/beranda")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_head_sees_how_the_backups_of_every_source_stand_and_what_the_watch_found_of_them()
    {
        var book = server.Services.GetRequiredService<BackupBook>();
        await book.RecordAsync(DemoServer.Office, Taken("siak-desa", "a"), default);
        await book.RecordAsync(DemoServer.Office, Taken("arsip-lama", "b"), default);
        await book.CheckAsync(DemoServer.Office, Taken("arsip-lama", "b").Id, null, BackupLevel.Readable, CheckOutcome.Failed, 3, "blok ke-12 tidak terbaca", "installation", default);
        await server.Services.GetRequiredService<WatchRound>().LookAsync(DemoServer.Office, default);
        var open = (await server.Services.GetRequiredService<WatchBook>().OpenAsync(DemoServer.Office, default)).Select(f => f.Finding.Source).ToHashSet();
        Assert.Contains("arsip-lama", open);

        using var head = await server.AsAsync("suryo");
        var page = await head.OpenAsync("/beranda");
        var lines = page.Document.QuerySelectorAll(".health dt").ToDictionary(dt => dt.TextContent, dt => dt.NextElementSibling!);
        Assert.Contains("tidak baik", lines["Backup arsip-lama"].TextContent, StringComparison.Ordinal);
        Assert.Equal("over", lines["Backup arsip-lama"].ClassName);
        Assert.Contains("Backup siak-desa", lines.Keys);
        Assert.Equal(open.Contains("siak-desa"), lines["Backup siak-desa"].ClassName == "over");
        Assert.Equal("/backup/pengawasan", lines["Backup arsip-lama"].QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal(System.Net.HttpStatusCode.OK, (await head.OpenAsync("/backup/pengawasan")).Status);

        Backup Taken(string source, string name)
        {
            var at = new DateTimeOffset(2026, 11, 19, 20, 0, 0, TimeSpan.Zero);
            return new Backup($"2026-11-20_0300_{source}_0000000{name}", source, SourceKind.PostgreSql, new Guid(1, 2, 3, [0, 0, 0, 0, 0, 0, 0, (byte)name[0]]), null, "dimas", "server-uji", at, at, 12, 40_000_000, 90_000_000,
                new string('a', 64), new string('b', 64), true, ["kantor"]) { Level = BackupLevel.Readable, LevelAt = at };
        }
    }
}
