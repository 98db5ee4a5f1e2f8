using System.Net;
using Laksana.Cases;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Pages;

/// <summary>The machine's part of a case's page, from its first word to its end, without a script and as it is heard by one.</summary>
public sealed class MachineTests(MachineServer server) : IClassFixture<MachineServer>
{
    [Fact]
    public async Task what_the_machine_says_is_seen_without_a_script_until_it_proposes_an_answer()
    {
        var number = await OpenedAsync();
        var jfu = await BrowserAsync();
        var page = await jfu.OpenAsync("/berkas/" + number);
        page = await jfu.SubmitAsync(page, $"form[action='/berkas/{number}/mulai/2']");
        Assert.NotNull(page.Document.QuerySelector($".machine-work[data-kemajuan='/berkas/{number}/kemajuan'][data-bagian='/berkas/{number}/kemajuan/2']"));
        server.Say(number, 2, "Menghubungi <b>perangkat</b>", 0.4);
        page = await SeenAsync(jfu, number, p => p.Document.QuerySelector(".rung li") is not null);
        Assert.Equal("Menghubungi <b>perangkat</b>", page.Document.QuerySelector(".rung li")!.TextContent);
        Assert.Equal("40", page.Document.QuerySelector("progress")!.GetAttribute("value"));
        // Without a script a link fetches the page anew.
        Assert.NotNull(page.Document.QuerySelector($".machine-work a[href^='/berkas/{number}']"));

        var part = await jfu.OpenAsync($"/berkas/{number}/kemajuan/2");
        Assert.NotNull(part.Document.QuerySelector("body > .machine-work"));
        Assert.Null(part.Document.QuerySelector("header, main, form"));

        server.Succeed(number, 2, "Tiga dari tiga menjawab.", "baik");
        page = await SeenAsync(jfu, number, p => p.Document.QuerySelector(".verdict") is not null);
        Assert.Contains("Tiga dari tiga menjawab.", page.Document.QuerySelector(".verdict")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("input[name=keputusan][value=baik][checked]"));
        page = await jfu.SubmitAsync(page, $"form[action='/berkas/{number}/selesai/2']", ("keputusan", "baik"));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(HttpStatusCode.NoContent, (await jfu.OpenAsync($"/berkas/{number}/kemajuan/2")).Status);
    }

