using System.Net;
using System.Text;
using Xunit;

namespace Laksana.Server.Tests.Api;

/// <summary>Bodies, addresses and texts that nobody means well.</summary>
public sealed class HostileCallTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    public static TheoryData<string, string> BadBodies() => new()
    {
        { "", "request.malformed" },
        { "null", "request.malformed" },
        { "[]", "body.malformed" },
        { "{", "body.malformed" },
        { "{\"sheet\": 7}", "body.malformed" },
        { "{\"sheet\": null}", "body.malformed" },
        { "{\"fields\": {}}", "body.malformed" },
        { "{\"sheet\": \"uji-lengkap\", \"fields\": {\"barang\": 7}}", "body.malformed" },
        { "{\"sheet\": \"uji-lengkap\", \"fields\": {\"barang\": [\"a\"]}}", "body.malformed" },
        { "{\"sheet\": \"uji-lengkap\", \"tidak-dikenal\": 1}", "body.malformed" },
        { "{\"sheet\": \"uji-lengkap\", \"sheet\": \"uji-langkah\"}", "body.malformed" },
        { "{\"sheet\": \"\\ud800\"}", "body.malformed" },
        { "{\"sheet\": \"uji-lengkap\", \"fields\": " + Nested(200) + "}", "body.malformed" },
        { Nested(100_000), "body.malformed" },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task a_body_that_is_not_its_shape_is_refused_with_the_place(string body, string code)
    {
        using var jfu = await server.AsAsync("jfu1");
        var reply = await jfu.PostAsync("/api/v1/cases", body);
        Assert.Equal((HttpStatusCode.BadRequest, code), (reply.Status, reply.Code));
        Assert.DoesNotContain("Exception", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_body_of_another_kind_or_too_large_is_refused()
    {
        using var jfu = await server.AsAsync("jfu1");
        var number = await jfu.OpenAsync();
        using var form = new StringContent("sheet=uji-lengkap", Encoding.UTF8, "application/x-www-form-urlencoded");
        var kind = await jfu.SendAsync(HttpMethod.Post, "/api/v1/cases", form, []);
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "request.media-type"), (kind.Status, kind.Code));
        var method = await jfu.SendAsync(HttpMethod.Patch, "/api/v1/cases", null, []);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "method.wrong"), (method.Status, method.Code));
        using var nobody = server.AsNobody();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.SendAsync(HttpMethod.Patch, "/api/v1/cases", null, [])).Status);

        var large = await jfu.PostAsync($"/api/v1/cases/{number}/notes", new { text = new string('x', 10 * 1024 * 1024) });
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "request.too-large"), (large.Status, large.Code));
        using var chunked = new StreamContent(new Endless(10 * 1024 * 1024));
        chunked.Headers.ContentType = new("application/json");
        // Nobody knows when a body without a length would end: its connection is closed, which may overtake the answer.
        var endless = await Record.ExceptionAsync(async () => Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await jfu.SendAsync(HttpMethod.Post, $"/api/v1/cases/{number}/notes", chunked, [])).Status));
        Assert.True(endless is null or HttpRequestException, endless?.ToString());
        Assert.DoesNotContain("note-added", (await jfu.GetAsync($"/api/v1/cases/{number}/events?limit=500")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_document_too_large_empty_or_of_another_kind_leaves_nothing()
    {
        using var jfu = await server.AsAsync("jfu1");
        var number = await jfu.OpenAsync();
        var path = $"/api/v1/cases/{number}/documents";
        using var huge = new StreamContent(new Endless(200L * 1024 * 1024));
        huge.Headers.ContentLength = 200L * 1024 * 1024;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await jfu.SendAsync(HttpMethod.Post, path + "?name=a.txt", huge, [])).Status);
        using var unsaid = new StreamContent(new Endless(26L * 1024 * 1024));
        var reply = await jfu.SendAsync(HttpMethod.Post, path + "?name=a.txt", unsaid, []);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.Status);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "document.empty"), await CodeAsync(jfu.PostAsync(path + "?name=a.txt")));
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "document.wrong-type"), await CodeAsync(jfu.PostAsync(path + "?name=a.html", "<script>alert(1)</script>")));
        using var empty = new MultipartFormDataContent { { new StringContent("x"), "bukan-file" } };
        Assert.Equal((HttpStatusCode.BadRequest, "document.none"), await CodeAsync(jfu.SendAsync(HttpMethod.Post, path, empty, [])));
        Assert.Empty((await jfu.GetAsync($"/api/v1/cases/{number}")).Json["documents"]!.AsArray());
    }

    [Fact]
    public async Task a_document_comes_back_as_it_went_under_a_harmless_name_and_is_never_shown_as_a_page()
    {
        using var jfu = await server.AsAsync("jfu1");
        var number = await jfu.OpenAsync();
        using var file = new ByteArrayContent("<script>alert(1)</script>"u8.ToArray());
        file.Headers.TryAddWithoutValidation("Content-Disposition", "form-data; name=\"file\"; filename=\"../../etc/\\\"passwd\\\";<b>.txt\"");
        using var form = new MultipartFormDataContent { file };
        var attached = await jfu.SendAsync(HttpMethod.Post, $"/api/v1/cases/{number}/documents", form, []);
        Assert.True(attached.Status == HttpStatusCode.Created, attached.Text);
        var name = attached.Json["name"]!.GetValue<string>();
        Assert.All("/\\<>\"", c => Assert.DoesNotContain(c, name));
        var read = await jfu.GetAsync(attached.Location!);
        Assert.Equal("<script>alert(1)</script>", read.Text);
        Assert.Equal("text/plain", read.MediaType);
        Assert.Contains(read.Headers, h => h.StartsWith("Content-Disposition: attachment;", StringComparison.Ordinal));
        Assert.Contains("X-Content-Type-Options: nosniff", read.Headers);
        Assert.Contains(read.Headers, h => h.StartsWith("Content-Security-Policy: sandbox", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("..%2f..%2fetc%2fpasswd.txt", "passwd.txt")]
    [InlineData("surat%00.exe.txt", "surat.exe.txt")]
    [InlineData("%E2%80%AEtxt.exe.txt", "txt.exe.txt")]
    [InlineData("C%3A%5CWindows%5Cnul.txt", "_nul.txt")]
    [InlineData("a%0d%0aSet-Cookie%3A%20x%3D1.txt", "aSet-Cookie x=1.txt")]
    public async Task a_name_in_the_address_is_a_name_and_nothing_more(string sent, string kept)
    {
        using var jfu = await server.AsAsync("jfu1");
        var reply = await jfu.PostAsync($"/api/v1/cases/{await jfu.OpenAsync()}/documents?name={sent}", "isi " + sent);
        Assert.Equal(HttpStatusCode.Created, reply.Status);
        Assert.Equal(kept, reply.Json["name"]!.GetValue<string>());
        Assert.DoesNotContain((await jfu.GetAsync(reply.Location!)).Headers, h => h.StartsWith("Set-Cookie", StringComparison.Ordinal));
        var longest = await jfu.PostAsync($"/api/v1/cases/{await jfu.OpenAsync()}/documents?name={new string('a', 3000)}.txt", "isi");
        Assert.InRange(longest.Json["name"]!.GetValue<string>().Length, 1, 120);
        Assert.EndsWith(".txt", longest.Json["name"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    public static TheoryData<string> Tricks() =>
    [
        "..%2f..%2fetc%2fpasswd", "%2e%2e%2f%2e%2e", "..;/admin", "' or '1'='1", "UJI-2026-0001'; drop table event; --", "LKP-2026-0001%00", "<script>", "🙂", new string('A', 3000), "LKP-2026-0001%2f..%2fLKP-2026-0002", "%", "{number}", "*",
    ];

    [Theory]
    [MemberData(nameof(Tricks))]
    public async Task tricks_in_ids_find_nothing(string trick)
    {
        using var jfu = await server.AsAsync("jfu1");
        using var admin = await server.AsAsync("admin");
        foreach (var path in new[]
                 {
                     $"/cases/{trick}", $"/cases/{trick}/events", $"/cases/{await jfu.OpenAsync()}/documents/{trick}", $"/sheets/{trick}", $"/sheets/{trick}/versions/1", $"/officers/{trick}", $"/me/tokens/{trick}",
                 })
        {
            var reply = await admin.GetAsync("/api/v1" + path);
            // No address of this API is reached by another's; none breaks it.
            Assert.True((int)reply.Status is >= 400 and < 500, $"{path}: {reply.Status} {reply.Text}");
        }
        foreach (var query in new[] { $"/cases?search={trick}", $"/cases?sheet={trick}", $"/tasks?search={trick}", $"/tasks?sheet={trick}" })
            Assert.True((int)(await jfu.GetAsync("/api/v1" + query)).Status < 500, query);
        Assert.Equal(HttpStatusCode.OK, (await jfu.GetAsync("/api/v1/cases?search=a%00b")).Status);
    }

    [Theory]
    [InlineData("<script>alert('x')</script><img src=x onerror=alert(1)>")]
    [InlineData("'; drop table event; -- \" ' $1 $$ {0} {{barang}}")]
    [InlineData("\u202Etxt.exe\u0007\u001b[31m\u0085 🙂 ‮ ﷽")]
    [InlineData("%s%n{barang}{lokasi}\\u0000")]
    public async Task any_text_in_any_field_is_kept_as_text(string text)
    {
        using var jfu = await server.AsAsync("jfu1");
        using var kabid = await server.AsAsync("kabid1");
        using var kasi = await server.AsAsync("kasi1");
        var number = await jfu.OpenAsync(text);
        await jfu.PostAsync($"/api/v1/cases/{number}/notes", new { text });
        await jfu.DoAsync(number, "begin");
        await jfu.DoAsync(number, "release", new { reason = text });
        await kabid.DoAsync(number, "reassign", new { to = "jfu2", reason = text });
        await kabid.DoAsync(number, "reassign", new { to = "jfu1", reason = text });
        await jfu.DoAsync(number, "complete", new { fields = new { barang = text, keterangan = text, pelapor = text }, remark = text });
        await jfu.DoAsync(number, "begin");
        await jfu.DoAsync(number, "pause", new { party = "penyedia", reason = text });
        await jfu.DoAsync(number, "resume", new { answer = text });
        await jfu.DoAsync(number, "complete", new { outcome = "baik", remark = text });
        await jfu.DoAsync(number, "complete", new { remark = text });
        await kasi.DoAsync(number, "return", new { to = "periksa", reason = text });
        var read = await jfu.GetAsync($"/api/v1/cases/{number}");
        Assert.Equal(Clean(text), read.Json["fields"]!["barang"]!["value"]!.GetValue<string>());
        Assert.Equal(Clean(text), read.Json["fields"]!["pelapor"]!["value"]!.GetValue<string>());
        // What a browser would take for a page is not written out even here.
        Assert.DoesNotContain("<script>", read.Text, StringComparison.Ordinal);
        var events = (await jfu.GetAsync($"/api/v1/cases/{number}/events?limit=500")).Json["events"]!.AsArray();
        Assert.Equal(text.Trim(), events.First(e => e!["kind"]!.GetValue<string>() == "note-added")!["body"]!["text"]!.GetValue<string>());
        Assert.Equal("form.faults", (await jfu.PostAsync($"/api/v1/cases/{number}/runs/4/complete", new Dictionary<string, object> { ["fields"] = new Dictionary<string, string> { [text] = text } })).Code);
        Assert.True((int)(await jfu.PostAsync("/api/v1/cases", new { sheet = text })).Status is 404 or 400);
        Assert.Equal("reassign.no-right", (await kabid.PostAsync($"/api/v1/cases/{number}/runs/4/reassign", new { to = text, reason = "x" })).Code);
        Assert.Equal(HttpStatusCode.OK, (await kabid.PostAsync($"/api/v1/cases/{number}/cancel", new { reason = text })).Status);
    }

    /// <summary>U+0000 and half a character stand in no text of the database; whoever sends them disturbs nobody else's call.</summary>
    [Fact]
    public async Task a_text_that_cannot_be_kept_is_refused_and_leaves_the_connections_whole()
    {
        using var jfu = await server.AsAsync("jfu1");
        var number = await jfu.OpenAsync();
        for (var round = 0; round < 5; round++)
        {
            foreach (var path in new[] { "/cases?search=a%00b", "/cases?sheet=%00", "/tasks?search=%00", "/cases?after=%00", "/tasks?sheet=%00" })
                Assert.True((int)(await jfu.GetAsync("/api/v1" + path)).Status < 500, path);
            Assert.Equal(HttpStatusCode.BadRequest, (await jfu.GetAsync("/api/v1/cases?sheet=%00")).Status);
            foreach (var path in new[] { $"/cases?search=a{round}", "/cases?search=router", "/cases?sheet=uji-lengkap", "/tasks?search=router" })
                Assert.Equal(HttpStatusCode.OK, (await jfu.GetAsync("/api/v1" + path)).Status);
        }
        foreach (var body in new[] { """{"text": "a\u0000b"}""" })
            Assert.True((int)(await jfu.PostAsync($"/api/v1/cases/{number}/notes", body)).Status < 500);
        Assert.True((int)(await jfu.PostAsync($"/api/v1/cases/{number}/runs/1/complete", """{"fields": {"barang": "a\u0000b", "pelapor": "\u0000"}, "remark": "\u0000"}""")).Status < 500);
        Assert.True((int)(await jfu.PostAsync("/api/v1/cases", """{"sheet": "uji-lengkap", "fields": {"barang": "a\u0000b"}}""")).Status < 500);
        Assert.True((int)(await jfu.PostAsync("/api/v1/cases", """{"sheet": "\u0000"}""")).Status is >= 400 and < 500);
        Assert.Equal(HttpStatusCode.OK, (await jfu.GetAsync($"/api/v1/cases/{number}/events")).Status);
    }

    /// <summary>A one-line field without control characters.</summary>
    private static string Clean(string text) => new string([.. text.Where(c => !char.IsControl(c))]).Trim();

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static async Task<(HttpStatusCode, string?)> CodeAsync(Task<Reply> reply) => ((await reply).Status, (await reply).Code);

    /// <summary>So many letters, made as they are read.</summary>
    private sealed class Endless(long length) : Stream
    {
        private long _left = length;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var given = (int)Math.Min(count, _left);
            buffer.AsSpan(offset, given).Fill((byte)'x');
            _left -= given;
            return given;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
