namespace Laksana.Server.Permitting.Lines;

/// <summary>The office's settings and its first start.</summary>
internal static class SettingLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
        new("GET", "/pengaturan", Who.Head, "settings at a glance"),
        new("GET", "/pengaturan/catatan", Who.Head, "log of administration"),
        new("GET", "/pengaturan/catatan/unduh", Who.Head, "log of administration as CSV"),
        new("GET", "/pengaturan/petugas", Who.Administrator, "officers"),
        new("GET POST", "/pengaturan/petugas/baru", Who.Administrator, "enrol an officer"),
        new("GET POST", "/pengaturan/petugas/impor", Who.Administrator, "enrol officers from a table"),
        new("GET", "/pengaturan/petugas/{petugas}", Who.Administrator, "an officer"),
        new("GET POST", "/pengaturan/petugas/{petugas}/ubah", Who.Administrator, "correct an officer's entry"),
        new("GET POST", "/pengaturan/petugas/{petugas}/jabatan", Who.Administrator, "give a position"),
        new("GET POST", "/pengaturan/petugas/{petugas}/akhiri", Who.Administrator, "end a holding"),
        new("GET POST", "/pengaturan/petugas/{petugas}/tidak-hadir", Who.Administrator, "record an absence"),
        new("GET POST", "/pengaturan/petugas/{petugas}/hadir", Who.Administrator, "end an absence"),
        new("GET POST", "/pengaturan/petugas/{petugas}/berhenti", Who.Administrator, "record that an officer has left"),
        new("GET", "/pengaturan/jabatan", Who.Administrator, "positions"),
        new("GET POST", "/pengaturan/jabatan/baru", Who.Administrator, "add a position"),
        new("GET POST", "/pengaturan/jabatan/{jabatan}", Who.Administrator, "rename, move or remove a position"),
        new("GET", "/pengaturan/peran", Who.Administrator, "roles of the sheets and who plays them"),
        new("GET POST", "/pengaturan/peran/{sop}", Who.Administrator, "who plays the roles of a sheet"),
        new("GET", "/pengaturan/lokasi", Who.Administrator, "sites"),
        new("GET POST", "/pengaturan/lokasi/baru", Who.Administrator, "add a site"),
        new("GET POST", "/pengaturan/lokasi/impor", Who.Administrator, "sites from a table"),
        new("GET POST", "/pengaturan/lokasi/{lokasi}", Who.Administrator, "change or remove a site"),
        new("GET POST", "/pengaturan/kantor", Who.Administrator, "name, address, zone, queue limit"),
        new("GET", "/pengaturan/kalender", Who.Administrator, "the calendar"),
        new("POST", "/pengaturan/kalender/pratinjau", Who.Administrator, "what a change of the calendar moves"),
        new("GET POST", "/pengaturan/kalender/impor", Who.Administrator, "days off from a table, previewed"),
        new("POST", "/pengaturan/kalender/terapkan", Who.Administrator, "put a previewed calendar in force"),
        new("GET POST", "/pengaturan/nomor", Who.Administrator, "raise register numbers"),
        new("GET", "/pengaturan/akun", Who.Administrator, "accounts"),
        new("GET POST", "/pengaturan/akun/buka/{petugas}", Who.Administrator, "open an account"),
        new("GET POST", "/pengaturan/akun/atur-ulang/{petugas}", Who.Administrator, "reset an account"),
        new("GET POST", "/pengaturan/akun/kunci/{petugas}", Who.Administrator, "lock or unlock an account"),
        new("GET POST", "/pengaturan/akun/tutup/{petugas}", Who.Administrator, "close an account"),
        new("GET", "/pengaturan/token", Who.Administrator, "tokens of all officers"),
        new("POST", "/pengaturan/token/cabut", Who.Administrator, "revoke an officer's token"),
        new("GET", "/pengaturan/contoh/{tabel}", Who.Administrator, "template of a table to import"),
        new("GET POST", "/mulai", Who.Anyone, "first start: asks for the set-up code; only while there is no office"),
        new("GET POST", "/mulai/{langkah}", Who.Anyone, "first start: its steps, for whoever gave the set-up code; only while there is no office"),
        new("GET", "/mulai/contoh/{tabel}", Who.Anyone, "first start: template of a table; only while there is no office"),
    ];
}
