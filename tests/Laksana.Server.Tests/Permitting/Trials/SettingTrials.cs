namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>The office's settings and its first start.</summary>
internal static class SettingTrials
{
    private const string Officer = "/pengaturan/petugas/lain2";

    public static readonly TrialTable All = new()
    {
        ["/pengaturan"] = _ => At("/pengaturan"),
        ["/pengaturan/catatan"] = _ => At("/pengaturan/catatan"),
        ["/pengaturan/catatan/unduh"] = _ => At("/pengaturan/catatan/unduh"),
        ["/pengaturan/petugas"] = _ => At("/pengaturan/petugas"),
        ["/pengaturan/petugas/baru"] = _ => At("/pengaturan/petugas/baru", ("petugas", "uji.baru"), ("nama", "Petugas Uji")),
        ["/pengaturan/petugas/impor"] = _ => At("/pengaturan/petugas/impor"),
        ["/pengaturan/petugas/{petugas}"] = _ => At(Officer),
        ["/pengaturan/petugas/{petugas}/ubah"] = _ => At(Officer + "/ubah", ("nama", "Petugas lain2")),
        ["/pengaturan/petugas/{petugas}/jabatan"] = _ => At(Officer + "/jabatan", ("jabatan", "jfu-x"), ("status", "Definitive"), ("mulai", "2090-01-01"), ("sampai", "2090-01-02")),
        ["/pengaturan/petugas/{petugas}/akhiri"] = _ => At("/pengaturan/petugas/jfu2/akhiri?jabatan=jfu-x", ("sampai", "2089-01-01")),
        ["/pengaturan/petugas/{petugas}/tidak-hadir"] = _ => At(Officer + "/tidak-hadir", ("mulai", "2090-01-01"), ("sampai", "2090-01-02"), ("alasan", "cuti")),
        ["/pengaturan/petugas/{petugas}/hadir"] = _ => At(Officer + "/hadir?mulai=2091-01-01", ("sampai", "2091-01-01")),
        ["/pengaturan/petugas/{petugas}/berhenti"] = _ => At(Officer + "/berhenti", ("batal", "kembali")),
        ["/pengaturan/jabatan"] = _ => At("/pengaturan/jabatan"),
        ["/pengaturan/jabatan/baru"] = _ => At("/pengaturan/jabatan/baru", ("nama", "")),
        ["/pengaturan/jabatan/{jabatan}"] = _ => At("/pengaturan/jabatan/jfu-x", ("nama", "")),
        ["/pengaturan/peran"] = _ => At("/pengaturan/peran"),
        ["/pengaturan/peran/{sop}"] = _ => At("/pengaturan/peran/uji-lengkap"),
        ["/pengaturan/lokasi"] = _ => At("/pengaturan/lokasi"),
        ["/pengaturan/lokasi/baru"] = _ => At("/pengaturan/lokasi/baru", ("nama", "")),
        ["/pengaturan/lokasi/impor"] = _ => At("/pengaturan/lokasi/impor"),
        ["/pengaturan/lokasi/{lokasi}"] = _ => At("/pengaturan/lokasi/kec-a", ("nama", "")),
        ["/pengaturan/kantor"] = _ => At("/pengaturan/kantor", ("nama", "")),
        ["/pengaturan/kalender"] = _ => At("/pengaturan/kalender"),
        ["/pengaturan/kalender/pratinjau"] = _ => At("/pengaturan/kalender/pratinjau", ("jenis", "tambah"), ("tanggal", "2090-01-02"), ("nama", "Libur uji")),
        ["/pengaturan/kalender/impor"] = _ => At("/pengaturan/kalender/impor"),
        ["/pengaturan/kalender/terapkan"] = _ => At("/pengaturan/kalender/terapkan", ("teks", "x")),
        ["/pengaturan/nomor"] = _ => At("/pengaturan/nomor", ("kode", "")),
        ["/pengaturan/akun"] = _ => At("/pengaturan/akun"),
        ["/pengaturan/akun/buka/{petugas}"] = _ => At("/pengaturan/akun/buka/kabid1", ("nama", "tidak boleh")),
        ["/pengaturan/akun/atur-ulang/{petugas}"] = _ => At("/pengaturan/akun/atur-ulang/admin"),
        ["/pengaturan/akun/kunci/{petugas}"] = _ => At("/pengaturan/akun/kunci/admin", ("alasan", "uji")),
        ["/pengaturan/akun/tutup/{petugas}"] = _ => At("/pengaturan/akun/tutup/admin", ("alasan", "uji")),
        ["/pengaturan/token"] = _ => At("/pengaturan/token"),
        ["/pengaturan/token/cabut"] = _ => At("/pengaturan/token/cabut", ("petugas", "lain2"), ("token", "tidak-ada")),
        ["/pengaturan/contoh/{tabel}"] = _ => At("/pengaturan/contoh/petugas"),
        ["/mulai"] = _ => At("/mulai"),
        ["/mulai/{langkah}"] = _ => At("/mulai/kantor"),
        ["/mulai/contoh/{tabel}"] = _ => At("/mulai/contoh/petugas"),
    };

    private static Task<Trial> At(string path, params (string, string)[] form) => Task.FromResult(new Trial(path, form, Right: "admin"));
}
