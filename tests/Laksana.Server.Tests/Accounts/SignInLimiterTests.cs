using System.Net;
using Laksana.Server.Accounts;
using Laksana.Server.Hosting;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Accounts;

public sealed class SignInLimiterTests(SignInLimiterTests.AsInstalled server) : IClassFixture<SignInLimiterTests.AsInstalled>
{
    [Fact]
    public async Task more_than_ten_tries_in_a_minute_are_not_even_looked_at()
    {
        using var visitor = server.Visit();
        var form = await visitor.OpenAsync("/masuk");
        Seen? last = null;
        for (var i = 0; i < 11; i++)
            last = await visitor.SubmitAsync(form, null, ("kantor", "kelapa"), ("nama", "penebak"), ("sandi", "salah sama sekali"));
        Assert.Equal(HttpStatusCode.TooManyRequests, last!.Status);
        Assert.Contains("Tunggu satu menit", last.Refusal, StringComparison.Ordinal);
        Assert.Equal(Visitor.Home, (await visitor.SignInAsync("kelapa", "wati", TestOffice.Password)).Path);
    }

    [Fact]
    public void an_office_behind_one_address_is_not_kept_out()
    {
        using var limiter = new SignInLimiter(new ServeOptions { Urls = [], DataDirectory = "" });
        var address = IPAddress.Parse("203.0.113.7");
        Assert.All(Enumerable.Range(0, 300), i => Assert.True(limiter.Allows(address, "kelapa", "petugas" + i)));
        Assert.False(limiter.Allows(address, "kelapa", "petugas300"));
    }

    [Fact]
    public void a_flood_of_names_and_addresses_fills_no_memory()
    {
        using var limiter = new SignInLimiter(new ServeOptions { Urls = [], DataDirectory = "" });
        var name = new string('x', 20_000);
        limiter.Allows(IPAddress.Loopback, "kelapa", name);
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 200_000; i++)
            limiter.Allows(new IPAddress(0x0A000000L + i), "kelapa", i + name);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 30_000_000);
    }

    [Fact]
    public void an_address_that_tried_too_often_leaves_no_more_names_and_its_network_counts_as_one()
    {
        using var limiter = new SignInLimiter(new ServeOptions { Urls = [], DataDirectory = "", SignInTries = 1 });
        Assert.All(Enumerable.Range(1, 30), i => Assert.True(limiter.Allows(IPAddress.Parse($"2001:db8::{i:x}"))));
        Assert.False(limiter.Allows(IPAddress.Parse("2001:db8::ffff"), "kelapa", "wati"));
        // Refused before its name was counted: from elsewhere in the house the first try is still open.
        Assert.True(limiter.Allows(IPAddress.Parse("2001:db8:0:1::1"), "kelapa", "wati"));
    }

    [Fact]
    public async Task a_name_longer_than_any_is_answered_like_an_unknown_one()
    {
        using var visitor = server.Visit();
        var page = await visitor.SubmitAsync(await visitor.OpenAsync("/masuk"), null, ("kantor", "kelapa"), ("nama", new string('y', 5000)), ("sandi", "salah sama sekali"));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.NotEmpty(page.Refusal);
    }

    [Fact]
    public async Task tokens_guessed_too_often_are_not_looked_up_any_more_while_one_in_use_goes_on()
    {
        using var visitor = server.Visit();
        var good = await server.Services.GetRequiredService<AccessTokens>().IssueAsync("kelapa", "wati", "uji", null);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(visitor, good));
        for (var i = 0; i < 300; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(visitor, "laksana.kelapa.salah" + i));
        Assert.Equal(HttpStatusCode.TooManyRequests, await AskAsync(visitor, "laksana.kelapa.salah"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(visitor, good));
    }

    private static async Task<HttpStatusCode> AskAsync(Visitor visitor, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        request.Headers.Authorization = new("Bearer", token);
        return (await visitor.SendRawAsync(request)).StatusCode;
    }

    public sealed class AsInstalled : ServerFixture
    {
        internal override ServeOptions Options => base.Options with { SignInTries = new ServeOptions { Urls = [], DataDirectory = "" }.SignInTries };
    }
}
