namespace Laksana.Server.Permitting.Lines;

/// <summary>Paper: forms to print, scans to bring back, work orders.</summary>
internal static class PaperLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
        new("GET", "/berkas/{number}/cetak/{run}", Who.Case, "a row as a paper for ink and stamp"),
        new("GET POST", "/berkas/{number}/pindaian/{run}", Who.Case, "send the signed paper back to its row"),
        new("GET POST", "/berkas/{number}/surat-tugas/{run}", Who.Case, "issue a work order for a row's visit"),
        new("GET", "/berkas/{number}/surat-tugas/{run}/{peristiwa}", Who.Case, "a work order on paper"),
        new("GET", "/berkas/{number}/pesan/{run}", Who.Case, "the message at a hand-over, ready to copy"),
        new("GET", "/sop/{sheet}/formulir/{step}", Who.SignedIn, "a row of a sheet as a blank form"),
    ];
}
