using System.Text;
using Laksana.Browser.Tests.Serving;
using Laksana.Officers;
using Microsoft.Playwright;
using Xunit;

namespace Laksana.Browser.Tests.WithoutScripts;

/// <summary>An administrator's work in a browser whose scripts are off. The first start is tried likewise (<see cref="Sights.FirstStartTests"/>).</summary>
[Trait("Category", "Long")]
public sealed class SettingTests(WorkingServer server, Chromium chromium) : IClassFixture<WorkingServer>
{
    private Journey Begin() => new(server, chromium, WorkingServer.Office, scripts: false);

    [Fact]
    public async Task an_officer_comes_gets_position_account_and_leave_and_goes()
    {
        await using var journey = Begin();
        var admin = await journey.AsAsync("admin");
        await FormAsync(admin, "/pengaturan/petugas/baru", ("petugas", "rina"), ("nama", "Rina Uji"));
        await admin.Page.GotoAsync("/pengaturan/petugas/rina/jabatan");
        await admin.Page.SelectOptionAsync("#i-jabatan", "jfu-piak");
        await admin.Page.SelectOptionAsync("#i-status", nameof(Capacity.Plt));
        await FormAsync(admin, null, ("surat", "800/7"), ("sampai", "2026-12-31"));
        Assert.Contains((await server.AtWorkAsync()).Staffing.Holdings, h => h is { Officer: "rina", Position: "jfu-piak", Capacity: Capacity.Plt });
        await admin.Page.GotoAsync("/pengaturan/akun");
        await admin.GoAsync("/pengaturan/akun/buka/rina");
        await admin.SendCardAsync();
        var password = await admin.Page.Locator("code.secret").InnerTextAsync();
        await FormAsync(admin, "/pengaturan/petugas/rina/tidak-hadir", ("alasan", "Cuti tahunan"));
        Assert.DoesNotContain((await server.AtWorkAsync()).Staffing.Holdings, h => h.Officer == "rina");
        await FormAsync(admin, "/pengaturan/petugas/rina/hadir?mulai=2026-11-20");
        await FormAsync(admin, "/pengaturan/akun/kunci/rina", ("alasan", "Telepon hilang"));
        await FormAsync(admin, "/pengaturan/akun/kunci/rina");
        await FormAsync(admin, "/pengaturan/akun/atur-ulang/rina");
        Assert.NotEqual(password, await admin.Page.Locator("code.secret").InnerTextAsync());
        await FormAsync(admin, "/pengaturan/petugas/rina/akhiri?jabatan=jfu-piak");
        await FormAsync(admin, "/pengaturan/petugas/rina/berhenti", ("alasan", "Mutasi"));
        await admin.Page.GotoAsync("/pengaturan/catatan?cari=rina");
        await admin.ReadsAsync("Mutasi");
        Assert.Contains("rina", Encoding.UTF8.GetString(await admin.FileAsync("/catatan/unduh", "text/csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_calendar_is_previewed_and_applied_tables_are_taken_and_wrong_ones_refused()
    {
        await using var journey = Begin();
        var admin = await journey.AsAsync("admin");
        var number = await server.FaultAsync();
        await admin.Page.GotoAsync("/pengaturan/kalender");
        await admin.Page.FillAsync("#i-tanggal", "2026-11-23");
        await admin.Page.FillAsync("#i-nama", "Libur Rekaan");
        await admin.Page.Locator("main form:has(#i-tanggal) > button").GoThroughAsync();
        await admin.ReadsAsync("Libur Rekaan");
        Assert.True((await server.AtWorkAsync()).Calendar.IsWorkingDay(new DateOnly(2026, 11, 23)));
        await admin.SendFormAsync("/pengaturan/kalender/terapkan");
        Assert.False((await server.AtWorkAsync()).Calendar.IsWorkingDay(new DateOnly(2026, 11, 23)));
        Assert.NotEmpty(number);

        await TableAsync(admin, "/pengaturan/petugas/impor", "Nama;Jabatan\nSiti Rekaan;Jabatan Rekaan\n;x\n");
        Assert.True(await admin.Page.Locator("main table.table tbody tr").CountAsync() >= 2);
        await TableAsync(admin, "/pengaturan/petugas/impor", "ID;Nama;Jabatan\nsiti;Siti Rekaan;JFU Bidang PIAK\n");
        Assert.Equal("Siti Rekaan", (await server.AtWorkAsync()).NameOf("siti"));
        await TableAsync(admin, "/pengaturan/lokasi/impor", "Nama;Alamat\nKecamatan Rekaan;127.0.0.30\n");
        Assert.Contains((await server.AtWorkAsync()).Definition.Sites, s => s.Name == "Kecamatan Rekaan");
        await admin.Page.GotoAsync("/pengaturan/petugas/impor");
        await admin.FileAsync("/pengaturan/contoh/petugas", "text/csv");
    }

    [Fact]
    public async Task positions_roles_sites_office_numbers_and_notices_are_set()
    {
        await using var journey = Begin();
        var admin = await journey.AsAsync("admin");
        await FormAsync(admin, "/pengaturan/jabatan/baru", ("nama", "Kepala Seksi Rekaan"));
        Assert.Contains((await server.AtWorkAsync()).Definition.Positions, p => p.Title == "Kepala Seksi Rekaan");
        await admin.Page.GotoAsync("/pengaturan/peran/pemeliharaan-jaringan");
        await admin.Page.CheckAsync("input[name='peran.kasi'][value='kepala-seksi-rekaan']");
        await admin.SendCardAsync();
        Assert.Contains("kepala-seksi-rekaan", (await server.AtWorkAsync()).Staffing.PositionsOf("pemeliharaan-jaringan", "kasi"));
        await FormAsync(admin, "/pengaturan/lokasi/baru", ("nama", "Kecamatan Pagedongan"), ("alamat", "127.0.0.40"));
        await FormAsync(admin, "/pengaturan/kantor", ("telepon", "0286 000111"));
        Assert.Equal("0286 000111", (await server.AtWorkAsync()).Definition.Phone);
        await admin.Page.GotoAsync("/pengaturan/nomor");
        await admin.Page.SelectOptionAsync("#i-kode", "PML");
        await FormAsync(admin, null, ("terakhir", "500"), ("alasan", "Buku agenda kertas"));
        Assert.EndsWith("0501", await server.FaultAsync(), StringComparison.Ordinal);
        await admin.Page.GotoAsync("/pengaturan/kabar");
        await admin.Page.FillAsync("#alamat-dasar", "https://laksana.contoh.go.id");
        await admin.Page.CheckAsync("[name=tenang-libur]");
        await admin.SendFormAsync("/pengaturan/kabar");
        await admin.DoneAsync();
        await admin.Page.GotoAsync("/pengaturan/token");
        Assert.Equal(1, await admin.Page.Locator("main h1").CountAsync());
    }

    /// <summary>Fills in a form of the settings by its fields' names and sends it; it must be taken.</summary>
    private static async Task FormAsync(Clerk admin, string? path, params (string Name, string Value)[] values)
    {
        if (path is not null) await admin.Page.GotoAsync(path);
        foreach (var (name, value) in values) await admin.Page.FillAsync("#i-" + name, value);
        await admin.SendCardAsync();
        Assert.True(await admin.Page.Locator("main .notice.bad, main .wrong").CountAsync() == 0, $"{path}: {await admin.Page.Locator("main").InnerTextAsync()}");
    }

    private static async Task TableAsync(Clerk admin, string path, string table)
    {
        await admin.Page.GotoAsync(path);
        await admin.Page.SetInputFilesAsync("main input[type=file]", new FilePayload { Name = "tabel.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(table) });
        await admin.SendCardAsync();
    }
}
