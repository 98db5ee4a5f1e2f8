using System.Net;
using Laksana.Server.Permitting;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Accounts;

public sealed class AntiforgeryTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    /// <summary>Everything that a browser may be made to send with its cookies.</summary>
    public static TheoryData<string> Forms() =>
        [.. Permissions.Table.Where(p => p.EachMethod.Contains("POST") && !p.Route.StartsWith("/api", StringComparison.Ordinal) && !p.Route.Contains('{')).Select(p => p.Route)];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task a_form_without_its_token_is_refused(string route)
    {
        using var visitor = await server.SignedInAsync(RightOne(route));
        AssertRefused(route, (await visitor.PostAsync(route, [])).Status);
        Assert.Equal("/akun", (await visitor.OpenAsync("/akun")).Path);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task a_token_of_another_officer_is_refused(string route)
    {
        using var stranger = await server.SignedInAsync("bima");
        using var visitor = await server.SignedInAsync(RightOne(route));
        var token = (await stranger.OpenAsync("/akun")).Document.QuerySelector("input[name=__formulir]")!.GetAttribute("value")!;
        AssertRefused(route, (await visitor.PostAsync(route, [new("__formulir", token)])).Status);
    }

    /// <summary>For the missing token; where the office has no such work, for that.</summary>
    private static void AssertRefused(string route, HttpStatusCode status) =>
        Assert.True(status == HttpStatusCode.BadRequest || (Permissions.Find("POST", route)!.Who == Who.Case && status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden), $"{route}: {status}");

    /// <summary>Whoever may use the form: another would be refused for that alone.</summary>
    private static string RightOne(string route) => Permissions.Find("POST", route)!.Who is Who.Administrator or Who.Head ? "admin" : "wati";

    [Fact]
    public async Task the_refusal_says_in_plain_words_what_to_do()
    {
        using var visitor = await server.SignedInAsync();
        Assert.Contains("muat ulang halaman", (await visitor.PostAsync("/akun/keluar-semua", [])).Main, StringComparison.Ordinal);
    }
}
