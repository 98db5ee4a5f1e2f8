using System.Net;
using Laksana.Cases;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Pages.Layanan;

/// <summary>Citizens at the public pages: asking, complaining, tracking; and what the office's officers then see.</summary>
public sealed class ServicePageTests(PublicServer server) : IClassFixture<PublicServer>
{
    private static string NumberOn(Seen page) => page.Document.QuerySelector(".tracking code")!.TextContent;

    private static string CaseOn(Seen page) => System.Text.RegularExpressions.Regex.Match(page.Main, "[A-Z]{3}-[0-9]{4}-[0-9]{4}").Value;

    [Fact]
    public async Task the_services_of_an_office_are_told_and_internal_ones_only_described()
    {
        using var citizen = server.Citizen("203.0.113.1");
        Assert.Contains("Banjarnegara", (await citizen.OpenAsync("/layanan")).Main, StringComparison.Ordinal);
        var office = await citizen.OpenAsync("/layanan/banjarnegara");
        Assert.Equal(["pemanfaatan-data-agregat", "penyajian-data-kependudukan"],
            office.Document.QuerySelectorAll("a[href$='/ajukan']").Select(a => a.GetAttribute("href")!.Split('/')[3]).Order(StringComparer.Ordinal));
        Assert.NotNull(office.Document.QuerySelector("a[href='/layanan/banjarnegara/pengelolaan-jaringan']"));
        var internalOne = await citizen.OpenAsync("/layanan/banjarnegara/pengelolaan-jaringan");
        foreach (var told in new[] { "8 hari kerja", "Tidak dipungut biaya (gratis)", "Akses sistem website", "Monitoring", "SMS Center" })
            Assert.Contains(told, internalOne.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("flow-cell", internalOne.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.OpenAsync("/layanan/banjarnegara/pengelolaan-jaringan/ajukan")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.OpenAsync("/layanan/banjarnegara/hak-akses-siak-ktpel")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.OpenAsync("/layanan/ciamis/pengaduan")).Status);
        Assert.NotNull((await citizen.OpenAsync("/masuk")).Document.QuerySelector("a[href='/layanan']"));
    }

    [Fact]
    public async Task a_citizen_asks_once_though_he_sends_twice_and_the_office_finds_what_he_gave()
    {
        using var citizen = server.Citizen("203.0.113.2");
        var form = await citizen.OpenAsync(Citizen.Data);
        var first = await citizen.SubmitAsync(form, Citizen.Request(), ("dokumen.surat-permohonan", "surat Siti Rahmawati.pdf", Citizen.Pdf));
        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Contains("Terkirim", first.Main, StringComparison.Ordinal);
        var again = await citizen.SubmitAsync(form, Citizen.Request(), ("dokumen.surat-permohonan", "surat Siti Rahmawati.pdf", Citizen.Pdf));
        Assert.Equal((NumberOn(first), CaseOn(first)), (NumberOn(again), CaseOn(again)));
        var state = await server.StateAsync(CaseOn(first));
        Assert.Equal("lampiran-1.pdf", Assert.Single(state.Documents).Name);

        using var ratri = await server.AsAsync("ratri");
        var work = await ratri.SubmitAsync(await ratri.OpenAsync("/berkas/" + state.Number), "form[action$='/mulai/1']");
        Assert.Contains("Siti Rahmawati", work.Text, StringComparison.Ordinal);
        Assert.Equal(7, work.Document.QuerySelectorAll(".pill.from").Length);
        // He need only complete it: what was given stands there, the letter too.
        await ratri.SubmitAsync(work, "form[action$='/selesai/1']");
        Assert.Equal("disposisi-sekretaris", (await server.StateAsync(state.Number)).OpenRuns.Single().Step);
    }

