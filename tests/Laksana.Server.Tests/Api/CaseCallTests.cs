using System.Net;
using Xunit;

namespace Laksana.Server.Tests.Api;

public sealed class CaseCallTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task a_case_goes_from_opening_to_its_end_and_every_answer_carries_its_version()
    {
        using var jfu = await server.AsAsync("jfu1");
        using var kasi = await server.AsAsync("kasi1");
        using var kabid = await server.AsAsync("kabid1");
        var opened = await jfu.PostAsync("/api/v1/cases", new { sheet = "uji-lengkap" });
        Assert.Equal(HttpStatusCode.Created, opened.Status);
        var number = opened.Json["number"]!.GetValue<string>();
        Assert.Equal(("/api/v1/cases/" + number, "\"2\""), (opened.Location, opened.Tag));

        await jfu.DoAsync(number, "complete", new { fields = new { barang = "router", pelapor = "Siti" } });
        await jfu.DoAsync(number, "complete", new { outcome = "baik" });
        await jfu.DoAsync(number, "complete");
        await kasi.DoAsync(number, "acknowledge");
        await kabid.DoAsync(number, "complete", new { outcome = "setuju" });
        var last = await jfu.DoAsync(number, "complete");

        var read = await kasi.GetAsync($"/api/v1/cases/{number}");
        Assert.Equal(last.Tag, read.Tag);
        Assert.Equal(("closed", "Uji router"), (Text(read, "status"), Text(read, "subject")));
        Assert.All(read.Json["runs"]!.AsArray(), r => Assert.Null(r!["open"]));
        var events = (await kasi.GetAsync($"/api/v1/cases/{number}/events?limit=500")).Json["events"]!.AsArray();
        Assert.Equal(Enumerable.Range(1, events.Count), events.Select(e => e!["version"]!.GetValue<int>()));
        Assert.Equal("case-closed", events[^1]!["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task an_open_row_says_what_the_caller_may_do_who_may_act_and_what_is_asked()
    {
        using var jfu = await server.AsAsync("jfu1");
        using var kabid = await server.AsAsync("kabid1");
        var number = await jfu.OpenAsync();
        var open = (await jfu.GetAsync($"/api/v1/cases/{number}")).Json["runs"]![0]!["open"]!;
        Assert.Equal(["begin", "complete", "enterAfterwards", "recordOnBehalf"], open["acts"]!.AsArray().Select(a => a!.GetValue<string>()));
        Assert.Equal(["jfu1", "jfu2"], open["mayAct"]!.AsArray().Select(a => a!["officer"]!.GetValue<string>()).Order());
        Assert.Equal("barang", open["fields"]![0]!["name"]!.GetValue<string>());
        Assert.Equal("queueing", open["due"]!["limit"]!.GetValue<string>());
        Assert.NotEmpty(open["due"]!["explanation"]!.GetValue<string>());
        Assert.Equal(["reassign"], (await kabid.GetAsync($"/api/v1/cases/{number}")).Json["runs"]![0]!["open"]!["acts"]!.AsArray().Select(a => a!.GetValue<string>()));
    }

    [Fact]
    public async Task a_persons_value_is_shown_only_to_the_roles_that_need_it_and_to_nobody_once_erased()
    {
        using var jfu = await server.AsAsync("jfu1");
        using var kasi = await server.AsAsync("kasi1");
        using var admin = await server.AsAsync("admin");
        var number = await jfu.OpenAsync();
        await jfu.DoAsync(number, "complete", new { fields = new { barang = "router", pelapor = "Siti Aminah" } });
        Assert.Equal((HttpStatusCode.Forbidden, "right.missing"), ((await admin.GetAsync($"/api/v1/cases/{number}/dossier?personal=true")) is var file ? (file.Status, file.Code) : default));
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync($"/api/v1/cases/{number}/dossier")).Status);
        Assert.Equal("Siti Aminah", (await jfu.GetAsync($"/api/v1/cases/{number}")).Json["fields"]!["pelapor"]!["value"]!.GetValue<string>());
        foreach (var other in new[] { kasi, admin })
        {
            Assert.Equal("{\"personal\":true}", (await other.GetAsync($"/api/v1/cases/{number}")).Json["fields"]!["pelapor"]!.ToJsonString());
            Assert.DoesNotContain("Aminah", (await other.GetAsync($"/api/v1/cases/{number}/events")).Text, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.Forbidden, (await jfu.PostAsync($"/api/v1/cases/{number}/erase", new { fields = new[] { "pelapor" }, reason = "diminta" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await admin.PostAsync($"/api/v1/cases/{number}/erase", new { fields = new[] { "pelapor" }, reason = "diminta" })).Status);
        Assert.Equal("{\"personal\":true}", (await jfu.GetAsync($"/api/v1/cases/{number}")).Json["fields"]!["pelapor"]!.ToJsonString());
    }

    [Fact]
    public async Task what_is_not_for_the_caller_does_not_exist_for_him()
    {
        using var jfu = await server.AsAsync("jfu1");
        using var stranger = await server.AsAsync("lain");
        using var elsewhere = await server.AsAsync("jfu1", "beta");
        var number = await jfu.OpenAsync();
        await jfu.PostAsync($"/api/v1/cases/{number}/documents?name=surat.txt", "isi surat");
        var sha = (await jfu.GetAsync($"/api/v1/cases/{number}")).Json["documents"]![0]!["sha256"]!.GetValue<string>();
        var missing = await elsewhere.GetAsync("/api/v1/cases/LKP-2026-9999");
        foreach (var other in new[] { stranger, elsewhere })
        {
            foreach (var path in new[] { "", "/events", "/progress", "/proof" })
                Assert.Equal(missing.Text, (await other.GetAsync($"/api/v1/cases/{number}{path}")).Text);
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/api/v1/cases/{number}/documents/{sha}")).Status);
            Assert.Equal(missing.Text, (await other.PostAsync($"/api/v1/cases/{number}/runs/1/complete", new { })).Text);
            Assert.Equal(missing.Text, (await other.PostAsync($"/api/v1/cases/{number}/notes", new { text = "x" })).Text);
            Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync($"/api/v1/cases/{number}/documents?name=a.txt", "isi")).Status);
            Assert.DoesNotContain(number, (await other.GetAsync("/api/v1/cases")).Text, StringComparison.Ordinal);
            Assert.DoesNotContain(number, (await other.GetAsync("/api/v1/tasks?tray=claimable")).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task refusals_are_problems_with_a_stable_code_and_words_in_the_callers_language()
    {
        using var jfu = await server.AsAsync("jfu1");
        using var kasi = await server.AsAsync("kasi1");
        var number = await jfu.OpenAsync();
        var run = $"/api/v1/cases/{number}/runs/1";

        var form = await jfu.PostAsync(run + "/complete", new { fields = new { barang = "", tidak = "x" } });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "form.faults"), (form.Status, form.Code));
        // What the case holds already is not asked for again.
        Assert.Equal(["tidak:field.unknown"], form.Json["errors"]!.AsArray().Select(e => $"{e!["field"]}:{e["code"]}"));

        var right = await kasi.PostAsync(run + "/complete", new { fields = new { barang = "x" } }, ("Accept-Language", "en-US,en;q=0.8,id;q=0.5"));
        Assert.Equal((HttpStatusCode.Forbidden, "step.not-yours"), (right.Status, right.Code));
        Assert.StartsWith("This step belongs to", Text(right, "detail"), StringComparison.Ordinal);
        Assert.StartsWith("Langkah ini", Text(await kasi.PostAsync(run + "/complete", new { }), "detail"), StringComparison.Ordinal);

        await jfu.DoAsync(number, "begin");
        var state = await jfu.PostAsync(run + "/begin");
        Assert.Equal((HttpStatusCode.Conflict, "step.begun-already"), (state.Status, state.Code));
        Assert.Contains("Petugas jfu1", Text(state, "detail"), StringComparison.Ordinal);

        Assert.Equal((HttpStatusCode.NotFound, "step.unknown"), await CodeAsync(jfu.PostAsync($"/api/v1/cases/{number}/runs/99/begin")));
        Assert.Equal((HttpStatusCode.NotFound, "sheet.not-found"), await CodeAsync(jfu.PostAsync("/api/v1/cases", new { sheet = "tidak-ada" })));
        Assert.Equal((HttpStatusCode.Forbidden, "open.not-yours"), await CodeAsync(kasi.PostAsync("/api/v1/cases", new { sheet = "uji-lengkap" })));
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), await CodeAsync(jfu.GetAsync("/api/v1/tidak-ada")));
        using var nobody = server.AsNobody();
        Assert.Equal((HttpStatusCode.Unauthorized, "token.needed"), await CodeAsync(nobody.GetAsync("/api/v1/cases")));
    }

    [Fact]
    public async Task a_list_is_read_page_by_page_without_gap_or_repetition()
    {
        using var jfu = await server.AsAsync("jfu2");
        var numbers = new List<string>();
        for (var i = 0; i < 5; i++) numbers.Add(await jfu.OpenAsync("halaman-uji"));
        var seen = new List<string>();
        for (string? after = ""; after is not null;)
        {
            var page = await jfu.GetAsync($"/api/v1/cases?limit=2&search=halaman-uji{(after.Length == 0 ? "" : "&after=" + after)}");
            seen.AddRange(page.Json["cases"]!.AsArray().Select(c => c!["number"]!.GetValue<string>()));
            after = page.Json["next"]?.GetValue<string>();
        }
        Assert.Equal(numbers.AsEnumerable().Reverse(), seen);
        Assert.Empty((await jfu.GetAsync("/api/v1/cases?search=halaman-uji&status=closed")).Json["cases"]!.AsArray());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await jfu.GetAsync("/api/v1/cases?status=semua")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await jfu.GetAsync("/api/v1/cases?after=bukan-kursor")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await jfu.GetAsync("/api/v1/cases?limit=100000")).Status);
    }

    [Fact]
    public async Task a_decision_recorded_from_a_signed_paper_is_confirmed_by_the_superior()
    {
        using var jfu = await server.AsAsync("jfu1");
        using var kasi = await server.AsAsync("kasi1");
        using var kabid = await server.AsAsync("kabid1");
        var number = await jfu.OpenAsync();
        await jfu.DoAsync(number, "complete");
        await jfu.DoAsync(number, "complete", new { outcome = "baik" });
        await jfu.DoAsync(number, "complete");
        await kasi.DoAsync(number, "acknowledge");
        var paper = await jfu.PostAsync($"/api/v1/cases/{number}/documents?name=disposisi.txt", "disetujui, tanda tangan");
        await jfu.DoAsync(number, "complete", new { outcome = "setuju", onBehalf = new { officer = "kabid1", signedPaper = paper.Json["sha256"]!.GetValue<string>() } });
        var read = await kabid.GetAsync($"/api/v1/cases/{number}");
        Assert.Contains("confirm", read.Json["acts"]!.AsArray().Select(a => a!.GetValue<string>()));
        var which = read.Json["toConfirm"]![0]!.GetValue<int>();
        Assert.Equal("confirm.not-yours", (await jfu.PostAsync($"/api/v1/cases/{number}/confirmations", new Dictionary<string, object> { ["event"] = which, ["agrees"] = true })).Code);
        Assert.Equal(HttpStatusCode.OK, (await kabid.PostAsync($"/api/v1/cases/{number}/confirmations", new Dictionary<string, object> { ["event"] = which, ["agrees"] = true })).Status);
        Assert.Empty((await kabid.GetAsync($"/api/v1/cases/{number}")).Json["toConfirm"]!.AsArray());
    }

    [Fact]
    public async Task rows_done_in_the_field_are_entered_afterwards_with_their_real_times()
    {
        using var jfu = await server.AsAsync("jfu1");
        var number = await jfu.OpenAsync();
        server.Ahead += TimeSpan.FromHours(3);
        var now = TimeProvider.System.GetUtcNow() + server.Ahead;
        var rows = new object[]
        {
            new { step = "terima", begun = now.AddHours(-3), finished = now.AddHours(-2), fields = new { barang = "sakelar" } },
            new { step = "periksa", begun = now.AddHours(-2), finished = now.AddHours(-1), outcome = "baik" },
        };
        Assert.Equal(HttpStatusCode.OK, (await jfu.PostAsync($"/api/v1/cases/{number}/afterwards", new { rows })).Status);
        var runs = (await jfu.GetAsync($"/api/v1/cases/{number}")).Json["runs"]!.AsArray();
        Assert.Equal([true, true, false], runs.Select(r => r!["enteredAfterwards"]!.GetValue<bool>()));
        Assert.Equal(3600, runs[1]!["time"]!["handling"]!.GetValue<int>(), 2.0);
        Assert.Equal("afterwards.times", (await jfu.PostAsync($"/api/v1/cases/{number}/afterwards", new { rows = new[] { new { step = "lapor", begun = now, finished = now.AddHours(5) } } })).Code);
    }

    [Fact]
    public async Task work_is_sent_back_given_to_another_put_back_and_paused()
    {
        using var jfu = await server.AsAsync("jfu1");
        using var jfu2 = await server.AsAsync("jfu2");
        using var kasi = await server.AsAsync("kasi1");
        using var kabid = await server.AsAsync("kabid1");
        var number = await jfu.OpenAsync();
        await jfu.DoAsync(number, "begin");
        await jfu.DoAsync(number, "release", new { reason = "salah ambil" });
        await kabid.DoAsync(number, "reassign", new { to = "jfu2", reason = "beban kerja" });
        await jfu2.DoAsync(number, "complete");
        await jfu2.DoAsync(number, "begin");
        await jfu2.DoAsync(number, "pause", new { party = "penyedia", reason = "menunggu suku cadang" });
        var paused = (await jfu2.GetAsync($"/api/v1/cases/{number}")).Json["runs"]!.AsArray()[^1]!;
        Assert.Equal(("paused", "penyedia"), (paused["status"]!.GetValue<string>(), paused["pauses"]![0]!["party"]!.GetValue<string>()));
        Assert.Null(paused["open"]!["due"]!["at"]);
        await jfu2.DoAsync(number, "resume", new { answer = "datang" });
        await jfu2.DoAsync(number, "complete", new { outcome = "baik" });
        await jfu2.DoAsync(number, "complete");
        await kasi.DoAsync(number, "return", new { to = "periksa", reason = "kurang lengkap" });
        Assert.Equal("periksa", (await jfu2.GetAsync($"/api/v1/cases/{number}")).Json["runs"]!.AsArray()[^1]!["step"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await kabid.PostAsync($"/api/v1/cases/{number}/cancel", new { reason = "batal" })).Status);
        Assert.Equal("case.ended", (await jfu.PostAsync($"/api/v1/cases/{number}/notes", new { text = "x" })).Code);
    }

    private static string? Text(Reply reply, string name) => reply.Json[name]?.GetValue<string>();

    private static async Task<(HttpStatusCode, string?)> CodeAsync(Task<Reply> reply) => ((await reply).Status, (await reply).Code);
}
