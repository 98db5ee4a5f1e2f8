using System.Net;
using Xunit;

namespace Laksana.Server.Tests.Api;

/// <summary>The office's books about its officers, over the API.</summary>
public sealed class OfficerCallTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task an_administrator_gives_positions_to_others_and_not_to_himself()
    {
        using var admin = await server.AsAsync("admin");
        var reply = await admin.PutAsync("/api/v1/officers/admin/holdings/kabid-x", new { since = "2026-01-01" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.Equal("officer.own-position", reply.Json["errors"]![0]!["code"]!.GetValue<string>());
        var own = await admin.GetAsync("/api/v1/officers/admin");
        Assert.DoesNotContain(own.Json["holdings"]!.AsArray(), h => h!["position"]!.GetValue<string>() == "kabid-x");
        Assert.Equal(HttpStatusCode.OK, (await admin.PutAsync("/api/v1/officers/lain2/holdings/kabid-x", new { since = "2026-01-01" })).Status);
    }
}
