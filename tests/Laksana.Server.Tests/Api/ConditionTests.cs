using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Laksana.Server.Tests.Api;

/// <summary>If-Match, Idempotency-Key, and two who act at once.</summary>
public sealed class ConditionTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task an_act_on_another_version_than_the_one_seen_is_refused_with_the_version_now()
    {
        using var jfu = await server.AsAsync("jfu1");
        var number = await jfu.OpenAsync();
        var seen = (await jfu.GetAsync($"/api/v1/cases/{number}")).Tag!;
        var noted = await jfu.PostAsync($"/api/v1/cases/{number}/notes", new { text = "satu" }, ("If-Match", seen));
        Assert.Equal(HttpStatusCode.OK, noted.Status);
        var late = await jfu.PostAsync($"/api/v1/cases/{number}/notes", new { text = "dua" }, ("If-Match", seen));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "case.conflict", noted.Tag), (late.Status, late.Code, late.Tag));
        Assert.Equal(HttpStatusCode.OK, (await jfu.PostAsync($"/api/v1/cases/{number}/notes", new { text = "tiga" }, ("If-Match", "*"))).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await jfu.PostAsync($"/api/v1/cases/{number}/notes", new { text = "empat" }, ("If-Match", "W/" + seen))).Status);
        Assert.Equal(["satu", "tiga"], await NotesAsync(jfu, number));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("\"tujuh\"")]
    [InlineData("\"7\", \"8\"")]
    [InlineData("\"-1\"")]
    [InlineData("\"99999999999999999999\"")]
    public async Task an_if_match_that_is_no_version_is_refused(string tag)
    {
        using var jfu = await server.AsAsync("jfu1");
        var reply = await jfu.PostAsync($"/api/v1/cases/{await jfu.OpenAsync()}/notes", new { text = "x" }, ("If-Match", tag));
        Assert.Equal((HttpStatusCode.BadRequest, "if-match.malformed"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task a_repeated_call_changes_nothing_and_answers_the_same_byte_for_byte()
    {
        using var jfu = await server.AsAsync("jfu1");
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var opened = await jfu.PostAsync("/api/v1/cases", new { sheet = "uji-lengkap" }, key);
        Same(opened, await jfu.PostAsync("/api/v1/cases", new { sheet = "uji-lengkap" }, key));

        var number = opened.Json["number"]!.GetValue<string>();
        var acts = new (string Path, object? Body)[]
        {
            ("notes", new { text = "catatan" }),
            ("documents?name=surat.txt", "isi surat"),
            ("runs/1/begin", null),
            ("runs/1/complete", new { fields = new { barang = "router" } }),
        };
        foreach (var (path, body) in acts)
        {
            var one = ("Idempotency-Key", Guid.NewGuid().ToString());
            var first = await jfu.PostAsync($"/api/v1/cases/{number}/{path}", body, one);
            Assert.True((int)first.Status is 200 or 201, first.Text);
            // Also after the case has moved on, and with the version that was seen then.
            await jfu.PostAsync($"/api/v1/cases/{number}/notes", new { text = "sementara itu" });
            Same(first, await jfu.PostAsync($"/api/v1/cases/{number}/{path}", body, one));
        }
        Assert.Equal(["catatan", "sementara itu", "sementara itu", "sementara itu", "sementara itu"], await NotesAsync(jfu, number));
    }

    [Fact]
    public async Task a_key_answers_for_one_request_only_and_is_the_officers_own()
    {
        using var jfu = await server.AsAsync("jfu1");
        using var jfu2 = await server.AsAsync("jfu2");
        var number = await jfu.OpenAsync();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        await jfu.PostAsync($"/api/v1/cases/{number}/notes", new { text = "satu" }, key);
        var other = await jfu.PostAsync($"/api/v1/cases/{number}/notes", new { text = "dua" }, key);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "case.key-reused"), (other.Status, other.Code));
        Assert.Equal(HttpStatusCode.OK, (await jfu2.PostAsync($"/api/v1/cases/{number}/notes", new { text = "tiga" }, key)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("dua kata")]
    [InlineData("kéy")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    public async Task a_key_of_another_form_is_refused(string key)
    {
        using var jfu = await server.AsAsync("jfu1");
        var number = await jfu.OpenAsync();
        var reply = await jfu.PostAsync($"/api/v1/cases/{number}/notes", new { text = "x" }, ("Idempotency-Key", key));
        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Empty(await NotesAsync(jfu, number));
    }

    [Fact]
    public async Task of_two_who_complete_one_row_at_once_one_succeeds_and_the_other_hears_who_was_first()
    {
        using var one = await server.AsAsync("jfu1");
        using var two = await server.AsAsync("jfu2");
        for (var round = 0; round < 10; round++)
        {
            var number = await one.OpenAsync();
            var replies = await Task.WhenAll(one.PostAsync($"/api/v1/cases/{number}/runs/1/complete", new { }), two.PostAsync($"/api/v1/cases/{number}/runs/1/complete", new { }));
            var lost = Assert.Single(replies, r => r.Status == HttpStatusCode.Conflict);
            Assert.Single(replies, r => r.Status == HttpStatusCode.OK);
            Assert.Equal("step.done-already", lost.Code);
            Assert.Contains(replies[0].Status == HttpStatusCode.OK ? "Petugas jfu1" : "Petugas jfu2", lost.Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task the_same_call_sent_twice_at_once_is_done_once()
    {
        using var jfu = await server.AsAsync("jfu1");
        var number = await jfu.OpenAsync();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => jfu.PostAsync($"/api/v1/cases/{number}/notes", new { text = "sekali" }, key)));
        Assert.All(replies, r => Same(replies[0], r));
        Assert.Equal(["sekali"], await NotesAsync(jfu, number));
        var opened = ("Idempotency-Key", Guid.NewGuid().ToString());
        var cases = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => jfu.PostAsync("/api/v1/cases", new { sheet = "uji-lengkap" }, opened)));
        Assert.All(cases, r => Same(cases[0], r));
    }

    private static void Same(Reply first, Reply again)
    {
        Assert.Equal(first.Status, again.Status);
        Assert.Equal(first.Headers, again.Headers);
        Assert.Equal(first.Body, again.Body);
    }

    private static async Task<IEnumerable<string>> NotesAsync(Caller caller, string number) =>
        [.. (await caller.GetAsync($"/api/v1/cases/{number}/events?limit=500")).Json["events"]!.AsArray()
            .Where(e => e!["kind"]!.GetValue<string>() == "note-added").Select(e => ((JsonObject)e!["body"]!)["text"]!.GetValue<string>())];
}
