using System.Net;
using System.Net.Http.Headers;
using Laksana.Server.Accounts;
using Laksana.Server.Permitting;
using Laksana.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Permitting;

public sealed class PermissionTableTests(PermissionTableTests.WithStranger server) : IClassFixture<PermissionTableTests.WithStranger>
{
    [Fact]
    public void the_page_in_docs_is_what_the_program_writes() =>
        Assert.Equal(File.ReadAllText(Repository.Path("docs/permissions.md")), PermissionsPage.Write());

    [Fact]
    public async Task every_page_and_call_is_in_the_table_and_the_table_names_nothing_else()
    {
        var mapped = await MappedAsync();
        var listed = Permissions.Table.SelectMany(p => p.EachMethod.Select(method => method + " " + p.Route)).ToHashSet(StringComparer.Ordinal);
        Assert.Equal([], mapped.Where(m => !listed.Contains(m) && !m.EndsWith(WithStranger.Unlisted, StringComparison.Ordinal)).Order());
        Assert.Equal([], listed.Where(l => !mapped.Contains(l)).Order());
    }

    [Fact]
    public void no_attribute_beside_a_page_says_who_may_use_it() =>
        Assert.Empty(Endpoints().Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null || e.Metadata.GetMetadata<IAuthorizeData>() is not null).Select(e => e.DisplayName));

    [Theory]
    [InlineData("wati")]
    [InlineData("admin")]
    public async Task what_is_not_in_the_table_is_refused_to_everybody(string userName)
    {
        using var visitor = await server.SignedInAsync(userName);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetRawAsync(WithStranger.Unlisted)).StatusCode);
        using var nobody = server.Visit();
        Assert.Equal("/masuk", (await nobody.OpenAsync(WithStranger.Unlisted)).Path);
    }

    /// <summary>A page answers a method that it has no handler for by drawing itself: the table must not let that pass either.</summary>
    [Fact]
    public async Task a_method_that_is_not_in_the_table_is_refused()
    {
        using var visitor = await server.SignedInAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetRawAsync("/akun/keluar-semua")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.SendRawAsync(new HttpRequestMessage(HttpMethod.Put, "/akun"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.SendRawAsync(new HttpRequestMessage(HttpMethod.Head, "/akun"))).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task every_page_opens_for_exactly_whom_the_table_names(string route)
    {
        var who = Permissions.Find("GET", route)!.Who;
        var path = route.Replace("{code}", "404", StringComparison.Ordinal).Replace("{name}", "laksana.css", StringComparison.Ordinal).Replace("{documentName}", "v1", StringComparison.Ordinal);
        using var nobody = server.Visit();
        using var officer = await server.SignedInAsync();
        using var administrator = await server.SignedInAsync("admin");
        Assert.Equal(who is Who.Anyone or Who.Monitor, await OpensAsync(nobody, path, null));
        Assert.Equal(who is not (Who.Administrator or Who.Head), await OpensAsync(officer, path, "wati"));
        Assert.True(await OpensAsync(administrator, path, "admin"));
    }

    public static TheoryData<string> Reads() =>
        [.. Permissions.Table.Where(p => p.EachMethod.Contains("GET") && p.Route.Split('{').Length <= 2 && (!p.Route.Contains('{') || p.Who == Who.Anyone)).Select(p => p.Route)];

    [Fact]
    public async Task only_monitors_read_the_counters()
    {
        using var here = server.Visit();
        var page = await here.OpenAsync("/metrics");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("# TYPE http_server_request_duration_seconds histogram", page.Text, StringComparison.Ordinal);
        var passedOn = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        passedOn.Headers.Add("X-Forwarded-For", "203.0.113.7");
        Assert.NotEqual(HttpStatusCode.OK, (await here.SendRawAsync(passedOn)).StatusCode);
    }

    /// <summary>Neither sent to the sign-in page, nor refused.</summary>
    private async Task<bool> OpensAsync(Visitor visitor, string path, string? officer)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (path.StartsWith("/api", StringComparison.Ordinal) && officer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer",
                await server.Services.GetRequiredService<AccessTokens>().IssueAsync("kelapa", officer, "uji", null));
        var answer = await visitor.SendRawAsync(request);
        var toSignIn = answer.Headers.Location?.ToString().Contains("/masuk?kembali=", StringComparison.Ordinal) == true;
        return !toSignIn && answer.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized);
    }

    private IEnumerable<RouteEndpoint> Endpoints() => server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private async Task<HashSet<string>> MappedAsync()
    {
        var loader = server.Services.GetRequiredService<PageLoader>();
        var mapped = new HashSet<string>(StringComparer.Ordinal);
        foreach (var endpoint in Endpoints())
        {
            var route = Permissions.RouteOf(endpoint.RoutePattern);
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                var compiled = await loader.LoadAsync(page, endpoint.Metadata);
                foreach (var handler in compiled.HandlerMethods)
                {
                    // A new act is a new page: a named handler would hide behind its page's line in the table.
                    Assert.True(handler.Name is null, $"{page.DisplayName} has the named handler {handler.Name}.");
                    mapped.Add(handler.HttpMethod.ToUpperInvariant() + " " + route);
                }
            }
            else
                foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"])
                    mapped.Add(method + " " + route);
        }
        return mapped;
    }

    /// <summary>A server with a call that nobody entered in the table.</summary>
    public sealed class WithStranger : ServerFixture
    {
        public const string Unlisted = "/lupa-didaftarkan";

        protected override void Extend(WebApplication app) => app.MapGet(Unlisted, () => "rahasia");
    }
}
