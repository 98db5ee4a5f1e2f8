using Laksana.Browser.Tests.Serving;
using Laksana.Browser.Tests.WithoutScripts;
using Laksana.Cases;
using Laksana.Server.Installing;
using static Laksana.Browser.Tests.Sights.Sight;

namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>Coming in, tasks, cases, the own account.</summary>
internal static class CaseSights
{
    public static readonly SightTable All = new()
    {
        ["masuk"] = At(null, "/masuk"),
        ["masuk-salah"] = At(null, "/masuk") with { Then = WrongPasswordAsync },
        ["tugas"] = At("ratri", "/tugas"),
        ["tugas-kepala"] = At("dimas", "/tugas"),
        ["tugas-terlambat"] = At("ratri", "/tugas?baki=terlambat"),
        ["tugas-kosong"] = At("yusuf", "/tugas"),
        ["tugas-tak-cocok"] = At("ratri", "/tugas?cari=tidak-ada"),
        ["tugas-bawahan"] = At("dimas", "/tugas?baki=bawahan&urut=perihal"),
        ["tugas-serahkan"] = At("dimas", "/tugas?baki=bawahan") with { Then = NoReasonAsync, Shows = "/tugas/serahkan" },
        ["berkas-daftar"] = At("ratri", "/berkas"),
        ["berkas-tak-cocok"] = At("ratri", "/berkas?cari=tidak-ada"),
        ["buka"] = At("ratri", "/berkas/buka"),
        ["buka-isi"] = At("ratri", "/berkas/buka?sop=pemeliharaan-jaringan"),
        ["berkas-baru"] = Case("ratri", "baru"),
        ["berkas-setengah"] = Case("ratri", "setengah"),
        ["berkas-orang-lain"] = Case("bagus", "setengah"),
        ["berkas-terlambat"] = Case("ratri", "terlambat"),
        ["berkas-menunggu"] = Case("ratri", "menunggu"),
        ["berkas-laporan"] = Case("dimas", "laporan"),
        ["berkas-dikembalikan"] = Case("ratri", "dikembalikan"),
        ["berkas-perlu-ditegaskan"] = Case("dimas", "atas-nama"),
        ["berkas-selesai"] = Case("ratri", "selesai"),
        ["berkas-dibatalkan"] = Case("ratri", "dibatalkan"),
        ["berkas-serentak"] = Case("ratri", "serentak"),
        ["berkas-lokasi"] = Case("deni", "lokasi") with { Office = "ciamis" },
        ["berkas-permohonan"] = Case("ratri", "permohonan"),
        ["mesin-berhasil"] = Case("dimas", "mesin-berhasil"),
        ["mesin-gagal"] = Case("dimas", "mesin-gagal"),
        ["mesin-berjalan"] = Case("dimas", "mesin-berjalan"),
        ["kembalikan"] = Act("dimas", "kembalikan", "laporan"),
        ["tunggu"] = Act("ratri", "tunggu", "setengah"),
        ["serahkan"] = Act("dimas", "serahkan", "setengah"),
        ["atas-nama"] = Act("ratri", "atas-nama", "laporan"),
        ["menyusul"] = new("ratri", office => Task.FromResult($"/berkas/{office.Number("baru")}/menyusul")),
        ["batalkan"] = new("dimas", office => Task.FromResult($"/berkas/{office.Number("baru")}/batalkan")),
        ["laporan"] = new("ratri", office => Task.FromResult($"/berkas/{office.Number("selesai")}/laporan")),
        ["laporan-berjalan"] = new("ratri", office => Task.FromResult($"/berkas/{office.Number("setengah")}/laporan")),
        ["pratinjau"] = new("ratri", async office => $"/berkas/{office.Number("atas-nama")}/dokumen/{(await office.StateAsync(office.Number("atas-nama"))).Documents[0].Sha256}/lihat"),
        ["buka-kosong"] = At("ratri", "/berkas/buka?sop=pemeliharaan-jaringan") with { Then = (_, clerk) => clerk.Page.Locator("main form.card p.acts > button").GoThroughAsync() },
        ["kirim-lagi"] = At("endang", "/sop/draf/mulai") with { NewAccount = true, Then = SessionOverAsync, Shows = "/kirim-lagi/{id}" },
        ["kirim-lagi-habis"] = At("ratri", "/kirim-lagi/6f9619ff-8b86-d011-b42d-00c04fc964ff"),
        ["tautkan"] = new("dimas", office => Task.FromResult($"/berkas/{office.Number("baru")}/tautkan")),
        ["pindah-versi"] = new("suryo", async office => $"/berkas/{await office.OnOldVersionAsync()}/pindah-versi"),
        ["konfirmasi"] = new("dimas", async office => $"/berkas/{office.Number("atas-nama")}/konfirmasi/{(await office.StateAsync(office.Number("atas-nama"))).OnBehalfActs.Keys.Single()}"),
        ["isian-salah"] = Act("ratri", "tunggu", "setengah") with { Then = OnlySpacesAsync },
        ["didahului"] = new("ratri", async office => "/berkas/" + await office.AtOnceAsync()) { Then = OvertakenAsync, Shows = "/berkas/{number}/mulai/{run}" },
        ["galat-403"] = At("ratri", "/akun/tidak-ada") with { Address = office => Task.FromResult($"/berkas/{office.Number("baru")}/batalkan") },
        ["galat-404"] = At("ratri", "/berkas/PML-2026-9999"),
        ["galat-409"] = At("ratri", "/galat/409"),
        ["galat-500"] = At("ratri", "/galat/500"),
        ["akun"] = At("galih", "/akun"),
        ["akun-sandi"] = At("galih", "/akun/sandi"),
        ["akun-kode"] = At("galih", "/akun/kode"),
        ["akun-kunci"] = At("galih", "/akun/kunci"),
        ["akun-token"] = At("galih", "/akun/token"),
        ["akun-kode-pemulihan"] = At("retno", "/akun/kode") with { NewAccount = true, Then = (_, clerk) => clerk.SetUpCodeAsync(), Shows = "/akun/kode/pemulihan" },
        ["masuk-kode"] = At("mulyani", "/akun/kode") with { NewAccount = true, Then = (_, clerk) => clerk.ComeToCodeAsync("mulyani"), Shows = "/masuk/kode" },
    };

