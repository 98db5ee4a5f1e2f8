using System.Net;
using Laksana.Server.Accounts;
using Laksana.Server.Permitting;
using Laksana.Server.Tests.Permitting.Trials;
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
        ["GET /api/v1/cases/{number}"] = async t => new($"/cases/{await t.Cases.OpenedAsync()}"),
        ["GET /api/v1/cases/{number}/events"] = async t => new($"/cases/{await t.Cases.OpenedAsync()}/events"),
        ["GET /api/v1/cases/{number}/proof"] = async t => new($"/cases/{await t.Cases.OpenedAsync()}/proof"),
        ["GET /api/v1/cases/{number}/progress"] = async t => new($"/cases/{await t.Cases.OpenedAsync()}/progress"),
        ["GET /api/v1/cases/{number}/dossier"] = async t => new($"/cases/{await t.Cases.OpenedAsync()}/dossier", Right: "admin"),
        ["POST /api/v1/cases/{number}/notes"] = async t => new($"/cases/{await t.Cases.OpenedAsync()}/notes", new { text = "catatan" }),
        ["POST /api/v1/cases/{number}/links"] = async t => new($"/cases/{await t.Cases.OpenedAsync()}/links", new { other = await t.Cases.OpenedAsync(), kind = "related", reason = "perkara yang sama" }),
        ["POST /api/v1/cases/{number}/afterwards"] = async t => new($"/cases/{await t.Cases.OpenedAsync()}/afterwards", Field(), Sees: "kasi1"),
        ["POST /api/v1/cases/{number}/confirmations"] = async t => await t.RecordedAsync(),
        ["POST /api/v1/cases/{number}/cancel"] = async t => new($"/cases/{await t.Cases.OpenedAsync()}/cancel", Reason, Right: "kabid1", Sees: "jfu1"),
        ["POST /api/v1/cases/{number}/move/preview"] = async t => new($"/cases/{await t.Cases.OpenedAsync()}/move/preview", new { to = 1 }),
        ["POST /api/v1/cases/{number}/move"] = async t => new($"/cases/{await t.Cases.OnOldVersionAsync()}/move", new { to = 2, reason = "revisi" }, Right: "kabid1", Sees: "jfu1"),
        ["POST /api/v1/cases/{number}/erase"] = async t => new($"/cases/{await t.Cases.WithPersonAsync()}/erase", new { fields = new[] { "pelapor" }, reason = "diminta" }, Right: "admin"),
        ["POST /api/v1/cases/{number}/documents"] = async t => new($"/cases/{await t.Cases.OpenedAsync()}/documents?name=a.txt", "isi"),
        ["GET /api/v1/cases/{number}/documents/{sha256}"] = async t => new(await t.Cases.AttachedAsync() is var (number, sha) ? $"/cases/{number}/documents/{sha}" : ""),
        ["POST /api/v1/cases/{number}/runs/{run}/begin"] = t => t.OnRowAsync("begin", null),
        ["POST /api/v1/cases/{number}/runs/{run}/complete"] = t => t.OnRowAsync("complete", new { }),
        ["POST /api/v1/cases/{number}/runs/{run}/acknowledge"] = async t => new($"/cases/{await t.Cases.ReportedAsync()}/runs/3/acknowledge", new { }, Right: "kasi1", Sees: "jfu1"),
        ["POST /api/v1/cases/{number}/runs/{run}/return"] = async t => new($"/cases/{await t.Cases.ReportedAsync()}/runs/3/return", new { to = "periksa", reason = "kurang" }, Right: "kasi1", Sees: "jfu1"),
        ["POST /api/v1/cases/{number}/runs/{run}/release"] = t => t.OnRowAsync("release", null, "begin", sees: "jfu2"),
        ["POST /api/v1/cases/{number}/runs/{run}/reassign"] = async t => await t.OnRowAsync("reassign", new { to = "jfu2", reason = "beban" }) with { Right = "kasi1", Sees = "jfu2" },
        ["POST /api/v1/cases/{number}/runs/{run}/pause"] = t => t.OnRowAsync("pause", new { party = "penyedia", reason = "menunggu" }, "begin"),
        ["POST /api/v1/cases/{number}/runs/{run}/resume"] = t => t.OnRowAsync("resume", null, "pause"),
        ["POST /api/v1/cases/{number}/runs/{run}/action/retry"] = async t => new($"/cases/{await t.Cases.MachineAsync(cancelled: true)}/runs/1/action/retry", Sees: "kabid1"),
        ["POST /api/v1/cases/{number}/runs/{run}/action/cancel"] = async t => new($"/cases/{await t.Cases.MachineAsync(cancelled: false)}/runs/1/action/cancel", Reason, Sees: null),
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
        ["GET /api/v1/backups"] = async t => { await t.Cases.SheetBackupAsync(); return new("/backups"); },
        ["GET /api/v1/backups/{id}"] = async t => new($"/backups/{await t.Cases.SheetBackupAsync()}"),
        ["POST /api/v1/backups"] = async t => { await t.Cases.PublishBackupAsync(); return new("/backups", new { source = "kependudukan" }); },
        ["GET /api/v1/backup-jobs/{job}"] = async t => new($"/backup-jobs/{await t.Cases.TakeJobAsync()}"),
        ["POST /api/v1/backup-jobs/{job}/cancel"] = async t => new($"/backup-jobs/{await t.Cases.TakeJobAsync()}/cancel"),
        ["GET /api/v1/backups/{id}/checks"] = async t => new($"/backups/{await t.Cases.SheetBackupAsync()}/checks"),
        ["POST /api/v1/backups/{id}/checks"] = async t => new($"/backups/{await t.Cases.SheetBackupAsync()}/checks", new { level = "utuh" }),
        ["GET /api/v1/drills"] = async t => { await t.Cases.SheetBackupAsync(); return new("/drills"); },
        ["GET /api/v1/network"] = async t => { await NetworkTrials.MappedAsync(t.Cases, new("")); return new("/network"); },
        ["GET /api/v1/network/incidents"] = async t => { await NetworkTrials.MappedAsync(t.Cases, new("")); return new("/network/incidents"); },
        ["POST /api/v1/network/incidents/{number}/acknowledgement"] = async t => { await NetworkTrials.MappedAsync(t.Cases, new("")); return new($"/network/incidents/{await NetworkTrials.IncidentAsync(t.Cases)}/acknowledgement", new { note = "diketahui" }); },
        ["GET /api/v1/recoveries"] = _ => At("/recoveries"),
        ["POST /api/v1/recoveries"] = async t => { await t.Cases.RecoverableAsync(both: true); return new("/recoveries", new { source = "kependudukan", reason = "tabel terhapus" }); },
        ["GET /api/v1/recoveries/{number}"] = async t => new($"/recoveries/{await t.RecoveryAsync()}"),
        ["GET /api/v1/recoveries/{number}/losses"] = async t => new($"/recoveries/{await t.RecoveryAsync()}/losses"),
        ["POST /api/v1/recoveries/{number}/work"] = async t => new($"/recoveries/{await t.RecoveryAsync()}/work", new { task = "compare" }),
        ["POST /api/v1/recoveries/{number}/approval"] = async t => new($"/recoveries/{await t.RecoveryAsync()}/approval", new { name = "siak" }, Right: "kasi1", Sees: "jfu1"),
        ["POST /api/v1/recoveries/{number}/rejection"] = async t => new($"/recoveries/{await t.RecoveryAsync()}/rejection", Reason, Right: "kasi1", Sees: "jfu1"),
        ["POST /api/v1/recoveries/{number}/cancel"] = async t => new($"/recoveries/{await t.RecoveryAsync()}/cancel", Reason),
        ["POST /api/v1/recoveries/{number}/release"] = async t => new($"/recoveries/{(await t.Cases.RecoveryAsync(Backups.RecoveryStage.Undone)).Id}/release", Reason),
        ["POST /api/v1/recoveries/{number}/release/agreement"] = async t => await t.Cases.ReleaseAskedAsync() is var r ? new($"/recoveries/{r.Id}/release/agreement", new { name = r.Names.Beside }, Right: "kasi1", Sees: "jfu1") : null!,
        ["GET /api/v1/register/seals"] = _ => At("/register/seals"),
        ["GET /api/v1/register/head"] = _ => At("/register/head"),
        ["POST /api/v1/register/verification"] = _ => At("/register/verification", new { }, "admin"),
        ["GET /api/v1/demo/clock"] = _ => At("/demo/clock"),
        ["PUT /api/v1/demo/sites/{site}"] = _ => At("/demo/sites/kec-a", new { answers = true }, "admin"),
        ["POST /api/v1/demo/clock"] = _ => At("/demo/clock", new { to = "2026-01-01T00:00:00Z" }, "admin"),
    };

    private async Task<string> RecoveryAsync() => (await Cases.RecoveryAsync(Backups.RecoveryStage.Previewed)).Id;

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
        // Of a case; and backups are to whom they are none of his what a case is.
        var ofCase = route.Contains("{number}", StringComparison.Ordinal) || route.StartsWith("/api/v1/backups/", StringComparison.Ordinal) || route.StartsWith("/api/v1/backup-jobs/", StringComparison.Ordinal) || route.StartsWith("/api/v1/network", StringComparison.Ordinal) || route == "/api/v1/drills" || call == "POST /api/v1/backups";

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

    private TrialCases Cases => new(server);

    private static readonly object Reason = new { reason = "alasan" };

    private static Task<Trial> At(string path, object? body = null, string right = "jfu1") => Task.FromResult(new Trial(path, body, right));

    private static object Field() => new { rows = new[] { new { step = "terima", begun = TimeProvider.System.GetUtcNow(), finished = TimeProvider.System.GetUtcNow() } } };

    private async Task<Trial> OnRowAsync(string act, object? body, string? before = null, string sees = "kabid1") =>
        new($"/cases/{await Cases.OnRowAsync(before)}/runs/1/{act}", body, "jfu1", sees);

    private async Task<Trial> RecordedAsync()
    {
        var (number, which) = await Cases.RecordedAsync();
        return new Trial($"/cases/{number}/confirmations", new Dictionary<string, object> { ["event"] = which, ["agrees"] = true }, "kasi1", "jfu1");
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
