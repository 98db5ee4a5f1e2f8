using System.Net;
using Laksana.Cases;
using Laksana.Drafting;
using Laksana.Procedures;
using Laksana.Server.Tests.Api;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Pages.Sop;

/// <summary>Drafting over HTTP as a browser without JavaScript does it, by people who never see YAML.</summary>
public sealed class DraftJourneyTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private static readonly string Real = File.ReadAllText(Repository.Path("procedures/banjarnegara/pemeliharaan-jaringan.yaml"));

    private SheetDrafts Drafts => server.Services.GetRequiredService<SheetDrafts>();

    private PublishedSheets Sheets => server.Services.GetRequiredService<PublishedSheets>();

    [Fact]
    public async Task a_step_a_role_and_a_decision_are_added_to_a_real_sheet_approved_and_run()
    {
        await Sheets.PublishAsync("alfa", Real.Replace("terlihat: [jfu, kasi, kabid]", "terlihat: [jfu, kasi]", StringComparison.Ordinal), new DateOnly(2020, 1, 1), "installation", "pertama", default);
        using var jfu = await server.BrowseAsAsync("jfu1");
        var begin = await jfu.OpenAsync("/sop/draf/mulai?sop=pemeliharaan-jaringan");
        var table = await jfu.SubmitAsync(begin, "main form", ("alasan", "Perlu pencatatan suku cadang"));
        Assert.Equal(HttpStatusCode.OK, table.Status);
        var address = table.Path;
        Assert.DoesNotContain("periksa-alamat", table.Main, StringComparison.Ordinal);

        // A role that the office knows, a step below row 5, and on that step a decision.
        var roles = await jfu.SubmitAsync(await jfu.OpenAsync(address + "/pelaksana"), "main form.card", ("baru-nama", "Gudang"));
        Assert.Contains("Gudang", roles.Main + (await jfu.OpenAsync(address + "/pelaksana")).Text, StringComparison.Ordinal);
        var row = await jfu.SubmitAsync(await jfu.OpenAsync(address + "/tambah?sesudah=cek-modem"), "main form.card", ("kegiatan", "Apakah suku cadang tersedia?"), ("pelaksana", "jfu"));
        Assert.Contains("/baris/apakah-suku-cadang-tersedia", row.Path, StringComparison.Ordinal);
        var saved = await jfu.SubmitAsync(row, "main form.card", ("jalan", "Decision"), ("jawaban.0", "tersedia"), ("tujuan.0", "berfungsi"), ("jawaban.1", "kosong: pesan dulu"), ("tujuan.1", "hubungi-penyedia"), ("waktu", "5 mnit"));
        Assert.Contains("Salah:", saved.Main, StringComparison.Ordinal);
        Assert.Contains("5 mnit", saved.Main, StringComparison.Ordinal);

        // The role that nobody plays and the time that cannot be read block submission; both are mended.
        Assert.Null((await jfu.OpenAsync(address + "/ajukan")).Document.QuerySelector("main form.card"));
        row = await jfu.OpenAsync(row.Path);
        await jfu.SubmitAsync(row, "main form.card", ("waktu", "5 menit"));
        await jfu.SubmitAsync(await jfu.OpenAsync(address + "/pelaksana"), "main form.card", ("peran.3.hapus", "ya"));
        var field = await jfu.SubmitAsync(await jfu.OpenAsync(row.Path + "/isian"), "main form.card", ("label", "Nama suku cadang"), ("jenis", "teks"), ("wajib", "ya"));
        Assert.Contains("Nama suku cadang", field.Main, StringComparison.Ordinal);
        var preview = await jfu.OpenAsync(address + "/pratinjau");
        Assert.Contains("Apakah suku cadang tersedia?", preview.Main, StringComparison.Ordinal);

        var submitted = await jfu.SubmitAsync(await jfu.OpenAsync(address + "/ajukan"), "main form.card", ("perubahan", "Suku cadang diperiksa."));
        Assert.Contains("menunggu pengesahan", submitted.Main, StringComparison.Ordinal);
        using (var refused = await jfu.GetRawAsync(address + "/sahkan")) Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        using var head = await server.BrowseAsAsync("kepala1");
        var approve = await head.OpenAsync(address + "/sahkan");
        Assert.Contains("Apakah suku cadang tersedia?", approve.Main, StringComparison.Ordinal);
        var done = await head.SubmitAsync(approve, "main form.sahkan");
        Assert.Contains("Terbit sebagai versi 2", done.Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await head.SubmitAsync(approve, "main form.sahkan")).Status);

        var version = (await Sheets.FindAsync("alfa", "pemeliharaan-jaringan", 2, default))!;
        Assert.Null(await Sheets.FindAsync("alfa", "pemeliharaan-jaringan", 3, default));
        Assert.Equal(new Outcome("kosong: pesan dulu", "hubungi-penyedia"), version.Procedure.Step("apakah-suku-cadang-tersedia").Outcomes[1]);
        // What the editor does not show is as it was.
        Assert.Contains("sumber: \"kelengkapan: Keluhan kerusakan via telp, langsung atau surat\"", version.Body, StringComparison.Ordinal);
        Assert.StartsWith("# SOP Pemeliharaan Jaringan", version.Body, StringComparison.Ordinal);
        using var caller = await server.AsAsync("jfu1");
        var opened = await caller.PostAsync("/api/v1/cases", new { sheet = "pemeliharaan-jaringan" });
        Assert.True(opened.Status is HttpStatusCode.Created or HttpStatusCode.OK, opened.Text);
        var state = await server.Services.GetRequiredService<CaseLoader>().LoadAsync("alfa", opened.Json["number"]!.GetValue<string>(), default);
        Assert.Equal(2, state!.State.ProcedureVersion);
    }

    [Fact]
    public async Task two_editors_of_one_row_see_both_versions_and_of_two_rows_keep_both()
    {
        var address = await BegunAsync();
        using var one = await server.BrowseAsAsync("jfu1");
        using var two = await server.BrowseAsAsync("jfu2");
        var (first, second, third) = (await one.OpenAsync(address + "/baris/periksa"), await two.OpenAsync(address + "/baris/periksa"), await two.OpenAsync(address + "/baris/terima"));
        await one.SubmitAsync(first, "main form.card", ("waktu", "11 menit"));
        var conflict = await two.SubmitAsync(second, "main form.card", ("waktu", "22 menit"));
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("11 menit", conflict.Main, StringComparison.Ordinal);
        Assert.Equal("22 menit", conflict.Document.QuerySelector("#waktu")!.GetAttribute("value"));
        await two.SubmitAsync(third, "main form.card", ("waktu", "33 menit"));
        await two.SubmitAsync(conflict, "main form.card");
        var text = (await Drafts.FindAsync("alfa", NumberOf(address), default))!.Text;
        Assert.Contains("waktu: 22 menit", text, StringComparison.Ordinal);
        Assert.Contains("waktu: 33 menit", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task who_plays_no_role_reads_and_does_not_write()
    {
        var address = await BegunAsync();
        using var stranger = await server.BrowseAsAsync("lain");
        var page = await stranger.OpenAsync(address);
        Assert.Contains("Anda dapat membaca draf ini", page.Main, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("main form[method=post]"));
        using var jfu = await server.BrowseAsAsync("jfu1");
        var form = await jfu.OpenAsync(address + "/baris/periksa");
        Assert.Equal(address, (await stranger.OpenAsync(address + "/baris/periksa")).Path);
        var own = await stranger.OpenAsync("/akun/sandi");
        var token = own.Document.QuerySelector("main form input[name=__formulir]")!.GetAttribute("value")!;
        var sent = await stranger.PostAsync(address + "/baris/periksa", [new("__formulir", token), new("versi", "1"), new("kegiatan", "dicuri"), new("pelaksana", "jfu")]);
        Assert.Equal(HttpStatusCode.Forbidden, sent.Status);
        Assert.DoesNotContain("dicuri", (await Drafts.FindAsync("alfa", NumberOf(address), default))!.Text, StringComparison.Ordinal);
        using var beta = await server.BrowseAsAsync("jfu1", "beta");
        Assert.Equal(HttpStatusCode.NotFound, (await beta.OpenAsync($"/sop/draf/{NumberOf(address) + 500}")).Status);
        Assert.NotNull(form);
    }

    [Fact]
    public async Task the_head_who_wrote_sends_it_to_nobody_but_approves_as_the_only_head()
    {
        var address = await BegunAsync();
        using var head = await server.BrowseAsAsync("kepala1");
        await head.SubmitAsync(await head.OpenAsync(address + "/baris/periksa"), "main form.card", ("waktu", "44 menit"));
        await head.SubmitAsync(await head.OpenAsync(address + "/ajukan"), "main form.card", ("perubahan", "Waktu."));
        Assert.Contains("Tidak ada kepala lain", (await head.OpenAsync(address + "/sahkan")).Main, StringComparison.Ordinal);
        using var admin = await server.BrowseAsAsync("admin");
        Assert.Contains("Hanya kepala kantor", (await admin.OpenAsync(address + "/sahkan")).Main, StringComparison.Ordinal);
        var back = await head.SubmitAsync(await head.OpenAsync(address + "/kembalikan"), "main form.card", ("alasan", "Waktunya terlalu lama."));
        Assert.Contains("Waktunya terlalu lama.", back.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_broken_text_is_kept_with_its_findings_and_mended_there()
    {
        var address = await BegunAsync();
        using var jfu = await server.BrowseAsAsync("jfu1");
        var text = await jfu.OpenAsync(address + "/teks");
        var typed = text.Document.QuerySelector("#teks")!.TextContent;
        var broken = await jfu.SubmitAsync(text, "main form.card", ("teks", typed + "\nrusak: [tanpa akhir\n"));
        Assert.Contains("belum dapat ditampilkan sebagai tabel", broken.Main, StringComparison.Ordinal);
        var mended = await jfu.SubmitAsync(await jfu.OpenAsync(address + "/teks"), "main form.card", ("teks", typed));
        Assert.NotNull(mended.Document.QuerySelector("table.draf"));
    }

    [Fact]
    public async Task rows_are_moved_and_deleted_and_boxes_filled_in()
    {
        var address = await BegunAsync();
        using var jfu = await server.BrowseAsAsync("jfu1");
        await jfu.SubmitAsync(await jfu.OpenAsync(address), "form[action$='/baris/arsip/pindah']", ("arah", "naik"));
        var rows = DraftSheet.Read((await Drafts.FindAsync("alfa", NumberOf(address), default))!.Text)!.Rows;
        Assert.Equal(["arsip", "setujui"], rows.TakeLast(2).Select(r => r.Id));
        var refused = await jfu.SubmitAsync(await jfu.OpenAsync(address + "/baris/lapor/hapus"), "main form.card", ("ganti", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        await jfu.SubmitAsync(refused, "main form.card", ("ganti", "setujui"));
        await jfu.SubmitAsync(await jfu.OpenAsync(address + "/kepala"), "main form.card", ("nama", "Uji Lengkap Sekali"), ("dasar-hukum", "UU 24/2013\nUU 27/2022"), ("pelayanan.pemohon", "internal"));
        var sheet = DraftSheet.Read((await Drafts.FindAsync("alfa", NumberOf(address), default))!.Text)!;
        Assert.Equal("Uji Lengkap Sekali", sheet.Title);
        Assert.Equal(["UU 24/2013", "UU 27/2022"], sheet.Map.Texts("dasar-hukum"));
        Assert.Null(sheet.Row("lapor"));
        Assert.Contains("{baik: setujui, rusak: tunggu}", sheet.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_wholly_new_sheet_is_begun_without_ids()
    {
        using var jfu = await server.BrowseAsAsync("jfu1");
        var page = await jfu.OpenAsync("/sop/draf/mulai");
        var forms = page.Document.QuerySelectorAll("main form").Length;
        var table = await jfu.SubmitAsync(page, $"main form:nth-of-type({forms})", ("nama", "Peminjaman Ruang Rapat"), ("unit", "Sekretariat"), ("kode", "prr"), ("kegiatan", "Menerima permohonan"), ("pelaksana", "jfu"), ("alasan", "Belum ada SOP"));
        Assert.Contains("Peminjaman Ruang Rapat", table.Main, StringComparison.Ordinal);
        Assert.Contains("Menerima permohonan", table.Main, StringComparison.Ordinal);
    }

    private async Task<string> BegunAsync()
    {
        var newest = (await Sheets.AllVersionsAsync("alfa", default)).Where(v => v.Procedure.Id == "uji-lengkap").MaxBy(v => v.Version)!;
        return $"/sop/draf/{await Drafts.BeginAsync("alfa", "uji-lengkap", newest.Version, newest.Body, "jfu2", "coba", default)}";
    }

    private static int NumberOf(string address) => int.Parse(address.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
}
