using Laksana.Server.Tests.Api;
using static Laksana.Server.Tests.Permitting.Trial;

namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>Sheets: catalogue, official form, drafts.</summary>
internal static class SheetTrials
{
    public static readonly TrialTable All = new()
    {
        ["/sop"] = _ => At("/sop"),
        ["/sop/{sheet}"] = _ => At("/sop/uji-lengkap"),
        ["/sop/{sheet}/versi"] = _ => At("/sop/uji-lengkap/versi"),
        ["/sop/{sheet}/versi/{version}"] = _ => At("/sop/uji-lengkap/versi/1"),
        ["/sop/{sheet}/versi/{version}/pdf"] = _ => At("/sop/uji-lengkap/versi/1/pdf"),
        ["/sop/{sheet}/beda"] = _ => At("/sop/uji-lengkap/beda"),
        ["/sop/draf"] = _ => At("/sop/draf"),
        ["/sop/draf/mulai"] = _ => At("/sop/draf/mulai", ("sop", "uji-lengkap"), ("alasan", "coba")),
        ["/sop/draf/{id}"] = c => DraftAsync(c, ""),
        ["/sop/draf/{id}/pratinjau"] = c => DraftAsync(c, "/pratinjau"),
        ["/sop/draf/{id}/kepala"] = c => DraftAsync(c, "/kepala", ("nama", "Uji Lengkap")),
        ["/sop/draf/{id}/pelaksana"] = c => DraftAsync(c, "/pelaksana"),
        ["/sop/draf/{id}/tambah"] = c => DraftAsync(c, "/tambah", ("sesudah", "terima"), ("kegiatan", "Mencatat"), ("pelaksana", "jfu")),
        ["/sop/draf/{id}/baris/{row}"] = c => DraftAsync(c, "/baris/terima", ("kegiatan", "Menerima"), ("pelaksana", "jfu")),
        ["/sop/draf/{id}/baris/{row}/pindah"] = c => DraftAsync(c, "/baris/periksa/pindah", ("arah", "turun")),
        ["/sop/draf/{id}/baris/{row}/hapus"] = c => DraftAsync(c, "/baris/lapor/hapus", ("ganti", "setujui")),
        ["/sop/draf/{id}/baris/{row}/isian/{field}"] = c => DraftAsync(c, "/baris/terima/isian/keterangan", ("label", "Keterangan"), ("jenis", "teks")),
        ["/sop/draf/{id}/teks"] = c => DraftAsync(c, "/teks", ("teks", "sop: uji-lengkap")),
        ["/sop/draf/{id}/ajukan"] = c => DraftAsync(c, "/ajukan", ("perubahan", "coba"), ("berlaku", "2030-01-01")),
        ["/sop/draf/{id}/buang"] = c => DraftAsync(c, "/buang"),
        ["/sop/draf/{id}/tarik"] = c => SubmittedAsync(c, "/tarik", "jfu1"),
        ["/sop/draf/{id}/sahkan"] = c => SubmittedAsync(c, "/sahkan", "kepala1", ("berlaku", "2030-01-01")),
        ["/sop/draf/{id}/kembalikan"] = c => SubmittedAsync(c, "/kembalikan", "kepala1", ("alasan", "coba")),
    };

    private static async Task<Trial> DraftAsync(TrialCases cases, string path, params (string, string)[] form) =>
        await cases.DraftAsync(submitted: false) is var (address, version) ? new Trial(address + path, [.. form, ("versi", version)]) : null!;

    private static async Task<Trial> SubmittedAsync(TrialCases cases, string path, string right, params (string, string)[] form) =>
        await cases.DraftAsync(submitted: true) is var (address, version) ? new Trial(address + path, [.. form, ("versi", version)], right) : null!;
}
