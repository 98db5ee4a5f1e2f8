using Laksana.Procedures;
using Laksana.WorkTime;

namespace Laksana.Tests.Procedures;

/// <summary>Sheets built by hand, in the shapes of real ones.</summary>
internal static class FlowSheets
{
    internal static Procedure Sheet(string title, string[] roles, Step[] steps, params OutsideParty[] parties)
    {
        var rows = steps.Select((s, i) => s with
        {
            Number = s.Number.Length > 0 ? s.Number : (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
            Next = s.Next ?? (s.Ends || s.Decides || i + 1 == steps.Length ? null : steps[i + 1].Id),
            Ends = s.Ends || (!s.Decides && s.Next is null && i + 1 == steps.Length),
        }).ToArray();
        return new()
        {
            Id = "contoh",
            Title = title,
            Unit = "Bidang PIAK",
            CaseCode = "CTH",
            Subject = title,
            Roles = [.. roles.Select(r => new Role(Id(r), r))],
            Parties = parties,
            Openers = [rows[0].Role],
            Steps = rows,
        };
    }

    internal static Step Row(string id, string role, string activity = "Menerima dan memeriksa permohonan", int minutes = 5) => new()
    {
        Id = id,
        Number = "",
        Activity = activity,
        Role = Id(role),
        StandardTime = minutes == 0 ? null : new(null, WorkAmount.OfMinutes(minutes), $"{minutes} menit"),
    };

    internal static Step Deciding(this Step step, params (string Name, string? To)[] outcomes) =>
        step with { Outcomes = [.. outcomes.Select(o => new Outcome(o.Name, o.To))] };

    internal static string Id(string title) => title.ToLowerInvariant().Replace(' ', '-').Replace('.', '-');

    /// <summary>Six columns, twelve rows, many returns.</summary>
    internal static Procedure PresentingData() => Sheet("Pelayanan Penyajian Data Kependudukan", ["JFU", "Admin", "Kasi", "Kabid", "Sekretaris", "Kadis"],
    [
        Row("terima", "JFU", "Menerima dan mencatat Permohonan Permintaan Data Kependudukan"),
        Row("disposisi", "Sekretaris", "Menerima, mendisposisi tindak lanjut permohonan dan diteruskan ke Kabid"),
        Row("telaah", "Kabid", "Menelaah Permohonan Permintaan Data dan meneruskan ke Kasi Pengolahan dan Penyajian Data untuk proses selanjutnya"),
        Row("telaah-kasi", "Kasi", "Menerima dan menelaah permohonan data dan diteruskan ke admin untuk proses selanjutnya").Deciding(("lengkap", "siapkan"), ("ditolak", "periksa")) with { Waits = new("pemohon", false) },
        Row("siapkan", "Admin", "Menyiapkan data dan diteruskan ke Kasi Pengolahan dan Penyajian Data", 900),
        Row("periksa", "Kasi", "Menerima, memeriksa data yang akan diberikan apakah sesuai dengan permohonan, membuat konsep surat pemberitahuan untuk penyelesaian dan meneruskan ke Kabid PIAK") with { ReturnTo = ["siapkan"] },
        Row("paraf-kabid", "Kabid", "Menerima, memeriksa, memaraf konsep surat pemberitahuan untuk penyelesaian dan menyampaikan ke Sekretaris") with { ReturnTo = ["periksa"] },
        Row("paraf-sekretaris", "Sekretaris", "Menerima, memeriksa, memaraf konsep surat pemberitahuan dan menyampaikan ke Kadis untuk ditandatangani") with { ReturnTo = ["periksa"] },
        Row("tanda-tangan", "Kadis", "Menandatangani surat balasan dan data kependudukan", 15) with { ReturnTo = ["periksa"] },
        Row("nomor", "JFU", "Pemberian nomor Surat Keluar, stempel dan meneruskan kepada CS untuk diserahkan ke pemohon", 10),
        Row("serah", "JFU", "Menyerahkan data kepada pemohon dengan tanda terima") with { Number = "10a", Added = true },
        Row("arsip", "Kasi", "Arsip", 10) with { Number = "11" },
    ], new OutsideParty("pemohon", "Pemohon", null));

    /// <summary>Rows done at the same time, a way to the end out of a diamond, two outside parties.</summary>
    internal static Procedure ManagingTheNetwork() => Sheet("Pengelolaan Jaringan", ["Kabid", "Kasi", "JFU", "Subbag Umum"],
    [
        Row("situs", "JFU", "Memeriksa ketersediaan dan isi situs web", 450) with { Parallel = "pantau" },
        Row("cadangan", "JFU", "Membuat cadangan ke media", 900) with { Parallel = "pantau" },
        Row("log", "JFU", "Membuat log aktivitas pengguna", 120) with { Parallel = "pantau" },
        Row("perpanjang", "JFU", "Memperpanjang koneksi, hosting dan domain") with { Waits = new("penyedia", true) },
        Row("laporan", "JFU", "Menyampaikan laporan keadaan kepada Kabid").Deciding(("baik", null), ("bermasalah", "perintah")) with { ReportsTo = "kabid" },
        Row("perintah", "Kasi", "Memerintahkan penanganan gangguan"),
        Row("tangani", "JFU", "Menangani gangguan").Deciding(("ditangani sendiri", "periksa-lagi"), ("pihak ketiga", "pihak-ketiga"), ("Subbag Umum", "umum")),
        Row("umum", "Subbag Umum", "Menyediakan perangkat pengganti") with { Next = "periksa-lagi" },
        Row("pihak-ketiga", "JFU", "Meminta perbaikan kepada pihak ketiga") with { Waits = new("penyedia", true) },
        Row("periksa-lagi", "JFU", "Memeriksa kembali").Deciding(("normal", "catat"), ("belum", "tangani")),
        Row("catat", "JFU", "Mencatat dalam agenda"),
    ], new OutsideParty("penyedia", "Penyedia", null));

    /// <summary>Two diamonds with three ways each, and waits for different parties.</summary>
    internal static Procedure HelpAndFaults() => Sheet("Layanan Bantuan dan Gangguan SIAK", ["JFU", "Kasi", "Kabid PIAK", "Petugas"],
    [
        Row("terima", "JFU", "Menerima keluhan permasalahan penerapan SIAK dan pelayanan KTP-el dan melaporkannya ke Kasi"),
        Row("telaah", "Kasi", "Menginventarisir keluhan, membuat jawaban, menghubungi pihak Telkom jika terkait jaringan, dan memberikan petunjuk kepada petugas jika terkait aplikasi atau melaporkan ke Kabid")
            .Deciding(("terjawab", "arsip"), ("jaringan", "lapangan"), ("aplikasi", "lapangan"), ("di luar wewenang", "kabid")) with { Waits = new("telkom", false) },
        Row("kabid", "Kabid PIAK", "Memeriksa keluhan dan membuat jawaban serta memberikan petunjuk kepada Kasi untuk diteruskan kepada petugas").Deciding(("dijawab", "arsip"), ("petunjuk", "petunjuk")) with { Waits = new("ditjen", false) },
        Row("petunjuk", "Kasi", "Menerima, memeriksa dan memberikan petunjuk kepada petugas gangguan", 2),
        Row("lapangan", "Petugas", "Memeriksa aplikasi/jaringan di lapangan", 450) with { ReturnTo = ["telaah"] },
        Row("arsip", "JFU", "Arsip"),
    ], new OutsideParty("telkom", "Telkom", null), new OutsideParty("ditjen", "Ditjen Dukcapil", null));

    /// <summary>A row for every site.</summary>
    internal static Procedure IntraNetwork() => Sheet("Pemeliharaan Jaringan Intra Pemerintah", ["Kepala Dinas", "Kepala Bidang", "Kepala Seksi", "Tim Teknis"],
    [
        Row("perintah", "Kepala Dinas", "Memerintahkan pengecekan rutin"),
        Row("kabid", "Kepala Bidang", "Menugaskan Kepala Seksi"),
        Row("kasi", "Kepala Seksi", "Menyusun jadwal dan menugaskan tim"),
        Row("cek", "Tim Teknis", "Mengecek perangkat dan sambungan di setiap lokasi", 60).Deciding(("baik", "lapor"), ("diperbaiki", "lapor"), ("diganti", "lapor"), ("perlu pengadaan", "lapor"))
            with { PerSite = "lokasi", Waits = new("pengadaan", false) },
        Row("lapor", "Kepala Seksi", "Menyusun laporan") with { ReturnTo = ["cek"] },
    ], new OutsideParty("pengadaan", "Pengadaan", null));

    /// <summary>A loop over an outside party and two reports.</summary>
    internal static Procedure NetworkMaintenance() => Sheet("Pemeliharaan Jaringan", ["JFU", "Kasi", "Kabid PIAK"],
    [
        Row("terima", "JFU", "Menerima keluhan kerusakan jaringan dari pengguna", 0),
        Row("perangkat-lunak", "JFU", "Melakukan pemeriksaan secara software"),
        Row("alamat", "JFU", "Melakukan pengecekan pengaturan alamat IP di dinas", 10),
        Row("ping", "JFU", "Melakukan pemeriksaan jaringan dengan cara ‘ping’ ke alamat IP yang dituju", 10),
        Row("modem", "JFU", "Cek kondisi modem di alamat pengguna"),
        Row("berfungsi", "JFU", "Apakah jaringan sudah berfungsi?").Deciding(("ya", "lapor-kasi"), ("tidak", "penyedia")),
        Row("lapor-kasi", "JFU", "Melaporkan ke Kasi") with { ReportsTo = "kasi", ReturnTo = ["modem"] },
        Row("lapor-kabid", "Kasi", "Melaporkan ke Kabid") with { ReportsTo = "kabid-piak" },
        Row("agenda", "JFU", "Mencatat dalam agenda") with { Ends = true },
        Row("penyedia", "JFU", "Menghubungi pihak ketiga (provider) penyedia layanan", 0) with { Waits = new("penyedia", true), Next = "berfungsi" },
    ], new OutsideParty("penyedia", "Pihak Ketiga", null));

    /// <summary>Fifteen rows, seven columns, long jumps, nested loops.</summary>
    internal static Procedure Dense() => Sheet("Lima belas langkah, tujuh pelaksana", ["JFU", "Admin", "Kasi", "Subkoordinator", "Kabid", "Sekretaris", "Kadis"],
    [
        Row("a", "JFU"), Row("b", "Admin").Deciding(("lengkap", "c"), ("tidak lengkap", "a"), ("bukan wewenang", "o")),
        Row("c", "Kasi") with { ReturnTo = ["b"] }, Row("d", "Subkoordinator") with { ReturnTo = ["b", "c"] },
        Row("e", "Kabid").Deciding(("setuju", "f"), ("uji lapangan", "j"), ("tolak", "n")), Row("f", "Sekretaris") with { ReturnTo = ["d"] },
        Row("g", "Kadis") with { ReturnTo = ["d", "f"] }, Row("h", "Admin") with { Parallel = "p" }, Row("i", "Kasi") with { Parallel = "p" },
        Row("j", "Admin") with { PerSite = "lokasi" }, Row("k", "Kasi").Deciding(("baik", "l"), ("ulang", "j")) with { ReportsTo = "kabid" },
        Row("l", "Kabid") with { ReportsTo = "kadis", ReturnTo = ["j", "k"] }, Row("m", "JFU"), Row("n", "Sekretaris") with { ReturnTo = ["e"] }, Row("o", "JFU"),
    ]);

    internal static IReadOnlyList<Procedure> All() => [PresentingData(), ManagingTheNetwork(), HelpAndFaults(), IntraNetwork(), NetworkMaintenance(), Dense()];
}
