using System.Net;
using System.Text;
using Laksana.Server.Permitting;
using Laksana.Server.Tests.Api;
using Laksana.Server.Tests.Permitting.Trials;
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
    private static readonly Dictionary<string, Func<TrialCases, Task<Trial>>> Trials = new(new TrialTable[] { CaseTrials.All, AccountTrials.All, OverviewTrials.All, SheetTrials.All, ServiceTrials.All, ComplaintTrials.All, HelpTrials.All, BackupTrials.All, KeepingTrials.All, NetworkTrials.All, CustodyTrials.All, RecoveryTrials.All, RegisterTrials.All, MeasureTrials.All, PaperTrials.All, SettingTrials.All, NoticeTrials.All, GuideTrials.All, ProofTrials.All }.SelectMany(t => t), StringComparer.Ordinal);

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
                Assert.Equal(who == Who.Administrator && officer != "admin" || who == Who.Head && officer == "lain",
                    await StatusAsync(officer, trial.Path) is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized);
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
        else if (route == "/berkas/buka" || who is Who.Administrator or Who.Head) Assert.Equal(HttpStatusCode.Forbidden, await SendAsync("lain", trial));

        // Without its token, with an invented one and with another officer's, nobody's form is taken.
        var borrowed = await TokenAsync(await BrowserAsync(right == "kepala1" ? "kasi1" : "kepala1", "alfa"));
        foreach (var forged in new[] { "", "CfDJ8rekaan", borrowed })
            Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(right, trial, token: forged));
        var done = await SendAsync(right, trial);
        if (who == Who.Case || route == "/berkas/buka") Assert.Equal(HttpStatusCode.Redirect, done);
        else Assert.True(done is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized), $"{right}: {done}");
    }

    private static List<string> Listed => [.. Permissions.Table.Where(p => Trials.ContainsKey(p.Route)).SelectMany(p => p.EachMethod.Select(m => m + " " + p.Route))];

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
        parts.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(trial.FileText)), $"\"{trial.File}\"", "lembar.pdf");
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
