using Laksana.Browser.Tests.Serving;
using Laksana.Cases;
using Laksana.Drafting;
using Microsoft.Extensions.DependencyInjection;
using static Laksana.Browser.Tests.Sights.Sight;

namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>Sheets: catalogue, official form, drafts.</summary>
internal static class SheetSights
{
    private const string Changed = "recovery-database";

    public static readonly SightTable All = new()
    {
        ["sop"] = At("ratri", "/sop"),
        ["sop-tak-cocok"] = At("ratri", "/sop?cari=tidak-ada"),
        ["sop-lembar"] = At("ratri", "/sop/pengelolaan-jaringan"),
        ["sop-lembar-lebar"] = At("ratri", "/sop/penyajian-data-kependudukan"),
        ["sop-versi"] = new("ratri", office => WithTwoVersionsAsync(office, $"/sop/{Changed}/versi")),
        ["sop-versi-kelak"] = new("ratri", office => WithTwoVersionsAsync(office, $"/sop/{Changed}/versi/2")),
        ["sop-beda"] = new("ratri", office => WithTwoVersionsAsync(office, $"/sop/{Changed}/beda?dari=1&ke=2")),
        ["sop-beda-satu"] = At("ratri", "/sop/backup-database/beda"),
        ["draf-daftar"] = new("ratri", async office => { await DraftedAsync(office, submitted: false); return "/sop/draf"; }),
        ["draf-mulai"] = At("ratri", "/sop/draf/mulai?sop=pemeliharaan-jaringan"),
        ["draf-tabel"] = new("ratri", office => DraftedAsync(office, submitted: false, "", Wrong)),
        ["draf-tabel-baca"] = new("laila", office => DraftedAsync(office, submitted: false)),
        ["draf-kepala"] = new("ratri", office => DraftedAsync(office, submitted: false, "/kepala")),
        ["draf-pelaksana"] = new("ratri", office => DraftedAsync(office, submitted: false, "/pelaksana")),
        ["draf-tambah"] = new("ratri", office => DraftedAsync(office, submitted: false, "/tambah?sesudah=berfungsi")),
        ["draf-baris"] = new("ratri", office => DraftedAsync(office, submitted: false, "/baris/berfungsi")),
        ["draf-baris-salah"] = new("ratri", office => DraftedAsync(office, submitted: false, "/baris/cek-modem", Wrong)),
        ["draf-baris-bentrok"] = new("ratri", office => DraftedAsync(office, submitted: false, "/baris/cek-modem")) { Then = ConflictAsync },
        ["draf-isian"] = new("ratri", office => DraftedAsync(office, submitted: false, "/baris/terima-keluhan/isian/kontak")),
        ["draf-isian-baru"] = new("ratri", office => DraftedAsync(office, submitted: false, "/baris/terima-keluhan/isian")),
        ["draf-hapus"] = new("ratri", office => DraftedAsync(office, submitted: false, "/baris/cek-modem/hapus")),
        ["draf-teks"] = new("ratri", office => DraftedAsync(office, submitted: false, "/teks", Wrong)),
        ["draf-pratinjau"] = new("ratri", office => DraftedAsync(office, submitted: false, "/pratinjau")),
        ["draf-ajukan"] = new("ratri", office => DraftedAsync(office, submitted: false, "/ajukan")),
        ["draf-ajukan-salah"] = new("ratri", office => DraftedAsync(office, submitted: false, "/ajukan", Wrong)),
        ["draf-buang"] = new("ratri", office => DraftedAsync(office, submitted: false, "/buang")),
        ["draf-tarik"] = new("ratri", office => DraftedAsync(office, submitted: true, "/tarik")),
        ["draf-menunggu"] = new("suryo", office => DraftedAsync(office, submitted: true)),
        ["draf-sahkan"] = new("suryo", office => DraftedAsync(office, submitted: true, "/sahkan")),
        ["draf-kembalikan"] = new("suryo", office => DraftedAsync(office, submitted: true, "/kembalikan")),
    };

    private const string Wrong = "waktu: 5 mnit";

    private static int _drafts;

    /// <summary>A draft of the network sheet in which a time and an activity changed.</summary>
    private static async Task<string> DraftedAsync(OfficeInUse office, bool submitted, string path = "", string time = "waktu: 15 menit")
    {
        var drafts = office.Services.GetRequiredService<SheetDrafts>();
        var first = (await office.Services.GetRequiredService<PublishedSheets>().FindAsync("banjarnegara", "pemeliharaan-jaringan", 1, default))!;
        var body = first.Body.Replace("kelengkapan: [Modem]\n    waktu: 5 menit", "kelengkapan: [Modem]\n    " + time, StringComparison.Ordinal);
        var number = await drafts.BeginAsync("banjarnegara", "pemeliharaan-jaringan", 1, body, "ratri", "Waktu cek modem terlalu singkat menurut capaian tiga bulan.", default);
        if (submitted) await drafts.SubmitAsync("banjarnegara", number, 1, "Waktu cek modem menjadi 15 menit.", new DateOnly(2027, 1, 4), "ratri", $"draf-{Interlocked.Increment(ref _drafts)}", default);
        return $"/sop/draf/{number}{path}";
    }

    /// <summary>Somebody else changes the row meanwhile.</summary>
    private static async Task ConflictAsync(OfficeInUse office, Clerk clerk)
    {
        var drafts = office.Services.GetRequiredService<SheetDrafts>();
        var number = int.Parse(new Uri(clerk.Page.Url).Segments[3].TrimEnd('/'), System.Globalization.CultureInfo.InvariantCulture);
        var found = (await drafts.FindAsync("banjarnegara", number, default))!;
        await drafts.SaveAsync("banjarnegara", number, found.Draft.Version, found.Text.Replace("waktu: 15 menit", "waktu: 20 menit", StringComparison.Ordinal), "dimas", Guid.NewGuid().ToString(), default);
        await clerk.Page.Locator("#waktu").FillAsync("30 menit");
        await clerk.Page.Locator("main form.card p.acts > button").GoThroughAsync();
    }

    private static async Task<string> WithTwoVersionsAsync(OfficeInUse office, string path)
    {
        var sheets = office.Services.GetRequiredService<PublishedSheets>();
        var first = (await sheets.FindAsync("banjarnegara", Changed, 1, default))!;
        var body = first.Body.Replace("waktu: 2 menit", "waktu: 3 menit", StringComparison.Ordinal).Replace("kegiatan: Jalankan aplikasi TOAD", "kegiatan: Jalankan aplikasi TOAD di komputer server", StringComparison.Ordinal);
        await sheets.PublishAsync("banjarnegara", body, new DateOnly(2026, 12, 1), "bagus", "Waktu masuk aplikasi disesuaikan dengan capaian.", default);
        return path;
    }
}
