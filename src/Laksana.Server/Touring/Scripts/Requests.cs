namespace Laksana.Server.Touring.Scripts;

/// <summary>What others ask of the office, and the website that they see.</summary>
internal static class Requests
{
    /// <summary>The request is incomplete at first; the division head wants the letter worded anew.</summary>
    public static readonly TourScript PopulationData = new("banjarnegara", "penyajian-data-kependudukan", "ratri")
    {
        Says = new Dictionary<string, string>
        {
            ["instansi"] = "Bappeda",
            ["nama-pemohon"] = "Pejabat pemohon menurut surat",
            ["nomor-surat"] = "050/77/2026",
            ["data-diminta"] = "Jumlah penduduk menurut kecamatan dan kelompok umur",
            ["keperluan"] = "Penyusunan rencana pembangunan daerah",
            ["disposisi-sekretaris"] = "Tindak lanjuti sesuai ketentuan.",
            ["telaah-kabid"] = "Dapat diberikan dalam bentuk agregat.",
            ["telaah-kasi"] = "Lengkap.",
            ["kelengkapan-diterima"] = "Surat pernyataan penggunaan data diterima.",
            ["semester-dkb"] = "DKB Semester I Tahun 2026",
            ["isi-surat"] = "data diberikan",
            ["nomor-surat-keluar"] = "470/512/2026",
            ["distempel"] = "ya",
            ["cara-penyerahan"] = "diambil langsung",
            ["penerima"] = "Utusan pemohon",
            ["tempat-arsip"] = "470/2026, map 12",
        },
        Turns =
        [
            new("telaah-kasi", "belum lengkap") { Round = 1, Says = new Dictionary<string, string> { ["telaah-kasi"] = "Surat pernyataan penggunaan data belum ada." } },
            new("telaah-kasi", "lengkap"),
            new("tunggu-pemohon") { Answer = "Pemohon mengantar surat pernyataan." },
            new("siapkan-data") { By = "galih" },
            new("paraf-kabid") { Round = 1, SendsBack = new("periksa-data", "Nomor surat permohonan belum disebut dalam konsep.") },
            new("tanda-tangan", "ditandatangani"),
        ],
    };

    /// <summary>The head of the office is away and signs on paper; staff record it and he confirms it later.</summary>
    public static readonly TourScript AggregateData = new("banjarnegara", "pemanfaatan-data-agregat", "ratri")
    {
        Says = new Dictionary<string, string>
        {
            ["instansi"] = "Perguruan tinggi",
            ["nama-pemohon"] = "Mahasiswa menurut surat pengantar",
            ["nomor-surat"] = "B-214/2026",
            ["data-diminta"] = "Jumlah penduduk menurut pendidikan, per kecamatan",
            ["keperluan"] = "Penelitian skripsi",
            ["petunjuk-kadis"] = "Layani sesuai ketentuan.",
            ["petunjuk-kabid"] = "Siapkan dari DKB terakhir.",
            ["akun-operator"] = "op.agregat",
            ["semester-dkb"] = "DKB Semester I Tahun 2026",
            ["data-sesuai"] = "ya",
            ["petunjuk-pengiriman"] = "Kirimkan, simpan satu salinan.",
            ["jumlah-salinan"] = "2",
            ["tempat-arsip"] = "470/2026, map 13",
            ["cara-kirim"] = "diambil langsung",
            ["penerima"] = "Pemohon",
        },
        Turns = [new("buka-data") { By = "galih" }, new("tanda-tangan") { RecordedBy = "ratri" }],
    };

    /// <summary>A heavy complaint that is settled in a meeting.</summary>
    public static readonly TourScript Complaint = new("banjarnegara", "pengaduan-layanan", "laila")
    {
        Says = new Dictionary<string, string>
        {
            ["pokok-aduan"] = "Antrean akta kelahiran",
            ["saluran"] = "kotak pengaduan",
            ["isi-pengaduan"] = "Menunggu tiga jam di loket akta tanpa kepastian.",
            ["hasil-verifikasi"] = "Benar; antrean loket akta melebihi standar.",
            ["bagian-diadukan"] = "Bidang Pelayanan Pencatatan Sipil",
            ["uraian-untuk-bagian"] = "Antrean loket akta kelahiran melebihi standar pelayanan.",
            ["alasan-golongan"] = "Berulang dan menyangkut beberapa loket.",
            ["putusan-rapat"] = "Tambah satu petugas loket pada hari Senin dan nomor antrean daring.",
            ["tindak-lanjut"] = "Petugas ditambah; nomor antrean daring dicoba.",
            ["isi-jawaban"] = "Terima kasih; petugas loket sudah ditambah.",
            ["cara-jawaban"] = "langsung",
        },
        Turns =
        [
            new("verifikasi", "layanan dinas ini"),
            new("beri-tahu-bagian") { ReceivedBy = "yusuf" },
            new("golongkan", "berat, rapat"),
            new("tindak-lanjut") { By = "yusuf" },
        ],
    };

    /// <summary>A monthly round of the website: three rows at once, a renewal that waits for the provider, and a fault that returns once.</summary>
    public static readonly TourScript Website = new("banjarnegara", "pengelolaan-jaringan", "ratri")
    {
        Says = new Dictionary<string, string>
        {
            ["periode"] = "Pemantauan bulanan",
            ["ketersediaan"] = "tersedia dengan gangguan",
            ["status-konten"] = "mutakhir",
            ["cakupan-backup"] = "sistem\ndata\ninformasi",
            ["media-backup"] = "hardisk",
            ["label-media"] = "WEB-11",
            ["rentang-log"] = "Satu bulan terakhir",
            ["aktivitas-mencurigakan"] = "tidak",
            ["layanan-diperiksa"] = "koneksi\nhosting\ndomain",
            ["situasi"] = "Website tersedia; halaman layanan lambat pada jam sibuk.",
            ["permasalahan"] = "Ruang hosting hampir penuh.",
            ["alternatif"] = "Pindahkan arsip berita, minta tambahan ruang.",
            ["langkah"] = "Pindahkan arsip berita lalu periksa kembali.",
            ["pekerjaan"] = "Arsip berita dipindahkan ke media backup.",
            ["hasil-subbag-umum"] = "Media penyimpanan tambahan sudah diserahkan.",
            ["hasil-periksa-kembali"] = "Halaman layanan terbuka dalam dua detik.",
        },
        Turns =
        [
            new("perbarui-layanan", "diperpanjang") { Awaits = new("pihak-ketiga", "Menunggu faktur perpanjangan domain."), Answer = "Domain diperpanjang satu tahun." },
            new("lapor-kabid", "ada masalah"),
            new("pecahkan-masalah", "Subbag Umum") { Round = 1 },
            new("pecahkan-masalah", "mandiri"),
            new("tunggu-subbag-umum") { Answer = "Media tambahan diterima." },
            new("periksa-kembali", "tidak") { Round = 1, Says = new Dictionary<string, string> { ["hasil-periksa-kembali"] = "Halaman layanan masih lambat." } },
            new("periksa-kembali", "ya"),
        ],
    };
}
