namespace Laksana.Server.Touring.Scripts;

/// <summary>The database and who may use it.</summary>
internal static class Databases
{
    /// <summary>The machine takes the backup. The administrator is also acting section head, so the division head receives the copy in his place.</summary>
    public static readonly TourScript Backup = new("banjarnegara", "backup-database", "dimas")
    {
        Says = new Dictionary<string, string>
        {
            ["basis-data"] = "kependudukan",
            ["ruang-kosong"] = "120",
            ["folder"] = "{backup}",
            ["tempat-simpan"] = "Lemari besi ruang arsip, gedung B",
        },
    };

    /// <summary>A restore that works at the second try. Whoever asks for it never approves it.</summary>
    public static readonly TourScript Recovery = new("banjarnegara", "recovery-database", "dimas")
    {
        Says = new Dictionary<string, string>
        {
            ["basis-data"] = "kependudukan",
            ["alasan-recovery"] = "Tabel referensi wilayah terhapus sewaktu pemeliharaan.",
            ["data-hilang"] = "tidak ada",
            ["layanan-berhenti"] = "Pencetakan dokumen",
            ["pertimbangan"] = "Setuju, di luar jam pelayanan.",
            ["akun-database"] = "op_restore",
            ["lokasi-file"] = "HD-07, kependudukan",
            ["nama-diketik"] = "kependudukan",
            ["hasil-recovery"] = "Jumlah baris sama dengan catatan backup; aplikasi dapat dibuka.",
            ["laporan"] = "Database kependudukan pulih.",
            ["catatan-agenda"] = "Recovery selesai.",
        },
        Turns =
        [
            new("setujui", "disetujui") { RefusedTo = "dimas" },
            new("berhasil", "tidak") { Round = 1, Says = new Dictionary<string, string> { ["hasil-recovery"] = "File pertama tidak lengkap." } },
            new("berhasil", "ya"),
        ],
    };

    /// <summary>The division head is also acting section head: the head of the office gives the order in his place.</summary>
    public static readonly TourScript AccessRights = new("banjarnegara", "hak-akses-siak-ktpel", "bagus")
    {
        Says = new Dictionary<string, string>
        {
            ["unit-pengusul"] = "Kecamatan Wanayasa",
            ["nomor-surat-usulan"] = "470/118/2026",
            ["jenis-usulan"] = "pengganti",
            ["anggota-diusulkan"] = "Dua operator pengganti (nama pada surat usulan)",
            ["anggota-digantikan"] = "Dua operator lama (nama pada surat usulan)",
            ["hasil-pemeriksaan"] = "semua memenuhi syarat",
            ["arahan"] = "Berikan kepada yang sudah mengikuti pelatihan.",
            ["anggota-disetujui"] = "Satu operator",
            ["isi-perintah"] = "Terbitkan hak akses dan cabut hak akses lama.",
            ["aplikasi"] = "SIAK\nKTP-el",
            ["akun-diterbitkan"] = "op.wanayasa3, operator",
            ["akses-pendahulu"] = "sudah dicabut",
        },
        Turns =
        [
            new("arahkan", "sebagian"),
            new("terima-pakta") { Awaits = new("anggota-tim", "Pakta integritas belum ditandatangani."), Answer = "Pakta integritas sudah diterima." },
        ],
    };

    /// <summary>A computer used against the rules; no emergency, so the head of the office decides first.</summary>
    public static readonly TourScript Misuse = new("banjarnegara", "penanganan-penggunaan-di-luar-ketentuan", "dimas")
    {
        Says = new Dictionary<string, string>
        {
            ["objek"] = "perangkat",
            ["penanda-objek"] = "PC-LOKET-04",
            ["alamat-ip"] = "192.0.2.44",
            ["uraian"] = "Komputer loket mengunduh film pada jam kerja; jaringan pelayanan melambat.",
            ["ketentuan"] = "Tata tertib penggunaan perangkat dinas",
            ["pertimbangan-darurat"] = "Pelayanan masih berjalan; tidak perlu dihentikan seketika.",
            ["usul-penanganan"] = "Putuskan koneksi perangkat dan beri peringatan tertulis.",
            ["cara-henti"] = "koneksi diputus",
            ["penyelesaian"] = "Koneksi diputus, peringatan tertulis diberikan.",
        },
        Turns = [new("darurat", "tidak"), new("lapor-kadis", "hentikan")],
    };
}