    [Fact]
    public async Task tracking_tells_how_far_it_is_and_nothing_of_persons()
    {
        using var citizen = server.Citizen("203.0.113.3");
        var sent = await citizen.AskAsync("Universitas Contoh");
        var number = CaseOn(sent);
        await server.DoAsync("ratri", number, new CompleteStep(1, new Dictionary<string, string>()));
        using var other = server.Citizen("203.0.113.4");
        var tracked = await other.SubmitAsync(await other.OpenAsync("/layanan/banjarnegara/lacak"), [("nomor", NumberOn(sent).ToLowerInvariant().Replace('-', ' '))]);
        Assert.Contains("Langkah 2 dari 13", tracked.Main, StringComparison.Ordinal);
        Assert.Contains("SEKRETARIS", tracked.Main, StringComparison.Ordinal);
        foreach (var personal in new[] { "Siti", "0812", "Universitas Contoh", "Penelitian", "Ratri", "Endang", "ratri" })
            Assert.DoesNotContain(personal, tracked.Text, StringComparison.Ordinal);
        Assert.True(tracked.Response.Headers.CacheControl!.NoStore);
        using var paper = await other.Browser.GetRawAsync(tracked.Path + "/tanda-terima");
        Assert.Equal("application/pdf", paper.Content.Headers.ContentType!.MediaType);
        // Nothing that is kept could show the number again.
        foreach (var secret in new[] { NumberOn(sent), NumberOn(sent).Replace("-", "", StringComparison.Ordinal) })
            Assert.Equal([], await server.TablesThatHoldAsync(secret));
    }

