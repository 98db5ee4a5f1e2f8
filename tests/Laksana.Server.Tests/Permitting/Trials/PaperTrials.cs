using static Laksana.Server.Tests.Permitting.Trial;

namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>Paper: forms to print, scans to bring back, work orders.</summary>
internal static class PaperTrials
{
    public static readonly TrialTable All = new()
    {
        ["/berkas/{number}/cetak/{run}"] = async c => new($"/berkas/{await c.OpenedAsync()}/cetak/1"),
        ["/berkas/{number}/pindaian/{run}"] = async c => new($"/berkas/{await c.OpenedAsync()}/pindaian/1", File: "lembar"),
        ["/berkas/{number}/surat-tugas/{run}"] = async c => new($"/berkas/{await c.OpenedAsync()}/surat-tugas/1",
            [("petugas", "jfu1"), ("tempat", "Kecamatan"), ("mulai", "2026-11-23"), ("keperluan", "Memeriksa modem"), ("penanda-tangan", "kasi-x/kasi1")]),
        ["/berkas/{number}/surat-tugas/{run}/{peristiwa}"] = async c => await c.OrderedAsync() is var (number, which) ? new($"/berkas/{number}/surat-tugas/1/{which}") : null!,
        ["/berkas/{number}/pesan/{run}"] = async c => new($"/berkas/{await c.OpenedAsync()}/pesan/1"),
        ["/sop/{sheet}/formulir/{step}"] = _ => At("/sop/uji-lengkap/formulir/terima"),
    };
}
