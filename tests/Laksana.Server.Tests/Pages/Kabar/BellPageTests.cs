using System.Globalization;
using System.Net;
using Laksana.Cases;
using Laksana.Server.Tests.Api;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Pages.Kabar;

public sealed class BellPageTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task a_line_leads_to_its_row_and_is_read_when_it_is_opened()
    {
        var number = await GivenAsync("jfu2");
        using var jfu2 = await server.BrowseAsAsync("jfu2");
        var page = await jfu2.OpenAsync("/kabar");
        var line = page.Document.QuerySelector($".bell a.t[href='/berkas/{number}#langkah-1']")!;
        Assert.Contains("diserahkan kepada Anda", line.TextContent, StringComparison.Ordinal);
        Assert.Equal("1", page.Document.QuerySelector("nav.main a[href='/kabar'] .n")!.TextContent);
        var opened = await jfu2.SubmitAsync(page, ".bell form", ("buka", "ya"));
        Assert.Equal($"/berkas/{number}", opened.Path);
        Assert.Null(opened.Document.QuerySelector("nav.main a[href='/kabar'] .n"));
        page = await jfu2.OpenAsync("/kabar");
        Assert.Empty(page.Document.QuerySelectorAll(".bell form, .bell .new"));
        Assert.Empty((await jfu2.OpenAsync("/kabar?baru=ya")).Document.QuerySelectorAll(".bell li"));
    }

    [Fact]
    public async Task all_are_marked_up_to_the_newest_that_was_seen()
    {
        await RingAsync("kasi1", 3);
        using var kasi = await server.BrowseAsAsync("kasi1");
        var seen = await kasi.OpenAsync("/kabar");
        await RingAsync("kasi1", 1);
        var after = await kasi.SubmitAsync(seen, "form[action='/kabar/baca-semua']");
        Assert.Single(after.Document.QuerySelectorAll(".bell li.new"));
        Assert.Contains("1 belum dibaca", after.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task older_lines_follow_page_by_page_and_the_count_stops_at_a_hundred()
    {
        await RingAsync("kabid1", 130);
        using var kabid = await server.BrowseAsAsync("kabid1");
        var page = await kabid.OpenAsync("/kabar?baru=ya");
        Assert.Equal("99+", page.Document.QuerySelector("nav.main a[href='/kabar'] .n")!.TextContent);
        var seen = new List<string>();
        while (true)
        {
            seen.AddRange(page.Document.QuerySelectorAll(".bell input[name=kabar]").Select(i => i.GetAttribute("value")!));
            if (page.Document.QuerySelector("nav.pages a[href*='sebelum']") is not { } older) break;
            page = await kabid.OpenAsync(older.GetAttribute("href")!);
        }
        Assert.Equal(130, seen.Distinct().Count());
        Assert.Equal(seen.OrderDescending(Comparer<string>.Create((a, b) => long.Parse(a, CultureInfo.InvariantCulture).CompareTo(long.Parse(b, CultureInfo.InvariantCulture)))), seen);
    }

    [Fact]
    public async Task nobody_reads_or_marks_the_line_of_another()
    {
        var id = await RingAsync("jfu1", 1);
        using var other = await server.BrowseAsAsync("lain");
        var form = await other.OpenAsync("/akun/sandi");
        var answer = await other.PostAsync("/kabar/baca", [new("__formulir", form.Document.QuerySelector("main input[name=__formulir]")!.GetAttribute("value")!), new("kabar", id.ToString(CultureInfo.InvariantCulture))]);
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.True(await server.Database.ScalarAsync<bool>("alfa", "select read_at is null from notice where office = 'alfa' and id = $1", id));
    }

    private async Task<string> GivenAsync(string officer)
    {
        var number = (await server.Alfa.OpenAsync()).Number;
        await server.Alfa.DoAsync("kasi1", number, new ReassignStep(1, officer, "beban"));
        return number;
    }

    /// <returns>Id of the newest.</returns>
    private async Task<long> RingAsync(string officer, int lines)
    {
        await server.Database.DoAsync("alfa", """
            insert into notice (office, officer, cause, text_key, arguments, created_at)
            select 'alfa', $1, gen_random_uuid()::text, 'notice.given', '["A","B"]', now() from generate_series(1, $2)
            """, officer, lines);
        return await server.Database.ScalarAsync<long>("alfa", "select max(id) from notice where office = 'alfa' and officer = $1", officer);
    }
}