    [Fact]
    public async Task a_failure_is_shown_with_its_hint_and_is_tried_again_or_done_by_hand()
    {
        var number = await BegunAsync();
        var jfu = await BrowserAsync();
        server.Fail(number, 2, "Perangkat <i>tidak</i> menjawab.", "Periksa catu dayanya.");
        var page = await SeenAsync(jfu, number, p => p.Document.QuerySelector(".machine-work .notice.bad") is not null);
        Assert.Contains("Perangkat <i>tidak</i> menjawab.", page.Document.QuerySelector(".machine-work .notice.bad")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Periksa catu dayanya.", page.Document.QuerySelector(".machine-work .notice.bad")!.TextContent, StringComparison.Ordinal);

        page = await jfu.SubmitAsync(page, $"form[action='/berkas/{number}/ulangi/2']");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Null(page.Document.QuerySelector(".machine-work .notice.bad"));
        server.Fail(number, 2, "Masih tidak menjawab.", "Datangi lokasinya.");
        page = await SeenAsync(jfu, number, p => p.Main.Contains("Masih tidak menjawab.", StringComparison.Ordinal));
        var refused = await jfu.SubmitAsync(page, $"form[action='/berkas/{number}/selesai/2']", ("keputusan", "baik"));
        Assert.True((int)refused.Status >= 400);
        Assert.True((await StateAsync(number)).FindRun(2)!.IsOpen);
        page = await jfu.SubmitAsync(refused, $"form[action='/berkas/{number}/selesai/2']", ("keputusan", "baik"), ("dengan-tangan", "ya"));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(RunStatus.Done, (await StateAsync(number)).FindRun(2)!.Status);
        Assert.Contains("dengan tangan", page.Main, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task a_machine_is_stopped_by_its_officer()
    {
        var number = await BegunAsync();
        var jfu = await BrowserAsync();
        server.Say(number, 2, "Bekerja", 0.1);
        var page = await SeenAsync(jfu, number, p => p.Document.QuerySelector(".rung li") is not null);
        page = await jfu.SubmitAsync(page, $"form[action='/berkas/{number}/hentikan/2']");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(MachineStatus.Cancelled, (await StateAsync(number)).FindRun(2)!.Machine!.Status);
        Assert.Null(page.Document.QuerySelector("progress"));
        Assert.NotNull(page.Document.QuerySelector($"form[action='/berkas/{number}/ulangi/2']"));
        Assert.Null(page.Document.QuerySelector($"form[action='/berkas/{number}/hentikan/2']"));
    }

    [Fact]
    public async Task rows_done_at_the_same_time_and_once_for_each_site_have_a_machine_each()
    {
        var number = await BegunAsync();
        var jfu = await BrowserAsync();
        server.Succeed(number, 2, "Baik.", "baik");
        var page = await SeenAsync(jfu, number, p => p.Document.QuerySelector(".verdict") is not null);
        page = await jfu.SubmitAsync(page, $"form[action='/berkas/{number}/selesai/2']", ("keputusan", "baik"));
        Assert.Equal(2, page.Document.QuerySelectorAll(".machine-work[data-kemajuan]").Length);
        server.Say(number, 3, "Sisi A diperiksa", 0.2);
        server.Say(number, 4, "Sisi B diperiksa", 0.9);
        await SeenAsync(jfu, number, p => p.Document.QuerySelectorAll(".rung li").Length == 2);
        Assert.Equal("Sisi B diperiksa", (await jfu.OpenAsync($"/berkas/{number}/kemajuan/4")).Document.QuerySelector(".rung li")!.TextContent);
        server.Succeed(number, 4, "Sisi B baik.");
        page = await SeenAsync(jfu, number, p => p.Main.Contains("Sisi B baik.", StringComparison.Ordinal));
        page = await jfu.SubmitAsync(page, $"form[action='/berkas/{number}/selesai/4']");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(["sisi-a"], (await StateAsync(number)).OpenRuns.Select(r => r.Step));

        server.Succeed(number, 3, "Sisi A baik.");
        page = await SeenAsync(jfu, number, p => p.Main.Contains("Sisi A baik.", StringComparison.Ordinal));
        page = await jfu.SubmitAsync(page, $"form[action='/berkas/{number}/selesai/3']");
        var sites = (await StateAsync(number)).OpenRuns.ToList();
        Assert.Equal(["kec-a", "kec-b"], sites.Select(r => r.Site).Order());
        Assert.Contains("Kecamatan A", page.Main, StringComparison.Ordinal);
        foreach (var site in sites)
        {
            server.Succeed(number, site.Run, $"Lokasi {site.Site} menjawab.");
            page = await SeenAsync(jfu, number, p => p.Main.Contains($"Lokasi {site.Site} menjawab.", StringComparison.Ordinal));
            page = await jfu.SubmitAsync(page, $"form[action='/berkas/{number}/selesai/{site.Run}']");
            Assert.Equal(HttpStatusCode.OK, page.Status);
        }
        page = await jfu.SubmitAsync(page, $"form[action='/berkas/{number}/selesai/7']");
        Assert.Equal(CaseStatus.Closed, (await StateAsync(number)).Status);
    }

    [Fact]
    public async Task a_case_is_moved_to_the_new_version_with_a_place_for_every_open_row()
    {
        await server.Alfa.Sheets.PublishAsync("alfa", MachineServer.SheetOf("uji-baru", "BRU"), new DateOnly(2020, 1, 1), "installation", "pertama", default);
        var number = await OpenedAsync("uji-baru");
        var changed = MachineServer.SheetOf("uji-baru", "BRU").Replace("id: uji\n", "id: coba\n", StringComparison.Ordinal).Replace("Menguji\n", "Mencoba sambungan\n", StringComparison.Ordinal);
        await server.Alfa.Sheets.PublishAsync("alfa", changed, new DateOnly(2020, 1, 1), "installation", "Baris uji diganti.", default);
        using var kasi = await server.BrowseAsAsync("kasi1");
        var page = await kasi.OpenAsync($"/berkas/{number}/pindah-versi");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Baris uji diganti.", page.Main, StringComparison.Ordinal);
        Assert.Contains("Mencoba sambungan", page.Main, StringComparison.Ordinal);

        var refused = await kasi.SubmitAsync(page, null, ("baris.uji", ""), ("alasan", "Revisi."));
        Assert.True((int)refused.Status >= 400);
        Assert.Equal(1, (await StateAsync(number)).ProcedureVersion);
        page = await kasi.SubmitAsync(refused, null, ("baris.uji", "coba"), ("alasan", "Revisi."));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var state = await StateAsync(number);
        Assert.Equal((2, "coba"), (state.ProcedureVersion, state.OpenRuns.Single().Step));
        Assert.Equal("coba", await server.Database.ScalarAsync<string>("alfa", "select step from task where case_number = $1", number));
        Assert.Equal(HttpStatusCode.Forbidden, (await kasi.OpenAsync($"/berkas/{number}/pindah-versi")).Status);
    }

    private Task<Visitor> BrowserAsync() => server.BrowseAsAsync("jfu1");

    private async Task<CaseState> StateAsync(string number) => (await new CaseLoader(server.Database).LoadAsync("alfa", number, default))!.State;

    private async Task<string> OpenedAsync(string sheet = "uji-kerja")
    {
        using var jfu = await server.AsAsync("jfu1");
        var opened = await jfu.PostAsync("/api/v1/cases", new { sheet });
        Assert.True(opened.Json["number"] is not null, opened.Json.ToJsonString());
        var number = opened.Json["number"]!.GetValue<string>();
        await jfu.DoAsync(number, "complete", new { fields = new { tempat = "kec-a\nkec-b" } });
        return number;
    }

    private async Task<string> BegunAsync()
    {
        var number = await OpenedAsync();
        using var jfu = await server.AsAsync("jfu1");
        await jfu.DoAsync(number, "begin");
        return number;
    }

    /// <summary>The case's page, fetched anew until it shows what is awaited.</summary>
    private static async Task<Seen> SeenAsync(Visitor visitor, string number, Func<Seen, bool> awaited)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var page = await visitor.OpenAsync("/berkas/" + number);
            if (awaited(page)) return page;
            await Task.Delay(100, patience.Token);
        }
    }
}
