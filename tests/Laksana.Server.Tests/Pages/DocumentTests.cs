using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Laksana.Cases;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Pages;

/// <summary>Documents on their way in and out: streamed, checked, and served so that they can do nothing.</summary>
public sealed class DocumentTests(DemoServer server) : IClassFixture<DemoServer>
{
    private static readonly byte[] Pdf = "%PDF-1.7\nisi surat"u8.ToArray();
    private static readonly byte[] Picture = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3];

    [Fact]
    public async Task a_document_is_attached_and_comes_back_byte_for_byte_with_safe_headers()
    {
        var number = await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        var page = await SendAsync(ratri, number, "Surat keluhan – Kec. Kalibening.pdf", Pdf);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var address = page.Document.QuerySelector(".documents a")!.GetAttribute("href")!;

        using var answer = await ratri.GetRawAsync(address);
        Assert.Equal(Pdf, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(answer.Headers.CacheControl!.NoCache);
        Assert.Equal("Surat keluhan – Kec. Kalibening.pdf", answer.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        var asked = new HttpRequestMessage(HttpMethod.Get, address);
        asked.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var again = await ratri.SendRawAsync(asked);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Theory]
    [InlineData("foto.png", "\u0089PNG\r\n\u001a\n", "inline", true)]
    [InlineData("surat.pdf", "%PDF-1.7", "inline", false)]
    [InlineData("catatan.txt", "<script>alert(1)</script>", "attachment", true)]
    [InlineData("data.csv", "=cmd|'/c calc'!A1", "attachment", true)]
    [InlineData("arsip.zip", "PK\u0003\u0004", "attachment", true)]
    public async Task a_document_is_served_so_that_it_can_do_nothing(string name, string body, string disposition, bool sandboxed)
    {
        var number = await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        var page = await SendAsync(ratri, number, name, Encoding.Latin1.GetBytes(body));
        using var answer = await ratri.GetRawAsync(page.Document.QuerySelector(".documents a")!.GetAttribute("href")!);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Equal(disposition, answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        // A PDF is embedded by its own page of this site, by nobody else.
        Assert.Contains(name.EndsWith(".pdf", StringComparison.Ordinal) ? "frame-ancestors 'self'" : "frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal(sandboxed, policy.Contains("sandbox", StringComparison.Ordinal));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.NotEqual("text/html", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task a_document_is_shut_to_whoever_may_not_see_the_case()
    {
        var number = await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        var address = (await SendAsync(ratri, number, "foto.png", Picture)).Document.QuerySelector(".documents a")!.GetAttribute("href")!;
        using var laila = await server.AsAsync("laila");
        Assert.Equal(HttpStatusCode.Forbidden, (await laila.OpenAsync(address)).Status);
        using var stranger = await server.AsAsync((await server.AtWorkAsync("ciamis")).Staffing.Holdings[0].Officer, "ciamis");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync(address)).Status);
        using var nobody = server.Visit();
        Assert.Equal("/masuk", (await nobody.OpenAsync(address)).Path);
        Assert.Equal(HttpStatusCode.NotFound, (await ratri.OpenAsync($"/berkas/{number}/dokumen/{new string('0', 64)}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ratri.OpenAsync($"/berkas/{number}/dokumen/..%2f..%2fetc%2fpasswd")).Status);
    }

    [Theory]
    [InlineData("../../etc/cron.d/x.pdf", "x.pdf")]
    [InlineData(@"C:\Windows\surat.pdf", "surat.pdf")]
    [InlineData("<script>alert(1)</script>.pdf", "script.pdf")]
    [InlineData("a'; drop table event; --.pdf", "a'; drop table event; --.pdf")]
    [InlineData("\u202Efdp.exe.pdf", "fdp.exe.pdf")]
    [InlineData("CON.pdf", "_CON.pdf")]
    [InlineData("lpt1.laporan.pdf", "_lpt1.laporan.pdf")]
    [InlineData(".htaccess.pdf", "htaccess.pdf")]
    public async Task a_file_name_is_a_name_and_nothing_more(string sent, string kept)
    {
        var number = await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        var page = await SendAsync(ratri, number, sent, Pdf);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(kept, (await server.StateAsync(number)).Documents.Single().Name);
        Assert.Equal(kept, page.Document.QuerySelector(".documents a")!.TextContent);
        Assert.Empty(page.Document.QuerySelectorAll("script:not([src])"));
    }

    [Fact]
    public async Task what_is_no_document_is_refused_beside_its_input()
    {
        var number = await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        foreach (var (name, bytes) in new[] { ("program.exe", "MZ\0\0"u8.ToArray()), ("halaman.html", "<html><script>"u8.ToArray()), ("surat.pdf", "<html>"u8.ToArray()) })
        {
            var page = await SendAsync(ratri, number, name, bytes);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
            Assert.Contains("tidak dapat dilampirkan", page.Document.QuerySelector("#lampiran-salah")!.TextContent, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(ratri, number, "kosong.pdf", [])).Status);
        Assert.Empty((await server.StateAsync(number)).Documents);
    }

    [Fact]
    public async Task a_document_over_the_limit_is_refused_with_its_limit()
    {
        var number = await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        var large = new byte[26 * 1024 * 1024];
        Pdf.CopyTo(large, 0);
        var page = await SendAsync(ratri, number, "besar.pdf", large);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("25 MB", page.Document.QuerySelector("#lampiran-salah")!.TextContent, StringComparison.Ordinal);
        Assert.Empty((await server.StateAsync(number)).Documents);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task two_hundred_megabytes_are_refused_without_being_held(bool saysItsLength)
    {
        var number = await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        var token = (await ratri.OpenAsync("/berkas/" + number)).Document.QuerySelector("input[name=__formulir]")!.GetAttribute("value")!;
        var form = new LongForm(token, 200L * 1024 * 1024, saysItsLength);
        var before = GC.GetTotalAllocatedBytes(true);
        var page = await ratri.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/berkas/{number}/dokumen") { Content = form });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, page.Status);
        Assert.Contains("terlalu besar", page.Main, StringComparison.OrdinalIgnoreCase);
        Assert.True(GC.GetTotalAllocatedBytes(true) - before < 50L * 1024 * 1024);
        Assert.Equal(0L, await server.Database.ScalarAsync<long>(DemoServer.Office, "select count(*) from document where case_number = $1", number));
        Assert.Equal(HttpStatusCode.OK, (await ratri.OpenAsync("/berkas/" + number)).Status);
    }

    /// <summary>Before the sender has sent more than its headers.</summary>
    [Fact]
    public async Task what_says_that_it_is_too_large_is_refused_before_it_is_sent()
    {
        var number = await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        var cookies = ratri.Cookies.GetCookieHeader(server.Address);
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(server.Address.Host, server.Address.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /berkas/{number}/dokumen HTTP/1.1\r\nHost: {server.Address.Authority}\r\nCookie: {cookies}\r\n" +
            $"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {200 * 1024 * 1024}\r\n\r\n--x\r\n"));
        using var answer = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 413 Payload Too Large", await answer.ReadLineAsync());
    }

    [Fact]
    public async Task documents_that_no_form_asked_for_are_not_taken_in()
    {
        var number = await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        var page = await ratri.OpenAsync("/berkas/" + number);
        page = await ratri.SendFormAsync(page, "form[action$='/catatan']", [("catatan", "Tanpa lampiran.")], [("dokumen", "a.pdf", Pdf), ("dokumen.asing", "b.pdf", Pdf), ("lain", "c.pdf", Pdf)]);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(0L, await server.Database.ScalarAsync<long>(DemoServer.Office, "select count(*) from document where case_number = $1", number));
    }

    [Fact]
    public async Task a_closed_case_takes_no_bytes()
    {
        var number = await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        var page = await ratri.OpenAsync("/berkas/" + number);
        await server.DoAsync("dimas", number, new CancelCase("Tercatat dua kali."));
        page = await ratri.SendFormAsync(page, $"form[action='/berkas/{number}/dokumen']", [], [("dokumen", "a.pdf", Pdf)]);
        Assert.True((int)page.Status >= 400);
        Assert.Equal(0L, await server.Database.ScalarAsync<long>(DemoServer.Office, "select count(*) from document where case_number = $1", number));
    }

    [Fact]
    public async Task a_rows_document_comes_with_its_form_and_stays_when_the_rest_is_refused()
    {
        var number = await AtAgendaAsync();
        var run = (await server.StateAsync(number)).OpenRuns.Single().Run;
        using var ratri = await server.AsAsync("ratri");
        var page = await ratri.OpenAsync("/berkas/" + number);
        var refused = await ratri.SendFormAsync(page, $"form[action$='/selesai/{run}']", [("keterangan", new string('x', 2001))], [("dokumen.laporan", "laporan.pdf", Pdf)]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("laporan.pdf", refused.Document.QuerySelector(".sent")!.TextContent, StringComparison.Ordinal);

        var done = await ratri.SendFormAsync(refused, $"form[action$='/selesai/{run}']", [("keterangan", "Selesai.")], []);
        Assert.Equal(HttpStatusCode.OK, done.Status);
        var state = await server.StateAsync(number);
        Assert.Equal(CaseStatus.Closed, state.Status);
        Assert.Equal(state.Documents.Single().Sha256, state.Fields["laporan"].Value);
    }

    [Fact]
    public async Task a_dossier_is_handed_out_to_those_who_may_see_the_case()
    {
        var number = await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        using var answer = await ratri.GetRawAsync($"/berkas/{number}/bukti");
        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.ToString());
        using var archive = new System.IO.Compression.ZipArchive(await answer.Content.ReadAsStreamAsync());
        Assert.Contains(archive.Entries, e => e.FullName.StartsWith("peristiwa/", StringComparison.Ordinal));
        using var laila = await server.AsAsync("laila");
        Assert.Equal(HttpStatusCode.Forbidden, (await laila.OpenAsync($"/berkas/{number}/bukti")).Status);
    }

    private async Task<string> AtAgendaAsync()
    {
        var number = await server.FaultAsync();
        async Task<int> RunAsync() => (await server.StateAsync(number)).OpenRuns.Single().Run;
        foreach (var (fields, outcome) in new (Dictionary<string, string>, string?)[]
                 {
                     ([], null), (new() { ["hasil-perangkat-lunak"] = "baik" }, null), (new() { ["hasil-alamat"] = "sesuai" }, null), (new() { ["hasil-ping"] = "menjawab" }, null),
                     (new() { ["lampu-daya"] = "menyala" }, null), (new() { ["penyebab"] = "kabel" }, "ya"), (new() { ["ringkasan"] = "Selesai." }, null),
                 })
            await server.DoAsync("ratri", number, new CompleteStep(await RunAsync(), fields, outcome) { ByHand = true });
        await server.DoAsync("dimas", number, new AcknowledgeReport(await RunAsync()));
        await server.DoAsync("dimas", number, new CompleteStep(await RunAsync(), new Dictionary<string, string>()));
        await server.DoAsync("bagus", number, new AcknowledgeReport(await RunAsync()));
        return number;
    }

    private static async Task<Seen> SendAsync(Visitor visitor, string number, string name, byte[] bytes) =>
        await visitor.SendFormAsync(await visitor.OpenAsync("/berkas/" + number), $"form[action='/berkas/{number}/dokumen']", [], [("dokumen", name, bytes)]);

    /// <summary>A form whose document is made while it is sent.</summary>
    private sealed class LongForm : HttpContent
    {
        private const string Boundary = "----batas";

        private readonly byte[] _head;
        private readonly byte[] _tail = Encoding.ASCII.GetBytes($"\r\n--{Boundary}--\r\n");
        private readonly long _size;
        private readonly bool _saysItsLength;

        public LongForm(string token, long size, bool saysItsLength)
        {
            (_size, _saysItsLength) = (size, saysItsLength);
            _head = Encoding.UTF8.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"__formulir\"\r\n\r\n{token}\r\n--{Boundary}\r\nContent-Disposition: form-data; name=\"dokumen\"; filename=\"besar.pdf\"\r\n\r\n%PDF-1.7\n");
            Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={Boundary}");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(_head);
            var buffer = new byte[64 * 1024];
            for (long sent = 0; sent < _size; sent += buffer.Length) await stream.WriteAsync(buffer);
            await stream.WriteAsync(_tail);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _head.Length + _size + _tail.Length;
            return _saysItsLength;
        }
    }
}
