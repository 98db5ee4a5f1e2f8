using Laksana.Cases;
using Laksana.Database;
using Laksana.Drafting;
using Laksana.Services;

namespace Laksana.Bench;

/// <summary>A page, who asks for it (null: nobody has signed in), and where it is, each time another one where there are many.</summary>
internal sealed record AskedPage(string Name, string? Officer, Func<string> Path);

/// <summary>
/// Every page of the program but the few that change what stands there by being opened. What is sent as paper (WeasyPrint) or as a file is none.
/// </summary>
internal sealed class EveryPage
{
    private const string Office = "banjarnegara";
    private const string Network = "pemeliharaan-jaringan", Complaint = "pengaduan-layanan", Help = "bantuan-gangguan-siak";

    private readonly Random _chance = new(7);
    private readonly Dictionary<string, List<(string Number, int Run)>> _open = new(StringComparer.Ordinal);
    private string _tracking = "";
    private int _draft;

    private EveryPage() { }

    /// <summary>With open cases of the office, a draft of a sheet and a number to track by.</summary>
    public static async Task<EveryPage> OfAsync(LaksanaDatabase database)
    {
        var pages = new EveryPage();
        foreach (var sheet in new[] { Network, Complaint, Help })
        {
            await using var batch = database.Batch(Office);
            batch.Add("select t.case_number, t.run from task t join case_file c using (office, case_number) where t.office = $1 and t.procedure = $2 order by t.case_number desc limit 200", Office, sheet);
            await using var reader = await batch.ReadAsync(default);
            var found = pages._open[sheet] = [];
            while (await reader.ReadAsync()) found.Add((reader.GetString(0), reader.GetInt32(1)));
        }
        pages._tracking = (await new ServiceRequests(database, TimeProvider.System).GiveOutAsync(Office, pages._open[Complaint][0].Number, default)).Text;
        var sheets = new PublishedSheets(database, TimeProvider.System);
        pages._draft = await new SheetDrafts(database, sheets, TimeProvider.System).BeginAsync(Office, Network, 1, (await sheets.FindAsync(Office, Network, 1, default))!.Body, "ratri", "Waktu disesuaikan.", default);
        return pages;
    }

    public IEnumerable<AskedPage> All =>
    [
        .. Public.Select(p => new AskedPage(p, null, () => p)),
        new("/layanan/…/lacak/{nomor}", null, () => $"/layanan/{Office}/lacak/{_tracking}"),
        .. Clerk.Select(p => new AskedPage(p, "ratri", () => p)),
        .. Draft.Select(p => new AskedPage("/sop/draf/{id}" + p, "ratri", () => $"/sop/draf/{_draft}{p}")),
        .. Row.Select(p => new AskedPage($"/berkas/{{number}}/{p}/{{run}}", "ratri", () => Some(Network) is var (number, run) ? $"/berkas/{number}/{p}/{run}" : "")),
        .. Case.Select(p => new AskedPage("/berkas/{number}/" + p, "ratri", () => $"/berkas/{Some(Network).Number}/{p}")),
        .. Desk.Select(p => new AskedPage(p, "laila", () => p)),
        new("/berkas/{number}, a complaint", "laila", () => "/berkas/" + Some(Complaint).Number),
        new("/pengaduan/{number}/tanda-terima", "laila", () => $"/pengaduan/{Some(Complaint).Number}/tanda-terima"),
        .. HelpDesk.Select(p => new AskedPage(p, "dimas", () => p)),
        new("/bantuan/{number}/jawab", "dimas", () => $"/bantuan/{Some(Help).Number}/jawab"),
        new("/beranda, dimas", "dimas", () => "/beranda"), new("/beranda, bagus", "bagus", () => "/beranda"), new("/beranda, suryo", "suryo", () => "/beranda"),
        new("/tugas?baki=bawahan, suryo", "suryo", () => "/tugas?baki=bawahan"),
        .. Settings.Select(p => new AskedPage(p, "admin", () => p)),
    ];

    private static readonly string[] Public =
        ["/masuk", "/panduan", "/panduan/petugas", "/panduan/atasan", "/panduan/kepala", "/panduan/administrator", "/layanan", "/layanan/banjarnegara", "/layanan/banjarnegara/penyajian-data-kependudukan",
            "/layanan/banjarnegara/penyajian-data-kependudukan/ajukan", "/layanan/banjarnegara/pengaduan", "/layanan/banjarnegara/lacak", "/verifikasi"];

    private static readonly string[] Clerk =
        ["/tugas", "/berkas", "/berkas/buka", "/berkas/buka?sop=pemeliharaan-jaringan", "/sop", "/sop/pemeliharaan-jaringan", "/sop/penyajian-data-kependudukan", "/sop/pemeliharaan-jaringan/versi",
            "/sop/pemeliharaan-jaringan/versi/1", "/sop/pemeliharaan-jaringan/beda", "/sop/draf", "/sop/draf/mulai", "/agenda", "/agenda/buku?bulan=2026-02", "/agenda/bukti", "/capaian", "/capaian?sop=pemeliharaan-jaringan",
            "/capaian/usul/pemeliharaan-jaringan", "/kabar", "/akun", "/akun/sandi", "/akun/kunci", "/akun/token", "/akun/kabar", "/bantuan", "/bantuan/catat", "/bantuan/jawaban"];

    private static readonly string[] Draft =
        ["", "/pratinjau", "/kepala", "/pelaksana", "/tambah?sesudah=cek-modem", "/baris/cek-modem", "/baris/cek-modem/hapus", "/baris/terima-keluhan/isian/kontak", "/teks", "/ajukan", "/buang"];

    private static readonly string[] Row = ["pindaian", "surat-tugas", "pesan"];

    private static readonly string[] Case = ["tautkan", "laporan"];

    private static readonly string[] Desk = ["/pengaduan", "/pengaduan?tahap=dijawab", "/pengaduan/catat", "/pengaduan/buku-log"];

    private static readonly string[] HelpDesk = ["/bantuan", "/bantuan?tahap=selesai", "/bantuan/jawaban", "/bantuan/jawaban/baru"];

    private static readonly string[] Settings =
        ["/pengaturan", "/pengaturan/petugas", "/pengaturan/petugas/ratri", "/pengaturan/petugas/baru", "/pengaturan/petugas/impor", "/pengaturan/petugas/ratri/ubah", "/pengaturan/petugas/ratri/jabatan",
            "/pengaturan/petugas/ratri/tidak-hadir", "/pengaturan/petugas/ratri/berhenti", "/pengaturan/jabatan", "/pengaturan/jabatan/kasi-siak", "/pengaturan/jabatan/baru", "/pengaturan/peran", "/pengaturan/peran/pemeliharaan-jaringan",
            "/pengaturan/lokasi", "/pengaturan/lokasi/kalibening", "/pengaturan/lokasi/impor", "/pengaturan/kantor", "/pengaturan/kalender", "/pengaturan/kalender/impor", "/pengaturan/nomor", "/pengaturan/akun",
            "/pengaturan/akun/kunci/ratri", "/pengaturan/token", "/pengaturan/catatan", "/pengaturan/kabar"];

    private (string Number, int Run) Some(string sheet) => _open[sheet][_chance.Next(_open[sheet].Count)];
}
