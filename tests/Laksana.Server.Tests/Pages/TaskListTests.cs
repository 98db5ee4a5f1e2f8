using System.Net;
using Laksana.Cases;
using Laksana.Server.Installing;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Pages;

/// <summary>The inbox: what is found, narrowed, marked and given to others.</summary>
public sealed class TaskListTests(DemoServer server) : IClassFixture<DemoServer>
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Fact]
    public async Task a_task_is_found_by_any_value_that_its_officer_may_read_and_by_who_has_it()
    {
        var number = await OpenAsync("0813 9999 1234", "Lampu modem berkedip ungu.");
        await OpenAsync("0811 0000 0000", "Layar gelap.");
        using var ratri = await server.AsAsync("ratri");
        Assert.Equal([number], await FoundAsync(ratri, "ungu"));
        Assert.Equal([number], await FoundAsync(ratri, number.ToLowerInvariant()));
        // A personal value: whole, whatever signs stand between its digits.
        Assert.Equal([number], await FoundAsync(ratri, "081399991234"));
        Assert.Empty(await FoundAsync(ratri, "0813 9999"));
        await server.DoAsync("ratri", number, new BeginStep(1));
        Assert.Contains(number, await FoundAsync(ratri, "ratri wulan"));
        Assert.Equal([number], await FoundAsync(ratri, "ungu", "&keadaan=dikerjakan&lokasi=kalibening"));
        Assert.Empty(await FoundAsync(ratri, "ungu", "&keadaan=siap"));
        // The head of the office sees the case; the number of a person is not for him.
        using var kepala = await server.AsAsync("suryo");
        Assert.Contains(number, (await kepala.OpenAsync("/berkas?cari=ungu")).Main, StringComparison.Ordinal);
        Assert.DoesNotContain(number, (await kepala.OpenAsync("/berkas?cari=081399991234")).Main, StringComparison.Ordinal);
        Assert.Contains(number, (await ratri.OpenAsync("/berkas?cari=081399991234")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_tray_is_shown_in_the_order_that_was_chosen()
    {
        var first = await server.FaultAsync();
        var second = await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        var byNumber = await NumbersAsync(ratri, "/tugas?baki=ambil&urut=nomor");
        Assert.Equal(byNumber.Order(StringComparer.Ordinal), byNumber);
        Assert.True(byNumber.IndexOf(first) < byNumber.IndexOf(second));
    }

    [Fact]
    public async Task what_came_back_for_correction_is_marked()
    {
        var number = await ReportedAsync();
        var run = (await server.StateAsync(number)).OpenRuns.Single().Run;
        await server.DoAsync("dimas", number, new ReturnForCorrection(run, "cek-modem", "Foto lampu modem belum ada.", []));
        using var ratri = await server.AsAsync("ratri");
        var line = (await ratri.OpenAsync("/tugas?keadaan=dikembalikan")).Document.QuerySelectorAll("ul.tasks > li").Single(l => l.TextContent.Contains(number, StringComparison.Ordinal));
        Assert.Contains("dikembalikan", line.QuerySelector(".pill.late")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_superior_gives_several_tasks_to_an_officer_at_once_and_only_once()
    {
        var numbers = new[] { await server.FaultAsync(), await server.FaultAsync(), await server.FaultAsync() };
        await server.DoAsync("ratri", numbers[1], new BeginStep(1));
        using var dimas = await server.AsAsync("dimas");
        var tray = await dimas.OpenAsync("/tugas?baki=bawahan&urut=terbaru");
        Assert.All(numbers, n => Assert.NotNull(tray.Document.QuerySelector($"input[value^='{n}/']")));
        // Meanwhile galih takes the third.
        await server.DoAsync("galih", numbers[2], new BeginStep(1));
        var key = tray.Document.QuerySelector("form[action='/tugas/serahkan'] input[name=kunci]")!.GetAttribute("value")!;
        var token = tray.Document.QuerySelector("form[action='/tugas/serahkan'] input[name=__formulir]")!.GetAttribute("value")!;
        KeyValuePair<string, string>[] form = [new("__formulir", token), new("kunci", key), new("kepada", "galih"), new("alasan", "Ratri ke lapangan."),
            new("pilih", numbers[0] + "/1/"), new("pilih", numbers[1] + "/1/ratri"), new("pilih", numbers[2] + "/1/")];
        var given = await dimas.PostAsync("/tugas/serahkan", form);
        Assert.Contains("3 tugas diserahkan kepada Galih Permadi", given.Main, StringComparison.Ordinal);
        await dimas.PostAsync("/tugas/serahkan", form);
        foreach (var number in numbers[..2])
        {
            Assert.Equal("galih", (await server.StateAsync(number)).FindRun(1)!.Officer);
            Assert.Equal(1L, await server.Database.ScalarAsync<long>(DemoServer.Office, "select count(*) from event where case_number = $1 and kind = 'step-reassigned'", number));
        }
    }

    [Fact]
    public async Task what_cannot_be_given_says_why_and_the_form_keeps_what_was_typed()
    {
        var number = await server.FaultAsync();
        using var dimas = await server.AsAsync("dimas");
        var tray = await dimas.OpenAsync("/tugas?baki=bawahan");
        var token = tray.Document.QuerySelector("input[name=__formulir]")!.GetAttribute("value")!;
        Task<Seen> Give(string to, string reason, params string[] marks) =>
            dimas.PostAsync("/tugas/serahkan", [new("__formulir", token), new("kunci", Guid.NewGuid().ToString()), new("kepada", to), new("alasan", reason), .. marks.Select(m => new KeyValuePair<string, string>("pilih", m))]);

        var empty = await Give("galih", "   ", number + "/1/");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.NotNull(empty.Document.QuerySelector($"input[value='{number}/1/'][checked]"));
        Assert.Contains("Belum ada tugas yang dipilih", (await Give("galih", "cuti")).Refusal, StringComparison.Ordinal);
        // Taken meanwhile by somebody the superior has not seen there.
        await server.DoAsync("ratri", number, new BeginStep(1));
        var taken = await Give("galih", "Ratri cuti", number + "/1/");
        Assert.Equal(HttpStatusCode.Conflict, taken.Status);
        Assert.Contains("diambil Ratri Wulandari", taken.Main, StringComparison.Ordinal);
        Assert.Contains("Ratri cuti", taken.Document.QuerySelector("#alasan")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("ratri", (await server.StateAsync(number)).FindRun(1)!.Officer);
        // Who stands above nobody has no such tray.
        using var ratri = await server.AsAsync("ratri");
        Assert.Null((await ratri.OpenAsync("/tugas")).Document.QuerySelector(".counts a[href*=bawahan]"));
    }

    [Fact]
    public async Task a_form_outside_a_case_survives_the_end_of_its_session_and_is_sent_on_once()
    {
        var number = await server.FaultAsync();
        using var dimas = await server.AsAsync("dimas");
        var tray = await dimas.OpenAsync("/tugas?baki=bawahan&cari=" + number);
        await server.Database.DoAsync(DemoServer.Office, "update account set security_stamp = $1 where officer = 'dimas'", Guid.NewGuid().ToString("N"));
        var signIn = await dimas.SubmitAsync(tray, "form[action='/tugas/serahkan']", ("pilih", number + "/1/"), ("kepada", "galih"), ("alasan", "Ratri cuti."), ("sandi-rahasia", "jangan disimpan"));
        Assert.Contains("sudah kami simpan", signIn.Main, StringComparison.Ordinal);
        var kept = await dimas.SubmitAsync(signIn, null, ("kantor", DemoServer.Office), ("nama", "dimas"), ("sandi", DemoInstallation.Password));
        Assert.StartsWith("/kirim-lagi/", kept.Path, StringComparison.Ordinal);
        Assert.Contains("Ratri cuti.", kept.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("jangan disimpan", kept.Text, StringComparison.Ordinal);
        // With a secret in it, it is not sent on: its page is opened instead.
        Assert.Null(kept.Document.QuerySelector("form[action='/tugas/serahkan']"));

        tray = await dimas.OpenAsync("/tugas?baki=bawahan&cari=" + number);
        await server.Database.DoAsync(DemoServer.Office, "update account set security_stamp = $1 where officer = 'dimas'", Guid.NewGuid().ToString("N"));
        signIn = await dimas.SubmitAsync(tray, "form[action='/tugas/serahkan']", ("pilih", number + "/1/"), ("kepada", "galih"), ("alasan", "Ratri cuti."));
        kept = await dimas.SubmitAsync(signIn, null, ("kantor", DemoServer.Office), ("nama", "dimas"), ("sandi", DemoInstallation.Password));
        using (var galih = await server.AsAsync("galih")) Assert.Equal(HttpStatusCode.NotFound, (await galih.OpenAsync(kept.Path)).Status);
        var sent = await dimas.SubmitAsync(kept, "form[action='/tugas/serahkan']");
        Assert.Contains("1 tugas diserahkan", sent.Main, StringComparison.Ordinal);
        await dimas.SubmitAsync(kept, "form[action='/tugas/serahkan']");
        Assert.Equal(1L, await server.Database.ScalarAsync<long>(DemoServer.Office, "select count(*) from event where case_number = $1 and kind = 'step-reassigned'", number));
        await dimas.SubmitAsync(kept, "form[action$='/buang']");
        Assert.Equal(HttpStatusCode.NotFound, (await dimas.OpenAsync(kept.Path)).Status);
    }

    [Fact]
    public async Task a_superior_is_not_offered_to_record_what_his_subordinate_decided()
    {
        var number = await server.FaultAsync();
        using var dimas = await server.AsAsync("dimas");
        Assert.DoesNotContain($"/berkas/{number}/atas-nama/1", (await dimas.OpenAsync("/berkas/" + number)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await dimas.OpenAsync($"/berkas/{number}/atas-nama/1")).Status);
    }

    private async Task<string> OpenAsync(string phone, string words) => (await server.DoAsync("ratri", null, new OpenCase("", 0, new Dictionary<string, string>
    {
        ["lokasi"] = "kalibening", ["pelapor"] = "Operator", ["kontak"] = phone, ["saluran"] = "telepon", ["keluhan"] = words,
    }), "pemeliharaan-jaringan")).Number;

    private async Task<string> ReportedAsync()
    {
        var number = await server.FaultAsync();
        foreach (var values in new Dictionary<string, string>[] { Nothing, new() { ["hasil-perangkat-lunak"] = "baik" }, new() { ["hasil-alamat"] = "sesuai" }, new() { ["hasil-ping"] = "menjawab" }, new() { ["lampu-daya"] = "menyala" } })
            await server.DoAsync("ratri", number, new CompleteStep(await RunAsync(number), values) { ByHand = true });
        await server.DoAsync("ratri", number, new CompleteStep(await RunAsync(number), new Dictionary<string, string> { ["penyebab"] = "belum diketahui" }, "ya") { ByHand = true });
        await server.DoAsync("ratri", number, new CompleteStep(await RunAsync(number), new Dictionary<string, string> { ["ringkasan"] = "Sudah normal." }));
        return number;
    }

    private async Task<int> RunAsync(string number) => (await server.StateAsync(number)).OpenRuns.First().Run;

    private static Task<List<string>> FoundAsync(Visitor visitor, string words, string more = "") => NumbersAsync(visitor, "/tugas?cari=" + Uri.EscapeDataString(words) + more);

    private static async Task<List<string>> NumbersAsync(Visitor visitor, string path) =>
        [.. (await visitor.OpenAsync(path)).Document.QuerySelectorAll("ul.tasks > li > div > small").Select(s => s.TextContent.Split(' ')[0].Trim())];
}
