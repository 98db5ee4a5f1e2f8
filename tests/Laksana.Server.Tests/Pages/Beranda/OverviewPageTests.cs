using Laksana.Server.Tests.Pages.Agenda;
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
}
