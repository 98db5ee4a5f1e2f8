using System.Net;
using Laksana.Server.Accounts;
using Laksana.Server.Hosting;
using Laksana.Testing;
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

    public sealed class AsInstalled : ServerFixture
    {
        internal override ServeOptions Options => base.Options with { SignInTries = new ServeOptions { Urls = [], DataDirectory = "" }.SignInTries };
    }
}
