using System.Globalization;
using System.Net;
using Laksana.Server.Accounts;
using Laksana.Server.Permitting;
using Laksana.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Api;

/// <summary>
/// Every call of the API, tried as nobody, from another office, by an officer without a role, by one who may see but not do, by the right one and by
/// the administrator. What must happen is what the permission table says; a call without a line in it, or without a trial here, fails.
/// </summary>
public sealed class ApiPermissionTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    /// <summary>How a call is tried: an address and body with which the right officer succeeds.</summary>
    /// <param name="Right">Officer who may.</param>
    /// <param name="Sees">Officer who sees the case but may not do this.</param>
    private sealed record Trial(string Path, object? Body = null, string Right = "jfu1", string? Sees = null);

    private static readonly Dictionary<string, Func<ApiPermissionTests, Task<Trial>>> Trials = new(StringComparer.Ordinal)
    {
        ["GET /api/v1/me"] = _ => At("/me"),
        ["GET /api/v1/me/tokens"] = _ => At("/me/tokens"),
        ["DELETE /api/v1/me/tokens/{id}"] = async t => new($"/me/tokens/{await t.SpareTokenAsync()}"),
        ["GET /api/v1/cases"] = _ => At("/cases"),
        ["POST /api/v1/cases"] = _ => At("/cases", new { sheet = "uji-lengkap" }),
        ["GET /api/v1/cases/{number}"] = async t => new($"/cases/{await t.OpenedAsync()}"),
        ["GET /api/v1/cases/{number}/events"] = async t => new($"/cases/{await t.OpenedAsync()}/events"),
        ["GET /api/v1/cases/{number}/proof"] = async t => new($"/cases/{await t.OpenedAsync()}/proof"),
        ["GET /api/v1/cases/{number}/progress"] = async t => new($"/cases/{await t.OpenedAsync()}/progress"),
        ["GET /api/v1/cases/{number}/dossier"] = async t => new($"/cases/{await t.OpenedAsync()}/dossier", Right: "admin"),
        ["POST /api/v1/cases/{number}/notes"] = async t => new($"/cases/{await t.OpenedAsync()}/notes", new { text = "catatan" }),
        ["POST /api/v1/cases/{number}/afterwards"] = async t => new($"/cases/{await t.OpenedAsync()}/afterwards", Field(), Sees: "kasi1"),
        ["POST /api/v1/cases/{number}/confirmations"] = async t => await t.RecordedAsync(),
        ["POST /api/v1/cases/{number}/cancel"] = async t => new($"/cases/{await t.OpenedAsync()}/cancel", Reason, Right: "kabid1", Sees: "jfu1"),
        ["POST /api/v1/cases/{number}/move/preview"] = async t => new($"/cases/{await t.OpenedAsync()}/move/preview", new { to = 1 }),
        ["POST /api/v1/cases/{number}/move"] = async t => new($"/cases/{await t.OnOldVersionAsync()}/move", new { to = 2, reason = "revisi" }, Right: "kabid1", Sees: "jfu1"),
        ["POST /api/v1/cases/{number}/erase"] = async t => new($"/cases/{await t.WithPersonAsync()}/erase", new { fields = new[] { "pelapor" }, reason = "diminta" }, Right: "admin"),
        ["POST /api/v1/cases/{number}/documents"] = async t => new($"/cases/{await t.OpenedAsync()}/documents?name=a.txt", "isi"),
        ["GET /api/v1/cases/{number}/documents/{sha256}"] = async t => new(await t.AttachedAsync()),
        ["POST /api/v1/cases/{number}/runs/{run}/begin"] = t => t.OnRowAsync("begin", null),
        ["POST /api/v1/cases/{number}/runs/{run}/complete"] = t => t.OnRowAsync("complete", new { }),
        ["POST /api/v1/cases/{number}/runs/{run}/acknowledge"] = async t => new(await t.ReportedAsync("acknowledge"), new { }, Right: "kasi1", Sees: "jfu1"),
        ["POST /api/v1/cases/{number}/runs/{run}/return"] = async t => new(await t.ReportedAsync("return"), new { to = "periksa", reason = "kurang" }, Right: "kasi1", Sees: "jfu1"),
        ["POST /api/v1/cases/{number}/runs/{run}/release"] = t => t.OnRowAsync("release", null, "begin", sees: "jfu2"),
        ["POST /api/v1/cases/{number}/runs/{run}/reassign"] = async t => await t.OnRowAsync("reassign", new { to = "jfu2", reason = "beban" }) with { Right = "kasi1", Sees = "jfu2" },
        ["POST /api/v1/cases/{number}/runs/{run}/pause"] = t => t.OnRowAsync("pause", new { party = "penyedia", reason = "menunggu" }, "begin"),
        ["POST /api/v1/cases/{number}/runs/{run}/resume"] = t => t.OnRowAsync("resume", null, "pause"),
        ["POST /api/v1/cases/{number}/runs/{run}/action/retry"] = async t => new(await t.MachineAsync(cancelled: true) + "/retry", Sees: "kabid1"),
        ["POST /api/v1/cases/{number}/runs/{run}/action/cancel"] = async t => new(await t.MachineAsync(cancelled: false) + "/cancel", Reason, Sees: null),
        ["GET /api/v1/tasks"] = _ => At("/tasks"),
        ["GET /api/v1/notices"] = _ => At("/notices"),
        ["POST /api/v1/notices/{id}/read"] = async t => new($"/notices/{await t.NoticeAsync()}/read"),
        ["GET /api/v1/sheets"] = _ => At("/sheets"),
        ["GET /api/v1/sheets/{sheet}"] = _ => At("/sheets/uji-lengkap"),
        ["GET /api/v1/sheets/{sheet}/versions"] = _ => At("/sheets/uji-lengkap/versions"),
        ["GET /api/v1/sheets/{sheet}/versions/{version}"] = _ => At("/sheets/uji-lengkap/versions/1"),
        ["GET /api/v1/sheets/{sheet}/versions/{version}/text"] = _ => At("/sheets/uji-lengkap/versions/1/text"),
        ["GET /api/v1/sheets/{sheet}/versions/{version}/table"] = _ => At("/sheets/uji-lengkap/versions/1/table"),
        ["GET /api/v1/sheets/{sheet}/versions/{version}/paths"] = _ => At("/sheets/uji-lengkap/versions/1/paths"),
        ["PUT /api/v1/sheets/{sheet}/versions/{version}"] = _ => At("/sheets/uji-lengkap/versions/1", new { text = ApiFixture.Sheet, whatChanged = "sama" }, "kepala1"),
        ["POST /api/v1/sheets/lint"] = _ => At("/sheets/lint", new { text = ApiFixture.Sheet }),
        ["GET /api/v1/office"] = _ => At("/office"),
        ["GET /api/v1/office/calendar"] = _ => At("/office/calendar"),
        ["POST /api/v1/office/calendar/preview"] = _ => At("/office/calendar/preview", new { text = TrialOffice.Calendar }, "admin"),
        ["PUT /api/v1/office/calendar"] = _ => At("/office/calendar", new { text = TrialOffice.Calendar }, "admin"),
        ["GET /api/v1/officers"] = _ => At("/officers"),
        ["GET /api/v1/officers/{officer}"] = _ => At("/officers/jfu1", right: "admin"),
        ["PUT /api/v1/officers/{officer}"] = _ => At("/officers/baru", new { name = "Petugas baru" }, "admin"),
        ["PUT /api/v1/officers/{officer}/holdings/{position}"] = _ => At("/officers/lain2/holdings/kabid-x", new { since = "2026-01-01" }, "admin"),
        ["DELETE /api/v1/officers/{officer}/holdings/{position}"] = _ => At("/officers/lain2/holdings/kabid-x?last=2026-01-02", right: "admin"),
        ["PUT /api/v1/officers/{officer}/absences/{since}"] = _ => At("/officers/lain2/absences/2026-01-05", new { until = "2026-01-06", reason = "cuti" }, "admin"),
        ["GET /api/v1/register/seals"] = _ => At("/register/seals"),
        ["GET /api/v1/register/head"] = _ => At("/register/head"),
        ["POST /api/v1/register/verification"] = _ => At("/register/verification", new { }, "admin"),
        ["GET /api/v1/demo/clock"] = _ => At("/demo/clock"),
        ["POST /api/v1/demo/clock"] = _ => At("/demo/clock", new { to = "2026-01-01T00:00:00Z" }, "admin"),
    };

    public static TheoryData<string> Calls() => [.. Trials.Keys];

    [Fact]
    public void every_call_is_tried_here() => Assert.Equal(Trials.Keys.Order(), server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .SelectMany(e => (e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Select(m => m + " " + Permissions.RouteOf(e.RoutePattern)))
        .Where(e => e.Contains(" /api/", StringComparison.Ordinal)).Order());

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task a_call_is_open_to_exactly_whom_the_table_names(string call)
    {
        var (method, route) = (call.Split(' ')[0], call.Split(' ')[1]);
        var who = Permissions.Find(method, route)?.Who;
        Assert.NotNull(who);
        var trial = await Trials[call](this);
        var ofCase = route.Contains("{number}", StringComparison.Ordinal);

        using (var nobody = server.AsNobody()) await ExpectAsync(nobody, HttpStatusCode.Unauthorized);
        if (who == Who.Case)
        {
            // Of a case that is not for him an officer does not even learn that it exists; a list is empty, and opening is the opener's.
            await ExpectAsAsync("lain", ofCase ? HttpStatusCode.NotFound : method == "GET" ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
            await ExpectAsAsync("jfu1", ofCase ? HttpStatusCode.NotFound : null, "beta");
            if (ofCase) await ExpectAsAsync("admin", HttpStatusCode.NotFound, "beta");
            if (trial.Sees is { } sees) await ExpectAsAsync(sees, HttpStatusCode.Forbidden);
        }
        else if (who is Who.Administrator or Who.Head)
        {
            await ExpectAsAsync("lain", HttpStatusCode.Forbidden);
            await ExpectAsAsync("jfu1", HttpStatusCode.Forbidden);
            await ExpectAsAsync("kepala1", who == Who.Head ? null : HttpStatusCode.Forbidden);
            await ExpectAsAsync("jfu1", HttpStatusCode.Forbidden, "beta");
            if (ofCase) await ExpectAsAsync("admin", HttpStatusCode.NotFound, "beta");
        }
        else Assert.Equal(Who.SignedIn, who);
        await ExpectAsAsync(trial.Right, null);

        async Task ExpectAsAsync(string officer, HttpStatusCode? expected, string office = "alfa")
        {
            using var caller = await server.AsAsync(officer, office);
            await ExpectAsync(caller, expected);
        }

        // Null: it is done. There is no demo clock here, which its right caller hears as well.
        async Task ExpectAsync(Caller caller, HttpStatusCode? expected)
        {
            var reply = await caller.SendAsync(new HttpMethod(method), "/api/v1" + trial.Path, Caller.Content(trial.Body), []);
            var done = (int)reply.Status is >= 200 and < 300 || route.Contains("/demo/", StringComparison.Ordinal) && reply.Status == HttpStatusCode.NotFound;
            Assert.True(expected is { } status ? reply.Status == status : done, $"{call}: {reply.Status} instead of {expected}\n{reply.Text}");
        }
    }

    [Theory]
    [InlineData("/cases")]
    [InlineData("/tasks?tray=claimable")]
    [InlineData("/sheets")]
    [InlineData("/officers")]
    [InlineData("/register/seals")]
    [InlineData("/notices")]
    [InlineData("/office")]
    [InlineData("/office/calendar")]
    public async Task what_an_officer_reads_is_of_his_own_office_alone(string path)
    {
        await server.Database.DoAsync("alfa", "insert into officer (office, officer, name) values ('alfa', 'khas', 'Hanya Di Alfa') on conflict do nothing");
        using var jfu = await server.AsAsync("jfu1");
        var number = await jfu.OpenAsync("barang-milik-alfa");
        using var elsewhere = await server.AsAsync("admin", "beta");
        var text = (await elsewhere.GetAsync("/api/v1" + path)).Text;
        Assert.DoesNotContain("alfa", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(number, text, StringComparison.Ordinal);
    }

    private static readonly object Reason = new { reason = "alasan" };

    private static Task<Trial> At(string path, object? body = null, string right = "jfu1") => Task.FromResult(new Trial(path, body, right));

    private static object Field() => new { rows = new[] { new { step = "terima", begun = TimeProvider.System.GetUtcNow(), finished = TimeProvider.System.GetUtcNow() } } };

    /// <summary>A case that no other office has under the same number.</summary>
    private async Task<string> OpenedAsync()
    {
        using var jfu = await server.AsAsync("jfu1");
        return await jfu.OpenAsync();
    }

    private async Task<Trial> OnRowAsync(string act, object? body, string? before = null, string sees = "kabid1")
    {
        using var jfu = await server.AsAsync("jfu1");
        var number = await jfu.OpenAsync();
        if (before is not null) await jfu.DoAsync(number, "begin");
        if (before == "pause") await jfu.DoAsync(number, "pause", new { party = "penyedia", reason = "menunggu" });
        return new Trial($"/cases/{number}/runs/1/{act}", body, "jfu1", sees);
    }

    private async Task<string> ReportedAsync(string act)
    {
        using var jfu = await server.AsAsync("jfu1");
        var number = await jfu.OpenAsync();
        await jfu.DoAsync(number, "complete");
        await jfu.DoAsync(number, "complete", new { outcome = "baik" });
        await jfu.DoAsync(number, "complete");
        return string.Create(CultureInfo.InvariantCulture, $"/cases/{number}/runs/3/{act}");
    }

    private async Task<Trial> RecordedAsync()
    {
        var run = await ReportedAsync("acknowledge");
        var number = run.Split('/')[2];
        using var jfu = await server.AsAsync("jfu1");
        var paper = (await jfu.PostAsync($"/api/v1/cases/{number}/documents?name=kertas.txt", "tanda tangan")).Json["sha256"]!.GetValue<string>();
        var done = await jfu.PostAsync("/api/v1" + run, new { onBehalf = new { officer = "kasi1", signedPaper = paper } });
        Assert.True(done.Status == HttpStatusCode.OK, done.Text);
        using var kasi = await server.AsAsync("kasi1");
        var which = (await kasi.GetAsync($"/api/v1/cases/{number}")).Json["toConfirm"]![0]!.GetValue<int>();
        return new Trial($"/cases/{number}/confirmations", new Dictionary<string, object> { ["event"] = which, ["agrees"] = true }, "kasi1", "jfu1");
    }

    private async Task<string> AttachedAsync()
    {
        using var jfu = await server.AsAsync("jfu1");
        return (await jfu.PostAsync($"/api/v1/cases/{await OpenedAsync()}/documents?name=surat.txt", "isi surat")).Location!["/api/v1".Length..];
    }

    private async Task<string> WithPersonAsync()
    {
        using var jfu = await server.AsAsync("jfu1");
        var number = await jfu.OpenAsync();
        await jfu.DoAsync(number, "complete", new { fields = new { barang = "router", pelapor = "Siti" } });
        return number;
    }

    /// <summary>A case on a version that is no longer the newest.</summary>
    private async Task<string> OnOldVersionAsync()
    {
        var old = ApiFixture.Sheet.Replace("uji-lengkap", "uji-pindah", StringComparison.Ordinal).Replace("LKP", "PDH", StringComparison.Ordinal);
        await server.Alfa.Sheets.PublishAsync("alfa", old, new DateOnly(2020, 1, 1), "installation", "pertama", default);
        using var jfu = await server.AsAsync("jfu1");
        var number = (await jfu.PostAsync("/api/v1/cases", new { sheet = "uji-pindah" })).Json["number"]!.GetValue<string>();
        await server.Alfa.Sheets.PublishAsync("alfa", old.Replace("waktu: 5 menit", "waktu: 6 menit", StringComparison.Ordinal), new DateOnly(2020, 1, 1), "installation", "kedua", default);
        return number;
    }

    /// <summary>A row whose machine runs, or was stopped.</summary>
    private async Task<string> MachineAsync(bool cancelled)
    {
        var sheet = ApiFixture.Sheet.Replace("uji-lengkap", "uji-mesin", StringComparison.Ordinal).Replace("LKP", "MSN", StringComparison.Ordinal)
            .Replace("    pelaksana: jfu\n    isian:", "    pelaksana: jfu\n    tindakan: {nama: network.ping, lokasi: kec-a}\n    isian:", StringComparison.Ordinal);
        await server.Alfa.Sheets.PublishAsync("alfa", sheet, new DateOnly(2020, 1, 1), "installation", "pertama", default);
        using var jfu = await server.AsAsync("jfu1");
        var number = (await jfu.PostAsync("/api/v1/cases", new { sheet = "uji-mesin" })).Json["number"]!.GetValue<string>();
        await jfu.DoAsync(number, "begin");
        if (cancelled) await jfu.DoAsync(number, "action/cancel", new { reason = "salah lokasi" });
        return $"/cases/{number}/runs/1/action";
    }

    private async Task<long> NoticeAsync()
    {
        await server.Database.DoAsync("alfa", "insert into notice (office, officer, cause, text_key, arguments, created_at) values ('alfa', 'jfu1', 'uji', 'notice.given', '[\"A\",\"B\"]', now()) on conflict do nothing");
        using var jfu = await server.AsAsync("jfu1");
        return (await jfu.GetAsync("/api/v1/notices")).Json[0]!["id"]!.GetValue<long>();
    }

    private async Task<string> SpareTokenAsync()
    {
        var tokens = server.Services.GetRequiredService<AccessTokens>();
        await tokens.IssueAsync("alfa", "jfu1", "untuk dicabut", null);
        return (await tokens.ListAsync("alfa", "jfu1")).First(t => t.Label == "untuk dicabut").Id;
    }
}
