using Laksana.Cases;
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
    };

    private static async Task<string> WithTwoVersionsAsync(OfficeInUse office, string path)
    {
        var sheets = office.Services.GetRequiredService<PublishedSheets>();
        var first = (await sheets.FindAsync("banjarnegara", Changed, 1, default))!;
        var body = first.Body.Replace("waktu: 2 menit", "waktu: 3 menit", StringComparison.Ordinal).Replace("kegiatan: Jalankan aplikasi TOAD", "kegiatan: Jalankan aplikasi TOAD di komputer server", StringComparison.Ordinal);
        await sheets.PublishAsync("banjarnegara", body, new DateOnly(2026, 12, 1), "bagus", "Waktu masuk aplikasi disesuaikan dengan capaian.", default);
        return path;
    }
}
