namespace Laksana.Server.Permitting.Lines;

/// <summary>Beginning, tasks and cases.</summary>
internal static class CaseLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
        new("GET", "/", Who.SignedIn, "leads those above others to the overview, everybody else to his tasks"),
        new("GET", "/kirim-lagi/{id}", Who.SignedIn, "a form of one's own that was sent after the session had ended"),
        new("POST", "/kirim-lagi/{id}/buang", Who.SignedIn, "throw such a form away"),
        new("GET POST", "/draf", Who.SignedIn, "what one typed and did not send yet, for scripts"),
        new("POST", "/draf/buang", Who.SignedIn, "throw it away, for scripts"),
        new("GET", "/tugas", Who.SignedIn, "own tasks and those of one's positions"),
        new("GET POST", "/tugas/serahkan", Who.SignedIn, "give several tasks of those under one to an officer; each case decides"),
        new("GET", "/berkas", Who.SignedIn, "the cases one may see"),
        new("GET POST", "/berkas/buka", Who.SignedIn, "open a case of a sheet that one's position opens"),
        new("GET", "/berkas/{number}", Who.Case, "a case as the live sheet"),
        new("GET POST", "/berkas/{number}/mulai/{run}", Who.Case, "begin a row"),
        new("GET POST", "/berkas/{number}/selesai/{run}", Who.Case, "finish a row, or send its report"),
        new("GET POST", "/berkas/{number}/terima/{run}", Who.Case, "receive a report"),
        new("GET POST", "/berkas/{number}/lanjutkan/{run}", Who.Case, "end a wait"),
        new("GET POST", "/berkas/{number}/lepaskan/{run}", Who.Case, "put a row back"),
        new("GET POST", "/berkas/{number}/ulangi/{run}", Who.Case, "let the machine try again"),
        new("GET POST", "/berkas/{number}/hentikan/{run}", Who.Case, "stop the machine"),
        new("GET POST", "/berkas/{number}/kembalikan/{run}", Who.Case, "send back for correction"),
        new("GET POST", "/berkas/{number}/tunggu/{run}", Who.Case, "wait for an outside party"),
        new("GET POST", "/berkas/{number}/serahkan/{run}", Who.Case, "give a row to another officer"),
        new("GET POST", "/berkas/{number}/atas-nama/{run}", Who.Case, "record a superior's decision from his signed paper"),
        new("GET POST", "/berkas/{number}/konfirmasi/{peristiwa}", Who.Case, "confirm or dispute a decision recorded in one's name"),
        new("GET POST", "/berkas/{number}/menyusul", Who.Case, "enter rows afterwards"),
        new("GET POST", "/berkas/{number}/tautkan", Who.Case, "tie the case to another that one may see"),
        new("GET POST", "/berkas/{number}/batalkan", Who.Case, "cancel the case"),
        new("GET POST", "/berkas/{number}/pindah-versi", Who.Case, "move the case to the newest version of its sheet"),
        new("GET POST", "/berkas/{number}/catatan", Who.Case, "add a note"),
        new("GET POST", "/berkas/{number}/dokumen", Who.Case, "attach a document"),
        new("GET", "/berkas/{number}/dokumen/{sha}", Who.Case, "a document of the case"),
        new("GET", "/berkas/{number}/dokumen/{sha}/lihat", Who.Case, "a picture or PDF of the case on its own page"),
        new("GET", "/berkas/{number}/laporan", Who.Case, "the case's report: planned against actual"),
        new("GET", "/berkas/{number}/laporan.pdf", Who.Case, "the same on paper"),
        new("GET", "/berkas/{number}/bukti", Who.Case, "the case as one file that proves itself"),
        new("GET", "/berkas/{number}/kemajuan", Who.Case, "signs of the machine's progress, for scripts"),
        new("GET", "/berkas/{number}/kemajuan/{run}", Who.Case, "the machine's part of a row, for scripts"),
    ];
}