    [Fact]
    public async Task while_the_office_waits_he_answers_and_the_officer_goes_on_himself()
    {
        using var citizen = server.Citizen("203.0.113.5");
        var sent = await citizen.AskAsync();
        var (number, path) = (CaseOn(sent), $"/layanan/banjarnegara/lacak/{NumberOn(sent)}");
        await server.DoAsync("ratri", number, new CompleteStep(1, new Dictionary<string, string>()));
        await server.DoAsync("endang", number, new CompleteStep(2, new Dictionary<string, string> { ["disposisi-sekretaris"] = "Tindak lanjuti." }));
        await server.DoAsync("bagus", number, new CompleteStep(3, new Dictionary<string, string> { ["telaah-kabid"] = "Siapkan." }));
        Assert.Null((await citizen.OpenAsync(path)).Document.QuerySelector("textarea"));
        await server.DoAsync("teguh", number, new CompleteStep(4, new Dictionary<string, string> { ["telaah-kasi"] = "Kurang.", ["pesan-pemohon"] = "Sebutkan tahun datanya." }, "belum lengkap"));
        await server.DoAsync("teguh", number, new BeginStep(5));

        var waits = await citizen.OpenAsync(path);
        Assert.Contains("menunggu kelengkapan dari Anda", waits.Main, StringComparison.Ordinal);
        Assert.Contains("Sebutkan tahun datanya.", waits.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Kurang.", waits.Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await citizen.SubmitAsync(waits, [("pesan", "  ")])).Status);
        var answered = await citizen.SubmitAsync(waits, [("pesan", "Tahun 2026, NIK saya 3304010101900001")], ("dokumen.surat-permohonan", "x.pdf", "%PDF-1.7 dua"u8.ToArray()));
        Assert.Contains("Terkirim", answered.Main, StringComparison.Ordinal);
        await citizen.SubmitAsync(waits, [("pesan", "Tahun 2026, NIK saya 3304010101900001")]);
        var state = await server.StateAsync(number);
        Assert.Equal((RunStatus.Paused, 1, 2), (state.Runs[4].Status, state.MessagesAt.Count, state.Documents.Count));
        Assert.Equal(["personal_value"], await server.TablesThatHoldAsync("3304010101900001"));
        using var teguh = await server.AsAsync("teguh");
        Assert.Contains("Tahun 2026, NIK saya", (await teguh.OpenAsync("/berkas/" + number)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_anonymous_complaint_leaves_no_name_no_address_and_no_place_behind_and_its_answer_comes_back()
    {
        using var citizen = server.Citizen("203.0.113.66");
        byte[] photo = [0xff, 0xd8, 0xff, 0xe1, 0, 29, .. "Exif\0\0GPS-7.3945-109.6951"u8, 0, 0, 0xff, 0xda, 0, 4, 1, 2, 9, 9, 0xff, 0xd9];
        var sent = await citizen.ComplainAsync("anonim", [("isian.isi-pengaduan", "Petugas loket 2 meminta uang."), ("isian.nama-pengadu", "Budi Hartono"), ("isian.telepon-pengadu", "0813 9999 1111"), ("isian.alamat-pengadu", "Jalan Mawar 5")],
            ("dokumen.lampiran", "foto Budi Hartono.jpg", photo));
        Assert.Equal(HttpStatusCode.OK, sent.Status);
        var number = CaseOn(sent);
        foreach (var secret in new[] { "Budi Hartono", "0813 9999 1111", "Jalan Mawar 5", "203.0.113.66", "GPS-7.3945", NumberOn(sent) })
            Assert.Equal([], await server.TablesThatHoldAsync(secret));
        var state = await server.StateAsync(number);
        Assert.Equal(("situs web", "anonim"), (state.Fields["saluran"].Value, state.Fields["identitas-pengadu"].Value));

        // The section complained of sees the case, and neither the words nor the photo.
        var address = $"/berkas/{number}/dokumen/{Assert.Single(state.Documents).Sha256}";
        using var laila = await server.AsAsync("laila");
        using var bagus = await server.AsAsync("bagus");
        Assert.Contains("Petugas loket 2", (await laila.OpenAsync("/berkas/" + number)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await laila.GetRawAsync(address)).StatusCode);
        var seen = await bagus.OpenAsync("/berkas/" + number);
        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.DoesNotContain("Petugas loket 2", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/dokumen/", seen.Text, StringComparison.Ordinal);
        foreach (var path in new[] { address, $"/berkas/{number}/bukti" })
            Assert.Equal(HttpStatusCode.Forbidden, (await bagus.GetRawAsync(path)).StatusCode);

        await server.DoAsync("laila", number, new CompleteStep(1, new Dictionary<string, string> { ["pokok-aduan"] = "Pungutan di loket" }));
        await server.DoAsync("laila", number, new CompleteStep(2, new Dictionary<string, string> { ["hasil-verifikasi"] = "Bukan kewenangan." }, "bukan kewenangan dinas"));
        await server.DoAsync("laila", number, new CompleteStep(3, new Dictionary<string, string> { ["instansi-tujuan"] = "Inspektorat", ["jawaban-penerusan"] = "Pengaduan Anda diteruskan ke Inspektorat.", ["pengadu-diberi-tahu"] = "halaman pelacakan" }));
        var answer = await citizen.OpenAsync($"/layanan/banjarnegara/lacak/{NumberOn(sent)}");
        Assert.Contains("Pengaduan Anda diteruskan ke Inspektorat.", answer.Main, StringComparison.Ordinal);
        Assert.Contains("Selesai", answer.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Bukan kewenangan", answer.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_complaint_by_name_wants_the_name_and_what_was_typed_survives_every_refusal()
    {
        using var citizen = server.Citizen("203.0.113.7");
        var refused = await citizen.ComplainAsync("disebutkan", [("isian.isi-pengaduan", "Antrean <script>alert(1)</script> tidak dipanggil")], ("dokumen.lampiran", "virus.jpg", "MZ\x90 program"u8.ToArray()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Antrean <script>alert(1)</script> tidak dipanggil", refused.Document.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(refused.Document.QuerySelector("input[value=disebutkan][checked]"));
        Assert.Equal(["#isian-lampiran", "#isian-nama-pengadu"], refused.Document.QuerySelectorAll(".changes a").Select(a => a.GetAttribute("href")!).Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await citizen.SubmitAsync(refused, [("identitas", "disebutkan"), ("isian.isi-pengaduan", "Antrean"), ("isian.nama-pengadu", "Wahyu")])).Status);
        // A PDF may tell its maker's name.
        Assert.Contains("PDF dapat memuat nama", (await citizen.ComplainAsync("anonim", [("isian.isi-pengaduan", "x")], ("dokumen.lampiran", "a.pdf", Citizen.Pdf))).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task hostile_and_huge_input_is_refused_and_opens_nothing()
    {
        using var citizen = server.Citizen("203.0.113.8");
        var form = await citizen.OpenAsync(Citizen.Data);
        var before = await server.Database.ScalarAsync<long>(PublicServer.Office, "select count(*) from case_file where procedure = 'penyajian-data-kependudukan'");
        (string, string, byte[])[] letter = [("dokumen.surat-permohonan", "s.pdf", Citizen.Pdf)];
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await citizen.SubmitAsync(form, Citizen.Request(new string('x', 501)), letter)).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await citizen.SubmitAsync(form, [.. Citizen.Request(), ("isian.tanggal-surat", "kemarin")], letter)).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await citizen.SubmitAsync(form, Citizen.Request())).Status);
        Assert.Contains("paling besar", (await citizen.SubmitAsync(form, Citizen.Request(), ("dokumen.surat-permohonan", "besar.pdf", [.. Citizen.Pdf, .. new byte[6 * 1024 * 1024]]))).Main, StringComparison.Ordinal);
        Assert.Contains("Paling banyak 3 lampiran", (await citizen.SubmitAsync(form, Citizen.Request(), [.. letter, .. letter, .. letter, .. letter])).Main, StringComparison.Ordinal);
        Assert.Contains("rusak", (await citizen.SubmitAsync(form, Citizen.Request(), ("dokumen.surat-permohonan", "a.jpg", [0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, 1]))).Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await citizen.SubmitAsync(form, [.. Citizen.Request(), ("segel", "CfDJ8palsu")], letter)).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await citizen.SubmitAsync(form, [.. Citizen.Request(), ("segel", (await citizen.OpenAsync(Citizen.Complaint)).Document.QuerySelector("[name=segel]")!.GetAttribute("value")!)], letter)).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await citizen.SubmitAsync(form, [.. Citizen.Request(), ("isian.keperluan", new string('y', 2_000_000))], letter)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await citizen.SubmitAsync(form, [.. Citizen.Request(), ("__formulir", "palsu")], letter)).Status);
        foreach (var path in new[] { "/layanan/..%2f", "/layanan/%00", "/layanan/" + new string('a', 3000), "/layanan/banjarnegara/lacak/%00%ff", "/layanan/banjarnegara/' or 1=1 --" })
            Assert.True((int)(await citizen.OpenAsync(path)).Status is 400 or 404, path);
        Assert.Equal(before, await server.Database.ScalarAsync<long>(PublicServer.Office, "select count(*) from case_file where procedure = 'penyajian-data-kependudukan'"));
        // U+0000 is taken out like every control character; what is typed is text, whatever it looks like.
        var odd = await citizen.SubmitAsync(await citizen.OpenAsync(Citizen.Data), Citizen.Request("'; drop table event; -- \u202e <b>"), letter);
        Assert.Equal(HttpStatusCode.OK, odd.Status);
    }

    [Fact]
    public async Task a_number_leads_nowhere_in_another_office_and_a_form_of_one_is_none_of_another()
    {
        using var citizen = server.Citizen("203.0.113.9");
        var sent = await citizen.AskAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.OpenAsync($"/layanan/ciamis/lacak/{NumberOn(sent)}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await citizen.OpenAsync($"/layanan/banjarnegara/lacak/{NumberOn(sent)}")).Status);
        using var strangers = await server.AsAsync("lilis", "ciamis");
        Assert.Equal(HttpStatusCode.NotFound, (await strangers.GetRawAsync("/berkas/" + CaseOn(sent))).StatusCode);
        // An officer who has signed in sees the public pages as everybody does.
        Assert.Contains("Ajukan", (await strangers.OpenAsync("/layanan/banjarnegara")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_pages_speak_english_too()
    {
        using var citizen = server.Citizen("203.0.113.10");
        var page = await citizen.OpenAsync(Citizen.Data);
        await citizen.Browser.SubmitAsync(page, "footer form", ("bahasa", "en"));
        var form = await citizen.OpenAsync(Citizen.Data);
        Assert.Equal("en", form.Document.DocumentElement.GetAttribute("lang"));
        var sent = await citizen.SubmitAsync(form, Citizen.Request(), ("dokumen.surat-permohonan", "s.pdf", Citizen.Pdf));
        Assert.Contains("This is your tracking number", sent.Main, StringComparison.Ordinal);
        Assert.Contains("Step 1 of 13", sent.Main, StringComparison.Ordinal);
    }
}