    private static Sight Case(string officer, string state) => new(officer, office => Task.FromResult("/berkas/" + office.Number(state)));

    private static Sight Act(string officer, string act, string state) => new(officer, async office => $"/berkas/{office.Number(state)}/{act}/{await office.RunAsync(state)}");

    private static async Task WrongPasswordAsync(OfficeInUse office, Clerk clerk)
    {
        await clerk.Page.SelectOptionAsync("#kantor", "banjarnegara");
        await clerk.Page.FillAsync("#nama", "ratri");
        await clerk.Page.FillAsync("#sandi", "salah");
        await clerk.Page.Locator("main form.card button").GoThroughAsync();
    }

    private static async Task OnlySpacesAsync(OfficeInUse office, Clerk clerk)
    {
        await clerk.Page.FillAsync("#alasan", "   ");
        await clerk.Page.Locator("main form.card p.acts > button").GoThroughAsync();
    }

    private static async Task NoReasonAsync(OfficeInUse office, Clerk clerk)
    {
        await clerk.Page.Locator("input[name=pilih]").First.CheckAsync();
        await clerk.Page.SelectOptionAsync("#petugas-baru", "galih");
        await clerk.Page.FillAsync("#alasan", "   ");
        await clerk.Page.Locator(".give button").GoThroughAsync();
    }

    /// <summary>Galih takes the row while ratri's page is open.</summary>
    private static async Task OvertakenAsync(OfficeInUse office, Clerk clerk)
    {
        var number = new Uri(clerk.Page.Url).Segments[^1];
        var run = (await office.StateAsync(number)).OpenRuns.First(r => r.Status == RunStatus.Ready).Run;
        await office.DoAsync("galih", number, new BeginStep(run));
        await clerk.Page.Locator($"form[action$='/mulai/{run}'] button").First.GoThroughAsync();
    }

    /// <summary>His session ends while he types; what he sent waits for him.</summary>
    private static async Task SessionOverAsync(OfficeInUse office, Clerk clerk)
    {
        await clerk.Page.SelectOptionAsync("#sop", "penyajian-data-kependudukan");
        await clerk.Page.FillAsync("#alasan", "Waktu baris 5 terlalu singkat.");
        await office.EndSessionsAsync("endang");
        await clerk.Page.Locator("main form.card button").First.GoThroughAsync();
        await clerk.Page.SelectOptionAsync("#kantor", WorkingServer.Office);
        await clerk.Page.FillAsync("#nama", "endang");
        await clerk.Page.FillAsync("#sandi", DemoInstallation.Password);
        await clerk.Page.Locator("main form.card button").GoThroughAsync();
    }
}
