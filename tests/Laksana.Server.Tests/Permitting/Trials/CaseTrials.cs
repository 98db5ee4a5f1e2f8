using static Laksana.Server.Tests.Permitting.Trial;

namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>Beginning, tasks and cases.</summary>
internal static class CaseTrials
{
    public static readonly TrialTable All = new()
    {
        ["/"] = _ => At("/"),
        ["/kirim-lagi/{id}"] = _ => At("/kirim-lagi/" + Guid.NewGuid()),
        ["/kirim-lagi/{id}/buang"] = _ => At($"/kirim-lagi/{Guid.NewGuid()}/buang"),
        ["/draf"] = _ => At("/draf?alamat=/tugas", ("alamat", "/tugas"), ("isian", "a=b")),
        ["/draf/buang"] = _ => At("/draf/buang", ("alamat", "/tugas")),
        ["/tugas"] = _ => At("/tugas"),
        ["/tugas/serahkan"] = async c => new("/tugas/serahkan", [("pilih", await c.OpenedAsync() + "/1/"), ("kepada", "jfu2"), ("alasan", "beban")], "kasi1"),
        ["/berkas"] = _ => At("/berkas"),
        ["/berkas/buka"] = _ => At("/berkas/buka", ("sop", "uji-lengkap"), ("kosong", "ya")),
        ["/berkas/{number}"] = async c => new($"/berkas/{await c.OpenedAsync()}"),
        ["/berkas/{number}/mulai/{run}"] = async c => new($"/berkas/{await c.OpenedAsync()}/mulai/1", Sees: "kabid1", RedirectsWithoutForm: true),
        ["/berkas/{number}/selesai/{run}"] = async c => new($"/berkas/{await c.OpenedAsync()}/selesai/1", [("isian.barang", "router")], Sees: "kabid1", RedirectsWithoutForm: true),
        ["/berkas/{number}/terima/{run}"] = async c => new($"/berkas/{await c.ReportedAsync()}/terima/3", Right: "kasi1", Sees: "jfu1", RedirectsWithoutForm: true),
        ["/berkas/{number}/lanjutkan/{run}"] = async c => new($"/berkas/{await c.OnRowAsync("pause")}/lanjutkan/1", Sees: "kabid1", RedirectsWithoutForm: true),
        ["/berkas/{number}/lepaskan/{run}"] = async c => new($"/berkas/{await c.OnRowAsync("begin")}/lepaskan/1", Sees: "jfu2", RedirectsWithoutForm: true),
        ["/berkas/{number}/ulangi/{run}"] = async c => new($"/berkas/{await c.MachineAsync(cancelled: true)}/ulangi/1", Sees: "kabid1", RedirectsWithoutForm: true),
        ["/berkas/{number}/hentikan/{run}"] = async c => new($"/berkas/{await c.MachineAsync(cancelled: false)}/hentikan/1", RedirectsWithoutForm: true),
        ["/berkas/{number}/kembalikan/{run}"] = async c => new($"/berkas/{await c.ReportedAsync()}/kembalikan/3", [("ke", "periksa"), ("alasan", "kurang")], "kasi1", "jfu1"),
        ["/berkas/{number}/tunggu/{run}"] = async c => new($"/berkas/{await c.OnRowAsync("begin")}/tunggu/1", [("pihak", "penyedia"), ("alasan", "menunggu")], Sees: "kabid1"),
        ["/berkas/{number}/serahkan/{run}"] = async c => new($"/berkas/{await c.OpenedAsync()}/serahkan/1", [("petugas", "jfu2"), ("alasan", "beban")], "kasi1", "jfu2"),
        ["/berkas/{number}/atas-nama/{run}"] = async c => new($"/berkas/{await c.ReportedAsync()}/atas-nama/3", [("pejabat", "kasi1")], File: "dokumen.*lembar"),
        ["/berkas/{number}/konfirmasi/{peristiwa}"] = async c => await c.RecordedAsync() is var (number, which) ? new($"/berkas/{number}/konfirmasi/{which}", [("setuju", "ya")], "kasi1", "jfu1") : null!,
        ["/berkas/{number}/menyusul"] = async c => await c.OpenedLongAgoAsync() is var (number, begun, finished) ? new($"/berkas/{number}/menyusul",
            [("b0.pakai", "ya"), ("b0.langkah", "terima"), ("b0.mulai", begun), ("b0.selesai", finished), ("b0.isian.barang", "router")], Sees: "kasi1") : null!,
        ["/berkas/{number}/tautkan"] = async c => new($"/berkas/{await c.OpenedAsync()}/tautkan", [("nomor", await c.OpenedAsync()), ("jenis", "terkait"), ("alasan", "perkara yang sama")]),
        ["/berkas/{number}/batalkan"] = async c => new($"/berkas/{await c.OpenedAsync()}/batalkan", [("alasan", "tercatat dua kali")], "kabid1", "jfu1"),
        ["/berkas/{number}/pindah-versi"] = async c => new($"/berkas/{await c.OnOldVersionAsync()}/pindah-versi", [("baris.terima", "terima"), ("alasan", "revisi")], "kabid1", "jfu1"),
        ["/berkas/{number}/catatan"] = async c => new($"/berkas/{await c.OpenedAsync()}/catatan", [("catatan", "Sudah ditelepon.")], RedirectsWithoutForm: true),
        ["/berkas/{number}/dokumen"] = async c => new($"/berkas/{await c.OpenedAsync()}/dokumen", File: "dokumen", RedirectsWithoutForm: true),
        ["/berkas/{number}/dokumen/{sha}"] = async c => await c.AttachedAsync() is var (number, sha) ? new($"/berkas/{number}/dokumen/{sha}") : null!,
        ["/berkas/{number}/dokumen/{sha}/lihat"] = async c => await c.AttachedAsync() is var (number, sha) ? new($"/berkas/{number}/dokumen/{sha}/lihat") : null!,
        ["/berkas/{number}/laporan"] = async c => new($"/berkas/{await c.OpenedAsync()}/laporan"),
        ["/berkas/{number}/laporan.pdf"] = async c => new($"/berkas/{await c.OpenedAsync()}/laporan.pdf"),
        ["/berkas/{number}/bukti"] = async c => new($"/berkas/{await c.OpenedAsync()}/bukti"),
        ["/berkas/{number}/kemajuan"] = async c => new($"/berkas/{await c.OpenedAsync()}/kemajuan"),
        ["/berkas/{number}/kemajuan/{run}"] = async c => new($"/berkas/{await c.MachineAsync(cancelled: false)}/kemajuan/1"),
    };
}
