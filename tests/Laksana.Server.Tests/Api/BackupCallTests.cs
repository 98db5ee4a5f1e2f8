using System.Net;
using Laksana.Backups;
using Laksana.Server.Accounts;
using Laksana.Server.Tests.Pages.Backups;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Api;

/// <summary>Backups for programs, over a real database.</summary>
public sealed class BackupCallTests(RecoveryServer server) : IClassFixture<RecoveryServer>
{
    [Fact]
    public async Task a_program_takes_a_backup_follows_it_and_reads_what_came_of_it()
    {
        using var dimas = await AsAsync("dimas");
        var asked = await dimas.PostAsync("/api/v1/backups", new { source = "kependudukan" }, ("Idempotency-Key", "malam-1"));
        Assert.Equal(HttpStatusCode.Accepted, asked.Status);
        Assert.True(asked.Json["new"]!.GetValue<bool>());
        var job = Guid.Parse(asked.Json["id"]!.GetValue<string>());
        Assert.Equal($"/api/v1/backup-jobs/{job}", asked.Location);
        await server.EndedAsync(job);
        // Sent again, also long after, it is the same one; the key is no other source's.
        var again = await dimas.PostAsync("/api/v1/backups", new { source = "kependudukan" }, ("Idempotency-Key", "malam-1"));
        Assert.Equal(job.ToString(), again.Json["id"]!.GetValue<string>());
        Assert.False(again.Json["new"]!.GetValue<bool>());

        var ended = (await dimas.GetAsync($"/api/v1/backup-jobs/{job}")).Json;
        Assert.Equal("succeeded", ended["status"]!.GetValue<string>());
        var id = ended["backup"]!.GetValue<string>();
        var one = (await dimas.GetAsync("/api/v1/backups/" + id)).Json;
        Assert.Equal("dimas", one["backup"]!["officer"]!.GetValue<string>());
        Assert.Empty(one["copies"]!.AsArray());
        var list = (await dimas.GetAsync("/api/v1/backups?source=kependudukan&state=present&most=1")).Json;
        Assert.Equal(id, list["backups"]![0]!["backup"]!.GetValue<string>());
        Assert.Empty((await dimas.GetAsync("/api/v1/backups?level=terbukti")).Json["backups"]!.AsArray());
    }

    [Fact]
    public async Task pages_of_the_list_go_on_where_the_one_before_ended()
    {
        using var dimas = await AsAsync("dimas");
        for (var taken = 0; taken < 3; taken++)
        {
            await server.BackUpAsync();
            server.Now += TimeSpan.FromMinutes(7);
        }
        var (seen, before) = (new List<string>(), "");
        do
        {
            var page = (await dimas.GetAsync("/api/v1/backups?most=1" + before)).Json;
            seen.AddRange(page["backups"]!.AsArray().Select(b => b!["backup"]!.GetValue<string>()));
            before = page["next"] is { } next ? "&after=" + Uri.EscapeDataString(next.GetValue<string>()) : "";
        }
        while (before.Length > 0);
        Assert.Equal((await server.Services.GetRequiredService<BackupBook>().ListAsync(DemoServer.Office, new BackupFilter(), default)).Select(b => b.Id), seen);
    }

    [Fact]
    public async Task what_is_wrong_is_told_and_nothing_is_taken()
    {
        using var dimas = await AsAsync("dimas");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await dimas.PostAsync("/api/v1/backups", new { source = "tidak-ada" })).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await dimas.PostAsync("/api/v1/backups", new { source = "kependudukan", bytesPerSecond = 0 })).Status);
        var filter = await dimas.GetAsync("/api/v1/backups?state=3&level=bagus&after=kemarin");
        Assert.Equal(3, filter.Json["errors"]!.AsArray().Count);
        Assert.Equal(HttpStatusCode.NotFound, (await dimas.GetAsync($"/api/v1/backup-jobs/{Guid.NewGuid()}")).Status);
        using var ratri = await AsAsync("ratri");
        Assert.Equal(HttpStatusCode.NotFound, (await ratri.PostAsync("/api/v1/backups", new { source = "kependudukan" })).Status);
        Assert.Empty((await ratri.GetAsync("/api/v1/backups")).Json["backups"]!.AsArray());
    }

    private async Task<Caller> AsAsync(string officer) => new(server.Address, await server.Services.GetRequiredService<AccessTokens>().IssueAsync(DemoServer.Office, officer, "uji", null));
}
