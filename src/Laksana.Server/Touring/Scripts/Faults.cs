namespace Laksana.Server.Touring.Scripts;

/// <summary>Networks and applications that fail, and rounds that look after them.</summary>
internal static class Faults
{
    /// <summary>Kalibening is silent, the provider mends it, and the section head wants the modem's lamp looked at once more.</summary>
    public static readonly TourScript NetworkMaintenance = new("banjarnegara", "pemeliharaan-jaringan", "ratri")
    {
        BrokenSite = "kalibening",
        Says = new Dictionary<string, string>
        {
            ["lokasi"] = "kalibening",
            ["pelapor"] = "Operator pelayanan Kecamatan Kalibening",
            ["kontak"] = "0812 3456 7890",
            ["saluran"] = "telepon",
            ["keluhan"] = "SIAK tidak dapat dibuka sejak pagi; antrean sudah panjang.",
            ["hasil-perangkat-lunak"] = "baik",
            ["hasil-alamat"] = "sesuai",
            ["lampu-daya"] = "menyala",
            ["lampu-sambungan"] = "merah",
            ["nomor-tiket"] = "INC-48213",
            ["jawaban-penyedia"] = "Kabel serat di tiang dekat pasar putus; sudah disambung.",
            ["ringkasan"] = "Jaringan Kalibening putus karena kabel penyedia; sudah berfungsi.",
        },
        Turns =
        [
            new("berfungsi", "tidak") { Round = 1, Says = new Dictionary<string, string> { ["penyebab"] = "jaringan penyedia" } },
            new("hubungi-penyedia") { Answer = "Petugas penyedia melapor selesai.", Mends = true },
            new("berfungsi", "ya") { Says = new Dictionary<string, string> { ["penyebab"] = "jaringan penyedia", ["perbaikan"] = "Kabel disambung penyedia" } },
            new("lapor-kasi") { Round = 1, SendsBack = new("cek-modem", "Lampu sambungan modem setelah perbaikan belum dicatat.") },
            new("cek-modem") { Round = 2, Says = new Dictionary<string, string> { ["lampu-daya"] = "menyala", ["lampu-sambungan"] = "menyala" } },
        ],
    };

    /// <summary>The section head answers late; the field officer enters his visit when he is back.</summary>
    public static readonly TourScript SiakFault = new("banjarnegara", "bantuan-gangguan-siak", "ratri")
    {
        Says = new Dictionary<string, string>
        {
            ["lokasi"] = "punggelan",
            ["layanan"] = "KTP-el",
            ["pelapor"] = "Operator perekaman Kecamatan Punggelan",
            ["saluran"] = "WhatsApp",
            ["keluhan"] = "Kamera perekaman KTP-el tidak terbaca aplikasi.",
            ["jawaban-kasi"] = "Pasang ulang driver kamera; bila tidak berhasil, tukar dengan kamera cadangan.",
            ["temuan"] = "Driver kamera rusak setelah pembaruan sistem operasi.",
            ["perbaikan"] = "Driver dipasang ulang; tiga perekaman berhasil.",
            ["hasil-lapangan"] = "teratasi",
            ["cara-diberi-tahu"] = "WhatsApp",
        },
        Turns =
        [
            new("inventarisir", "aplikasi") { Share = 2.4 },
            new("periksa-lapangan") { FieldWork = true },
        ],
    };

    /// <summary>Bayang does not answer; a third party repairs the link. The head of the division post is acting.</summary>
    public static readonly TourScript NetworkOfPesisirSelatan = new("pesisir-selatan", "maintenance-jaringan", "hendri")
    {
        BrokenSite = "bayang",
        Says = new Dictionary<string, string>
        {
            ["lokasi"] = "bayang",
            ["pelapor"] = "Operator Kecamatan Bayang",
            ["saluran"] = "telepon",
            ["keluhan"] = "Pelayanan terhenti, aplikasi tidak tersambung.",
            ["hasil-software"] = "baik",
            ["hasil-alamat"] = "sesuai",
            ["hasil-service"] = "berjalan normal",
            ["hasil-hardware"] = "baik",
            ["penyebab"] = "jaringan penyedia",
            ["hasil-reparasi"] = "Radio di menara Bayang diganti.",
            ["ringkasan"] = "Jaringan Bayang pulih sesudah radio diganti pihak ketiga.",
        },
        Turns =
        [
            new("berfungsi", "Tidak") { Round = 1 },
            new("hubungi-pihak-ketiga") { Answer = "Teknisi pihak ketiga selesai di menara.", Mends = true },
            new("berfungsi", "Ya"),
        ],
    };

    /// <summary>Three sites in a monthly round: one probed from the office, two visited and entered afterwards, one of them looked at again.</summary>
    public static readonly TourScript NetworkOfCiamis = new("ciamis", "pemeliharaan-jaringan-intra", "cecep")
    {
        Says = new Dictionary<string, string>
        {
            ["periode"] = "Pengecekan bulanan",
            ["nomor-surat-perintah"] = "800/245-Kominfo/2026",
            ["isi-disposisi"] = "Laksanakan pengecekan dan laporkan.",
            ["daftar-lokasi"] = "setda\nbappeda\ndinkes",
            ["anggota-tim"] = "Teknisi jaringan; tiga lokasi dalam dua hari",
            ["perangkat-dicek"] = "Router, sakelar, titik akses",
            ["hasil-koneksi"] = "baik",
            ["penandatangan"] = "Pengelola jaringan setempat",
            ["ringkasan"] = "Tiga lokasi dicek; satu sakelar diganti di Bappeda.",
        },
        Turns =
        [
            new("cek-lokasi", "baik") { Round = 1, Site = "setda", By = "nita" },
            new("cek-lokasi", "diganti") { Round = 1, Site = "bappeda", By = "deni", FieldWork = true, Says = new Dictionary<string, string> { ["hasil-koneksi"] = "putus-putus", ["perangkat-diganti"] = "Sakelar 24 port" } },
            new("cek-lokasi", "baik") { Round = 1, Site = "dinkes", By = "deni", FieldWork = true },
            new("cek-lokasi", "diganti") { Round = 2, Site = "bappeda", By = "deni", Says = new Dictionary<string, string> { ["perangkat-diganti"] = "Sakelar 24 port, nomor seri lama dan baru dicatat" } },
            new("lapor-kasi") { Round = 1, SendsBack = new("cek-lokasi", "Nomor seri sakelar yang diganti belum dicatat.", "bappeda") },
        ],
    };
}
