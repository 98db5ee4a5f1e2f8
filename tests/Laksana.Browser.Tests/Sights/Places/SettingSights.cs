using System.Text;
using Laksana.Browser.Tests.Serving;
using Laksana.Officers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Laksana.Browser.Tests.Sights.Sight;

namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>Settings; the first start has an installation of its own.</summary>
internal static class SettingSights
{
    public static readonly SightTable All = new()
    {
        ["pengaturan"] = At("admin", "/pengaturan"),
        ["pengaturan-petugas"] = At("admin", "/pengaturan/petugas"),
        ["pengaturan-petugas-satu"] = At("admin", "/pengaturan/petugas/dimas"),
        ["pengaturan-petugas-baru"] = At("admin", "/pengaturan/petugas/baru"),
        ["pengaturan-petugas-baru-salah"] = At("admin", "/pengaturan/petugas/baru") with { Then = (_, clerk) => SendEmptyAsync(clerk) },
        ["pengaturan-petugas-impor"] = At("admin", "/pengaturan/petugas/impor"),
        ["pengaturan-petugas-impor-salah"] = At("admin", "/pengaturan/petugas/impor") with { Then = (_, clerk) => ImportAsync(clerk, "Nama;Jabatan;Mulai\nSiti;Jabatan Rekaan;kemarin\n;;\nBudi;Petugas Layanan (CS);2026-13-01\n") },
        ["pengaturan-petugas-ubah"] = At("admin", "/pengaturan/petugas/ratri/ubah"),
        ["pengaturan-petugas-jabatan"] = At("admin", "/pengaturan/petugas/ratri/jabatan"),
        ["pengaturan-petugas-akhiri"] = At("admin", "/pengaturan/petugas/galih/akhiri?jabatan=petugas-lapangan"),
        ["pengaturan-petugas-cuti"] = At("admin", "/pengaturan/petugas/ratri/tidak-hadir"),
        ["pengaturan-petugas-hadir"] = At("admin", "/pengaturan/petugas/sri/hadir?mulai=2026-11-01"),
        ["pengaturan-petugas-berhenti"] = At("admin", "/pengaturan/petugas/yusuf/berhenti"),
        ["pengaturan-jabatan"] = At("admin", "/pengaturan/jabatan"),
        ["pengaturan-jabatan-baru"] = At("admin", "/pengaturan/jabatan/baru"),
        ["pengaturan-jabatan-ubah"] = At("admin", "/pengaturan/jabatan/kasi-siak"),
        ["pengaturan-peran"] = At("admin", "/pengaturan/peran"),
        ["pengaturan-peran-sop"] = At("admin", "/pengaturan/peran/pemeliharaan-jaringan"),
        ["pengaturan-lokasi"] = At("admin", "/pengaturan/lokasi"),
        ["pengaturan-lokasi-baru"] = At("admin", "/pengaturan/lokasi/baru"),
        ["pengaturan-lokasi-ubah"] = At("admin", "/pengaturan/lokasi/kalibening"),
        ["pengaturan-lokasi-impor"] = At("admin", "/pengaturan/lokasi/impor"),
        ["pengaturan-kantor"] = At("admin", "/pengaturan/kantor"),
        ["pengaturan-kalender"] = At("admin", "/pengaturan/kalender"),
        ["pengaturan-kalender-pratinjau"] = At("admin", "/pengaturan/kalender") with { Then = (_, clerk) => PreviewAsync(clerk) },
        ["pengaturan-kalender-impor"] = At("admin", "/pengaturan/kalender/impor"),
        ["pengaturan-kalender-impor-pratinjau"] = At("admin", "/pengaturan/kalender/impor") with { Then = (_, clerk) => ImportAsync(clerk, "Tanggal;Nama;Jenis\n2026-11-23;Libur Rekaan;libur\n2026-11-24;Cuti Rekaan;cuti bersama\n") },
        ["pengaturan-nomor"] = At("admin", "/pengaturan/nomor"),
        ["pengaturan-akun"] = At("admin", "/pengaturan/akun"),
        ["pengaturan-akun-buka"] = new("admin", async office => "/pengaturan/akun/buka/" + await NewcomerAsync(office)),
        ["pengaturan-akun-dibuka"] = new("admin", async office => "/pengaturan/akun/buka/" + await NewcomerAsync(office)) { Then = (_, clerk) => clerk.Page.Locator("main form.card p.acts > button").First.GoThroughAsync(), Shows = "/pengaturan/akun" },
        ["pengaturan-akun-atur-ulang"] = At("admin", "/pengaturan/akun/atur-ulang/ratri"),
        ["pengaturan-akun-kunci"] = At("admin", "/pengaturan/akun/kunci/ratri"),
        ["pengaturan-akun-tutup"] = At("admin", "/pengaturan/akun/tutup/ratri"),
        ["pengaturan-token"] = At("admin", "/pengaturan/token"),
        ["pengaturan-catatan"] = At("admin", "/pengaturan/catatan"),
    };

    private static int _newcomers;

    /// <summary>An officer who has no account yet.</summary>
    private static async Task<string> NewcomerAsync(OfficeInUse office)
    {
        var officer = $"dewi{Interlocked.Increment(ref _newcomers)}";
        await office.Services.GetRequiredService<OfficeDesk>().EnrolAsync(WorkingServer.Office, new NewOfficer(officer, "Dewi Anggraini"), default);
        return officer;
    }

    private static async Task SendEmptyAsync(Clerk clerk)
    {
        await clerk.Page.EvaluateAsync("document.querySelector('main form.card').noValidate = true");
        await clerk.Page.Locator("main form.card p.acts > button").First.GoThroughAsync();
    }

    private static async Task ImportAsync(Clerk clerk, string table)
    {
        await clerk.Page.Locator("main input[type=file]").SetInputFilesAsync(new FilePayload { Name = "tabel.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(table) });
        await clerk.Page.Locator("main form.card p.acts > button").First.GoThroughAsync();
    }

    private static async Task PreviewAsync(Clerk clerk)
    {
        await clerk.Page.FillAsync("#i-tanggal", "2026-11-23");
        await clerk.Page.FillAsync("#i-nama", "Libur Rekaan");
        await clerk.Page.Locator("main form:has(#i-tanggal) > button").GoThroughAsync();
    }
}
