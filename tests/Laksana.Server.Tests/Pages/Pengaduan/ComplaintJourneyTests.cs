using System.Net;
using Laksana.Cases;
using Laksana.Complaints;
using Laksana.Notices;
using Laksana.Services;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Pages.Pengaduan;

/// <summary>Complaints as officers of the delivered office handle them, without JavaScript.</summary>
public sealed class ComplaintJourneyTests(DemoServer server) : IClassFixture<DemoServer>
{
    private const string Topics = "abcdefghijklmnopqrstuvwxyz";
    private static int _made;

    [Fact]
    public async Task a_light_complaint_by_telephone_goes_from_the_form_to_the_answer()
    {
        using var laila = await server.AsAsync("laila");
        var receipt = await EnterAsync(laila, ("isian.nama-pengadu", "Sumarni Rekaan"), ("isian.telepon-pengadu", "0812 0000 1111"), ("isian.identitas-pengadu", "dirahasiakan"));
        Assert.EndsWith("/tanda-terima", receipt.Path, StringComparison.Ordinal);
        var number = receipt.Path.Split('/')[2];
        Assert.Contains(number, receipt.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Sumarni", receipt.Text, StringComparison.Ordinal);
        var tracking = receipt.Document.QuerySelector(".tracking")!.TextContent;
        Assert.Equal(number, await server.Services.GetRequiredService<ServiceRequests>().FindAsync(DemoServer.Office, TrackingNumber.Parse(tracking), default));
        Assert.DoesNotContain(tracking, (await laila.OpenAsync(receipt.Path)).Text, StringComparison.Ordinal);
        var again = await laila.SubmitAsync(await laila.OpenAsync(receipt.Path), "main .receipt form");
        Assert.NotEqual(tracking, again.Document.QuerySelector(".tracking")!.TextContent);
        Assert.Equal(ComplaintStage.New, await StageAsync(number));

        await DoAsync("laila", number, new() { ["hasil-verifikasi"] = "Benar." }, "layanan dinas ini");
        Assert.Equal(ComplaintStage.Verified, await StageAsync(number));
        await DoAsync("laila", number, new() { ["bagian-diadukan"] = "Bidang Pelayanan Pencatatan Sipil", ["uraian-untuk-bagian"] = "Antrean lama." });
        await DoAsync("laila", number, []);
        Assert.Equal(ComplaintStage.Notified, await StageAsync(number));
        await server.DoAsync("yusuf", number, new AcknowledgeReport(await RunAsync(number)));
        await DoAsync("endang", number, new() { ["alasan-golongan"] = "Dapat langsung diselesaikan." }, "ringan");
        Assert.Equal(ComplaintStage.Light, await StageAsync(number));
        await DoAsync("yusuf", number, new() { ["penyelesaian"] = "Loket ditambah." });
        await DoAsync("yusuf", number, new() { ["tindak-lanjut"] = "Loket ditambah." });
        await DoAsync("laila", number, new() { ["isi-jawaban"] = "Loket sudah ditambah.", ["cara-jawaban"] = "telepon", ["dijawab-pada"] = "2026-11-20T08:12" });

        Assert.Equal(ComplaintStage.Answered, await StageAsync(number));
        var answered = await laila.OpenAsync("/pengaduan?tahap=dijawab");
        Assert.Contains(number, answered.Main, StringComparison.Ordinal);
        Assert.Contains("melalui telepon", answered.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_heavy_complaint_has_its_meeting_with_a_paper_for_the_minutes()
    {
        using var laila = await server.AsAsync("laila");
        var number = (await EnterAsync(laila, ("isian.nama-pengadu", "Pengadu Rapat"))).Path.Split('/')[2];
        await ToClassifyAsync(number);
        await DoAsync("endang", number, new() { ["alasan-golongan"] = "Menyangkut beberapa loket." }, "berat, rapat");
        Assert.Equal(ComplaintStage.Heavy, await StageAsync(number));
        using var endang = await server.AsAsync("endang");
        using var paper = await endang.GetRawAsync($"/pengaduan/{number}/notulen");
        Assert.Equal("application/pdf", paper.Content.Headers.ContentType!.MediaType);
        await DoAsync("endang", number, new() { ["rapat-pada"] = "2026-11-20T09:00", ["putusan-rapat"] = "Tambah petugas." });
        await DoAsync("yusuf", number, new() { ["tindak-lanjut"] = "Ditambah." });
        Assert.Equal(ComplaintStage.Heavy, await StageAsync(number));
    }

    [Fact]
    public async Task waiting_for_the_complainant_stops_the_clock_and_forwarding_ends_the_case()
    {
        using var laila = await server.AsAsync("laila");
        var number = (await EnterAsync(laila)).Path.Split('/')[2];
        var run = await RunAsync(number);
        await server.DoAsync("laila", number, new BeginStep(run));
        await server.DoAsync("laila", number, new PauseClock(run, "pengadu", "Minta nomor antrean."));
        Assert.Equal(ComplaintStage.Waiting, await StageAsync(number));
        var list = await laila.OpenAsync("/pengaduan?tahap=menunggu");
        Assert.Contains("waktu dijeda", list.Main, StringComparison.Ordinal);
        await server.DoAsync("laila", number, new ResumeClock(run, "Nomor 12."));
        await DoAsync("laila", number, new() { ["hasil-verifikasi"] = "Milik instansi lain." }, "bukan kewenangan dinas");
        await DoAsync("laila", number, new() { ["instansi-tujuan"] = "Dinas Sosial", ["pengadu-diberi-tahu"] = "telepon" });
        Assert.Equal(ComplaintStage.Forwarded, await StageAsync(number));
        Assert.Contains("diteruskan ke Dinas Sosial", (await laila.OpenAsync("/pengaduan/buku-log?bulan=2026-11")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_anonymous_complaint_keeps_no_name()
    {
        using var laila = await server.AsAsync("laila");
        var refused = await EnterAsync(laila, ("isian.identitas-pengadu", "anonim"), ("isian.nama-pengadu", "Salah Isi"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Pengadu memilih anonim", refused.Main, StringComparison.Ordinal);
        Assert.Contains("Salah Isi", refused.Document.QuerySelector("#isian-nama-pengadu")!.GetAttribute("value"), StringComparison.Ordinal);
        var receipt = await EnterAsync(laila, ("isian.identitas-pengadu", "anonim"), ("isian.nama-pengadu", ""));
        Assert.Equal("anonim", (await server.StateAsync(receipt.Path.Split('/')[2])).Fields["identitas-pengadu"].Value);
    }

    [Fact]
    public async Task everything_wrong_is_said_at_once_and_nothing_is_opened()
    {
        using var laila = await server.AsAsync("laila");
        var before = await CountAsync();
        var page = await laila.SubmitAsync(await laila.OpenAsync("/pengaduan/catat"), "main form.entry", ("isian.diterima-pada", "2026-12-24T09:00"), ("isian.nik-pengadu", "12"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        foreach (var id in new[] { "isian-saluran", "isian-pokok-aduan", "isian-isi-pengaduan", "isian-diterima-pada" })
            Assert.NotNull(page.Document.QuerySelector($"#{id}-salah"));
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task the_same_complaint_is_shown_and_linked_and_a_second_submit_does_nothing_twice()
    {
        using var laila = await server.AsAsync("laila");
        var phone = ("isian.telepon-pengadu", "+62 813-7777-0001");
        var first = (await EnterAsync(laila, phone, ("isian.nomor-lapor", "LPR/7788-99"))).Path.Split('/')[2];

        var byPhone = await EnterAsync(laila, ("isian.telepon-pengadu", "0813 7777 0001"));
        Assert.Equal("/pengaduan/catat", byPhone.Path);
        Assert.Contains("nomor telepon sama", byPhone.Main, StringComparison.Ordinal);
        Assert.Contains(first, byPhone.Main, StringComparison.Ordinal);
        Assert.Contains("nomor LAPOR sama", (await EnterAsync(laila, ("isian.nomor-lapor", "lpr/778899"))).Main, StringComparison.Ordinal);

        var count = await CountAsync();
        var linked = await laila.SubmitAsync(byPhone, "main form.entry", ("duplikat", first));
        Assert.EndsWith("/tanda-terima", linked.Path, StringComparison.Ordinal);
        Assert.Equal(count + 1, await CountAsync());
        var number = linked.Path.Split('/')[2];
        Assert.Contains(first, (await laila.OpenAsync("/berkas/" + number)).Text, StringComparison.Ordinal);

        var page = await laila.OpenAsync("/pengaduan/catat");
        var key = page.Document.QuerySelector("main form.entry input[name=kunci]")!.GetAttribute("value")!;
        var values = Form().Append(("kunci", key)).ToArray();
        var once = await laila.SubmitAsync(page, "main form.entry", values);
        var twice = await laila.SubmitAsync(page, "main form.entry", values);
        Assert.Equal(once.Path, twice.Path);
        Assert.Equal(count + 2, await CountAsync());
    }

    [Fact]
    public async Task an_attachment_comes_with_the_form()
    {
        using var laila = await server.AsAsync("laila");
        var receipt = await laila.SendFormAsync(await laila.OpenAsync("/pengaduan/catat"), "main form.entry", Form(), [("dokumen.lampiran", "surat.pdf", "%PDF-1.7\nsurat"u8.ToArray())]);
        Assert.EndsWith("/tanda-terima", receipt.Path, StringComparison.Ordinal);
        Assert.Equal("surat.pdf", Assert.Single((await server.StateAsync(receipt.Path.Split('/')[2])).Documents).Name);

        var unkept = await laila.SendFormAsync(await laila.OpenAsync("/pengaduan/catat"), "main form.entry", Form(), [("dokumen.lampiran", "program.exe", "MZ\u0090"u8.ToArray())]);
        Assert.EndsWith("/tanda-terima", unkept.Path, StringComparison.Ordinal);
        Assert.Contains("Lampiran tidak disimpan", unkept.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task nothing_that_tells_who_complained_is_in_lists_log_books_and_files()
    {
        using var laila = await server.AsAsync("laila");
        const string name = "Nyai Rekaan Tersembunyi", words = "kata-kata rahasia pengadu";
        var number = (await EnterAsync(laila, ("isian.nama-pengadu", name), ("isian.isi-pengaduan", words), ("isian.telepon-pengadu", "0899 1234 5678"), ("isian.nik-pengadu", "3304010101010001"))).Path.Split('/')[2];
        using var yusuf = await server.AsAsync("yusuf");
        foreach (var visitor in new[] { laila, yusuf })
            foreach (var address in new[] { "/pengaduan", "/pengaduan?cari=" + number, "/pengaduan/buku-log", "/pengaduan/buku-log?bentuk=csv", "/berkas?cari=" + number })
            {
                using var answer = await visitor.GetRawAsync(address);
                var text = await answer.Content.ReadAsStringAsync(default(CancellationToken));
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                foreach (var secret in new[] { name, words, "0899 1234 5678", "3304010101010001" }) Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
            }
        Assert.Contains(number, (await yusuf.OpenAsync("/pengaduan")).Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await yusuf.OpenAsync($"/pengaduan/{number}/tanda-terima")).Status);
        Assert.DoesNotContain(name, (await yusuf.OpenAsync("/berkas/" + number)).Text, StringComparison.Ordinal);
        foreach (var form in new[] { "xlsx", "pdf" })
        {
            using var file = await yusuf.GetRawAsync("/pengaduan/buku-log?bentuk=" + form);
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
            Assert.NotEqual("text/html", file.Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public async Task the_place_shows_only_to_officers_of_the_sheet_and_in_offices_that_have_one()
    {
        using var laila = await server.AsAsync("laila");
        Assert.NotNull((await laila.OpenAsync("/tugas")).Document.QuerySelector("nav.main a[href='/pengaduan']"));
        using var dimas = await server.AsAsync("dimas");
        Assert.Null((await dimas.OpenAsync("/tugas")).Document.QuerySelector("nav.main a[href='/pengaduan']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await dimas.OpenAsync("/pengaduan")).Status);
        using var lilis = await server.AsAsync("lilis", "ciamis");
        Assert.Null((await lilis.OpenAsync("/tugas")).Document.QuerySelector("nav.main a[href='/pengaduan']"));
        Assert.Equal(HttpStatusCode.NotFound, (await lilis.OpenAsync("/pengaduan")).Status);
    }

    [Fact]
    public async Task english_is_english()
    {
        using var laila = await server.AsAsync("laila");
        await laila.SubmitAsync(await laila.OpenAsync("/tugas"), "footer form", ("bahasa", "en"), ("kembali", "/pengaduan"));
        foreach (var address in new[] { "/pengaduan", "/pengaduan/catat", "/pengaduan/buku-log" })
            Assert.DoesNotContain("Pengaduan", (await laila.OpenAsync(address)).Document.QuerySelector("h1")!.TextContent, StringComparison.OrdinalIgnoreCase);
    }

    private static (string, string)[] Form(params (string Name, string Value)[] more)
    {
        var made = Interlocked.Increment(ref _made);
        // Each topic has words of its own, so that only what a test wants is like another.
        var word = string.Concat(Enumerable.Range(0, 6).Select(i => Topics[(made * 7 + i * (made + 3)) % Topics.Length])) + made;
        return
        [
            .. new[] { ("isian.saluran", "telepon"), ("isian.diterima-pada", "2026-11-20T08:00"), ("isian.pokok-aduan", $"{word} {word}x"), ("isian.isi-pengaduan", "Menunggu lama sekali.") }
                .Where(f => more.All(m => m.Name != f.Item1)), .. more,
        ];
    }

    private static async Task<Seen> EnterAsync(Visitor visitor, params (string Name, string Value)[] more) =>
        await visitor.SubmitAsync(await visitor.OpenAsync("/pengaduan/catat"), "main form.entry", Form(more));

    private async Task ToClassifyAsync(string number)
    {
        await DoAsync("laila", number, new() { ["hasil-verifikasi"] = "Benar." }, "layanan dinas ini");
        await DoAsync("laila", number, new() { ["bagian-diadukan"] = "Bidang Pelayanan Pencatatan Sipil", ["uraian-untuk-bagian"] = "Antrean lama." });
        await DoAsync("laila", number, []);
        await server.DoAsync("yusuf", number, new AcknowledgeReport(await RunAsync(number)));
    }

    private async Task DoAsync(string officer, string number, Dictionary<string, string> fields, string? outcome = null) =>
        await server.DoAsync(officer, number, new CompleteStep(await RunAsync(number), fields, outcome));

    private async Task<int> RunAsync(string number) => (await server.StateAsync(number)).OpenRuns.Single().Run;

    private async Task<ComplaintStage> StageAsync(string number) =>
        (await server.Services.GetRequiredService<ComplaintBook>().FindAsync(await server.AtWorkAsync(), number, default))!.Value.Complaint.Stage;

    private async Task<int> CountAsync() => (await server.Services.GetRequiredService<ComplaintBook>().OpenAsync(await server.AtWorkAsync(), default)).Complaints.Count;
}

/// <summary>The limits of SP4N-LAPOR over a day on which the office is closed; with a clock of its own.</summary>
public sealed class ComplaintLimitTests(DemoServer server) : IClassFixture<DemoServer>
{
    [Fact]
    public async Task a_limit_that_passes_over_a_holiday_is_shown_and_told_to_the_superior_once()
    {
        // Wednesday 23 December 2026; Thursday is joint leave, Friday is Christmas: the third working day is Wednesday the 30th, as far in it as it began.
        server.Now = new(2026, 12, 23, 2, 0, 0, TimeSpan.Zero);
        using var laila = await server.AsAsync("laila");
        var page = await laila.SubmitAsync(await laila.OpenAsync("/pengaduan/catat"), "main form.entry", ("isian.saluran", "WhatsApp"), ("isian.diterima-pada", "2026-12-23T09:00"),
            ("isian.pokok-aduan", "KTP-el belum jadi"), ("isian.isi-pengaduan", "Menunggu sebulan."));
        Assert.Contains("Rab 30 Des 2026 09.00", page.Main, StringComparison.Ordinal);
        var watch = server.Services.GetRequiredService<ComplaintWatch>();
        server.Now = new(2026, 12, 30, 1, 55, 0, TimeSpan.Zero);
        Assert.Equal(0, await watch.LookAsync(DemoServer.Office, default));
        Assert.DoesNotContain("lewat ", (await laila.OpenAsync("/pengaduan")).Document.QuerySelector("ul.cases")!.TextContent, StringComparison.Ordinal);

        server.Now = new(2026, 12, 30, 3, 0, 0, TimeSpan.Zero);
        Assert.Equal(1, await watch.LookAsync(DemoServer.Office, default));
        Assert.Equal(0, await watch.LookAsync(DemoServer.Office, default));
        Assert.Contains("lewat 1 jam", (await laila.OpenAsync("/pengaduan?tahap=terlambat")).Main, StringComparison.Ordinal);
        var bell = await server.Services.GetRequiredService<NoticeBook>().ReadAsync(DemoServer.Office, "endang", false, 10, default);
        Assert.Contains(bell, n => n.Text.Contains("melewati batas 3 hari kerja", StringComparison.Ordinal));
    }
}
