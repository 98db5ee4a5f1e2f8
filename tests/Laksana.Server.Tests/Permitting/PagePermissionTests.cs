using System.Net;
using Laksana.Server.Permitting;
using Laksana.Server.Tests.Api;
using Laksana.Testing;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Permitting;

/// <summary>
/// Every page and every form, tried as nobody, from another office, by an officer without a role, by one who may see but not do, by the right one, and with a
/// forged or missing token. What must happen is what the permission table says; a page without a line in it, or without a trial here, fails.
/// </summary>
public sealed class PagePermissionTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    /// <summary>How a page is tried.</summary>
    /// <param name="Form">What the right officer sends with success.</param>
    /// <param name="Right">Officer who may.</param>
    /// <param name="Sees">Officer who sees the case but may not do this.</param>
    /// <param name="File">Name of an input that a document is sent under.</param>
    /// <param name="RedirectsWithoutForm">The act has no page of its own: it is offered on the case's page.</param>
    private sealed record Trial(string Path, (string, string)[]? Form = null, string Right = "jfu1", string? Sees = null, string? File = null, bool RedirectsWithoutForm = false);

    private static readonly Dictionary<string, Func<TrialCases, Task<Trial>>> Trials = new(StringComparer.Ordinal)
    {
        ["/"] = _ => At("/"),
        ["/tugas"] = _ => At("/tugas"),
        ["/berkas"] = _ => At("/berkas"),
        ["/berkas/buka"] = _ => At("/berkas/buka", ("sop", "uji-lengkap")),
        ["/berkas/{number}"] = async c => new($"/berkas/{await c.OpenedAsync()}"),
        ["/berkas/{number}/mulai/{run}"] = async c => new($"/berkas/{await c.OpenedAsync()}/mulai/1", Sees: "kabid1", RedirectsWithoutForm: true),
        ["/berkas/{number}/selesai/{run}"] = async c => new($"/berkas/{await c.OpenedAsync()}/selesai/1", [("isian.barang", "router")], Sees: "kabid1", RedirectsWithoutForm: true),
        ["/berkas/{number}/terima/{run}"] = async c => new($"/berkas/{await c.ReportedAsync()}/terima/3", Right: "kasi1", Sees: "jfu1", RedirectsWithoutForm: true),
        ["/berkas/{number}/lanjutkan/{run}"] = async c => new($"/berkas/{await c.OnRowAsync("pause")}/lanjutkan/1", Sees: "kabid1", RedirectsWithoutForm: true),
        ["/berkas/{number}/lepaskan/{run}"] = async c => new($"/berkas/{await c.OnRowAsync("begin")}/lepaskan/1", Sees: "jfu2", RedirectsWithoutForm: true),
        ["/berkas/{number}/ulangi/{run}"] = async c => new($"/berkas/{await c.MachineAsync(cancelled: true)}/ulangi/1", Sees: "kabid1", RedirectsWithoutForm: true),
        ["/berkas/{number}/hentikan/{run}"] = async c => new($"/berkas/{await c.MachineAsync(cancelled: false)}/hentikan/1", RedirectsWithoutForm: true),
        ["/berkas/{number}/kembalikan/{run}"] = async c => new($"/berkas/{await c.ReportedAsync()}/kembalikan/3", [("ke", "periksa"), ("alasan", "kurang")], "kasi1", "jfu1"),
        ["/berkas/{number}/tunggu/{run}"] = async c => new($"/berkas/{await c.OnRowAsync("begin")}/tunggu/1", [("pihak", "penyedia"), ("alasan", "menunggu")], Sees: "kabid1"),
        ["/berkas/{number}/serahkan/{run}"] = async c => new($"/berkas/{await c.OpenedAsync()}/serahkan/1", [("petugas", "jfu2"), ("alasan", "beban")], "kasi1", "jfu2"),
        ["/berkas/{number}/atas-nama/{run}"] = async c => new($"/berkas/{await c.ReportedAsync()}/atas-nama/3", [("pejabat", "kasi1")], File: "dokumen.*lembar"),
        ["/berkas/{number}/konfirmasi/{peristiwa}"] = async c => await c.RecordedAsync() is var (number, which) ? new($"/berkas/{number}/konfirmasi/{which}", [("setuju", "ya")], "kasi1", "jfu1") : null!,
        ["/berkas/{number}/menyusul"] = async c => await c.OpenedLongAgoAsync() is var (number, begun, finished) ? new($"/berkas/{number}/menyusul",
            [("b0.pakai", "ya"), ("b0.langkah", "terima"), ("b0.mulai", begun), ("b0.selesai", finished), ("b0.isian.barang", "router")], Sees: "kasi1") : null!,
        ["/berkas/{number}/batalkan"] = async c => new($"/berkas/{await c.OpenedAsync()}/batalkan", [("alasan", "tercatat dua kali")], "kabid1", "jfu1"),
        ["/berkas/{number}/pindah-versi"] = async c => new($"/berkas/{await c.OnOldVersionAsync()}/pindah-versi", [("baris.terima", "terima"), ("alasan", "revisi")], "kabid1", "jfu1"),
        ["/berkas/{number}/catatan"] = async c => new($"/berkas/{await c.OpenedAsync()}/catatan", [("catatan", "Sudah ditelepon.")], RedirectsWithoutForm: true),
        ["/berkas/{number}/dokumen"] = async c => new($"/berkas/{await c.OpenedAsync()}/dokumen", File: "dokumen", RedirectsWithoutForm: true),
        ["/berkas/{number}/dokumen/{sha}"] = async c => await c.AttachedAsync() is var (number, sha) ? new($"/berkas/{number}/dokumen/{sha}") : null!,
        ["/berkas/{number}/bukti"] = async c => new($"/berkas/{await c.OpenedAsync()}/bukti"),
        ["/berkas/{number}/kemajuan"] = async c => new($"/berkas/{await c.OpenedAsync()}/kemajuan"),
        ["/berkas/{number}/kemajuan/{run}"] = async c => new($"/berkas/{await c.MachineAsync(cancelled: false)}/kemajuan/1"),
        ["/masuk"] = _ => At("/masuk"),
        ["/masuk/kode"] = _ => At("/masuk/kode"),
        ["/masuk/kunci"] = _ => At("/masuk/kunci"),
        ["/masuk/kunci/pilihan"] = _ => At("/masuk/kunci/pilihan"),
        ["/keluar"] = _ => At("/keluar"),
        ["/bahasa"] = _ => At("/bahasa"),
        ["/galat/{code}"] = _ => At("/galat/404"),
        ["/aset/{name}"] = _ => At("/aset/laksana.css"),
        ["/akun"] = _ => At("/akun"),
        ["/akun/sandi"] = _ => At("/akun/sandi"),
        ["/akun/kode"] = _ => At("/akun/kode"),
        ["/akun/kode/gambar"] = _ => At("/akun/kode/gambar"),
        ["/akun/kode/pemulihan"] = _ => At("/akun/kode/pemulihan"),
        ["/akun/kode/akhiri"] = _ => At("/akun/kode/akhiri"),
        ["/akun/kunci"] = _ => At("/akun/kunci"),
        ["/akun/kunci/pilihan"] = _ => At("/akun/kunci/pilihan"),
        ["/akun/kunci/hapus"] = _ => At("/akun/kunci/hapus"),
        ["/akun/token"] = _ => At("/akun/token"),
        ["/akun/token/cabut"] = _ => At("/akun/token/cabut"),
        ["/akun/keluar-semua"] = _ => At("/akun/keluar-semua"),
        ["/health"] = _ => At("/health"),
        ["/health/live"] = _ => At("/health/live"),
        ["/health/ready"] = _ => At("/health/ready"),
        ["/metrics"] = _ => At("/metrics"),
    };

    public static TheoryData<string> Pages() => [.. Listed.Where(l => l.StartsWith("GET ", StringComparison.Ordinal))];

    public static TheoryData<string> Forms() => [.. Listed.Where(l => l.StartsWith("POST ", StringComparison.Ordinal))];

    [Fact]
    public async Task every_page_and_form_is_tried_here() => Assert.Equal(Listed.Order(), (await MappedAsync()).Where(m => !m.Contains(" /api/", StringComparison.Ordinal) && !m.Contains(" /openapi/", StringComparison.Ordinal)).Order());

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task a_page_opens_for_exactly_whom_the_table_names(string page)
    {
        var route = page["GET ".Length..];
        var (who, trial) = (Permissions.Find("GET", route)!.Who, await Trials[route](new TrialCases(server)));
        using (var nobody = server.Visit())
        {
            using var answer = await nobody.GetRawAsync(trial.Path);
            Assert.Equal(who is Who.Anyone or Who.Monitor, !LeadsToSignIn(answer));
        }
        if (who == Who.Case)
        {
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("lain", trial.Path));
            foreach (var stranger in new[] { "jfu1", "admin" }) Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(stranger, trial.Path, "beta"));
            if (trial is { Sees: { } sees, RedirectsWithoutForm: false }) Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(sees, trial.Path));
        }
        else
            foreach (var officer in new[] { "lain", "admin", "kepala1" })
                Assert.True(await StatusAsync(officer, trial.Path) is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized), officer);
        var status = await StatusAsync(trial.Right, trial.Path);
        Assert.True(trial.RedirectsWithoutForm ? status == HttpStatusCode.Redirect
            : status is HttpStatusCode.OK or HttpStatusCode.NoContent || who != Who.Case && status is HttpStatusCode.Redirect or HttpStatusCode.NotFound, $"{trial.Right}: {status}");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task a_form_is_taken_from_exactly_whom_the_table_names(string form)
    {
        var route = form["POST ".Length..];
        var (who, trial) = (Permissions.Find("POST", route)!.Who, await Trials[route](new TrialCases(server)));
        // What ends sessions ends those of an officer whom no other trial needs.
        var right = route.StartsWith("/akun", StringComparison.Ordinal) || route == "/keluar" ? "lain2" : trial.Right;

        if (who != Who.Anyone)
        {
            using var nobody = server.Visit();
            using var answer = await nobody.SendRawAsync(Request(nobody, trial, ""));
            Assert.True(LeadsToSignIn(answer));
        }
        if (who == Who.Case)
        {
            Assert.Equal(HttpStatusCode.Forbidden, await SendAsync("lain", trial));
            foreach (var stranger in new[] { "jfu1", "admin" }) Assert.Equal(HttpStatusCode.NotFound, await SendAsync(stranger, trial, "beta"));
            if (trial.Sees is { } sees) Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(sees, trial));
        }
        else if (route == "/berkas/buka") Assert.Equal(HttpStatusCode.Forbidden, await SendAsync("lain", trial));

        // Without its token, with an invented one and with another officer's, nobody's form is taken.
        var borrowed = await TokenAsync(await BrowserAsync("kepala1", "alfa"));
        foreach (var forged in new[] { "", "CfDJ8rekaan", borrowed })
            Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(right, trial, token: forged));
        var done = await SendAsync(right, trial);
        if (who == Who.Case || route == "/berkas/buka") Assert.Equal(HttpStatusCode.Redirect, done);
        else Assert.True(done is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized), $"{right}: {done}");
    }

    private static List<string> Listed => [.. Permissions.Table.Where(p => Trials.ContainsKey(p.Route)).SelectMany(p => p.EachMethod.Select(m => m + " " + p.Route))];

    private static Task<Trial> At(string path, params (string, string)[] form) => Task.FromResult(new Trial(path, form));

    private async Task<HttpStatusCode> StatusAsync(string officer, string path, string office = "alfa")
    {
        using var answer = await (await BrowserAsync(officer, office)).GetRawAsync(path);
        Assert.False(LeadsToSignIn(answer), officer);
        return answer.StatusCode;
    }

    /// <param name="token">Instead of the officer's own.</param>
    private async Task<HttpStatusCode> SendAsync(string officer, Trial trial, string office = "alfa", string? token = null)
    {
        var visitor = await BrowserAsync(officer, office);
        using var answer = await visitor.SendRawAsync(Request(visitor, trial, token ?? await TokenAsync(visitor)));
        Assert.False(LeadsToSignIn(answer), officer);
        return answer.StatusCode;
    }

    /// <summary>One browser of each officer for all trials, but for the one whose sessions some of them end.</summary>
    private async Task<Visitor> BrowserAsync(string officer, string office)
    {
        if (officer == "lain2") return await server.BrowseAsAsync(officer, office);
        if (!server.Browsers.TryGetValue((office, officer), out var browser)) server.Browsers[(office, officer)] = browser = await server.BrowseAsAsync(officer, office);
        return browser;
    }

    private static async Task<string> TokenAsync(Visitor visitor) =>
        (await visitor.OpenAsync("/akun/sandi")).Document.QuerySelector("main form input[name=__formulir]")!.GetAttribute("value")!;

    private static HttpRequestMessage Request(Visitor visitor, Trial trial, string token)
    {
        var fields = new List<(string Name, string Value)> { ("__formulir", token), ("kunci", Guid.NewGuid().ToString()) };
        fields.AddRange(trial.Form ?? []);
        var request = new HttpRequestMessage(HttpMethod.Post, trial.Path);
        request.Headers.Add("Origin", visitor.Address.GetLeftPart(UriPartial.Authority));
        if (trial.File is null)
        {
            request.Content = new FormUrlEncodedContent(fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)));
            return request;
        }
        var parts = new MultipartFormDataContent();
        foreach (var (name, value) in fields) parts.Add(new StringContent(value), $"\"{name}\"");
        parts.Add(new ByteArrayContent("%PDF-1.7\nlembar"u8.ToArray()), $"\"{trial.File}\"", "lembar.pdf");
        request.Content = parts;
        return request;
    }

    private static bool LeadsToSignIn(HttpResponseMessage answer) => answer.Headers.Location?.ToString().Contains("/masuk?kembali=", StringComparison.Ordinal) == true;

    private async Task<List<string>> MappedAsync()
    {
        var loader = server.Services.GetRequiredService<PageLoader>();
        var mapped = new List<string>();
        foreach (var endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var route = Permissions.RouteOf(endpoint.RoutePattern);
            mapped.AddRange(endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page
                ? (await loader.LoadAsync(page, endpoint.Metadata)).HandlerMethods.Select(h => h.HttpMethod.ToUpperInvariant() + " " + route)
                : (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(m => m + " " + route));
        }
        return [.. mapped.Distinct(StringComparer.Ordinal)];
    }
}
