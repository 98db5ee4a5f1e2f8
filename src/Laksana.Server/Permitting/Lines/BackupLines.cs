namespace Laksana.Server.Permitting.Lines;

/// <summary>Backups, media and recoveries.</summary>
internal static class BackupLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
        new("GET", "/backup", Who.Case, "the backups of the office: sources, findings, work that goes on; for the officers of sheets that work on backups, those above them, and the administrator"),
        new("POST", "/backup/ambil", Who.Case, "take a backup now: the role of the rows that take it, those above it, and the administrator"),
        new("GET", "/backup/pekerjaan/{job}", Who.Case, "long work on backups, and what came of it"),
        new("POST", "/backup/pekerjaan/{job}/batal", Who.Case, "stop it: a backup, whoever may take it; a check or work on a medium, the officers of these sheets"),
        new("GET", "/backup/kemajuan", Who.Case, "signs of that work's progress, for scripts"),
        new("GET", "/backup/{id}", Who.Case, "one backup: content, levels, copies, how long it is kept"),
        new("GET POST", "/backup/kunci", Who.Administrator, "the keys that open backups; a key for paper, shown once"),
        new("GET", "/api/v1/backups", Who.Case, "the backups of the office"),
        new("GET", "/api/v1/backups/{id}", Who.Case, "one backup with its copies"),
        new("POST", "/api/v1/backups", Who.Case, "take a backup now"),
        new("GET", "/api/v1/backup-jobs/{job}", Who.Case, "long work on backups"),
        new("POST", "/api/v1/backup-jobs/{job}/cancel", Who.Case, "stop it, as on the pages"),
        new("GET", "/backup/simpan", Who.Case, "what is kept for how long and why, for the officers of sheets that work on backups"),
        new("GET POST", "/backup/simpan/usul", Who.Case, "propose a retention policy"),
        new("GET POST", "/backup/simpan/kebijakan/{versi}", Who.Case, "approve or refuse a policy as a second officer; take one's own back"),
        new("GET POST", "/backup/simpan/tahan/{id}", Who.Case, "put a legal hold on a backup"),
        new("GET POST", "/backup/simpan/lepas/{id}", Who.Case, "release a hold as a second officer"),
        new("GET POST", "/backup/simpan/hapus", Who.Case, "ask for an expiry outside the policy"),
        new("GET POST", "/backup/simpan/daftar/{nomor}", Who.Case, "a list of expiring backups; approved or refused by a second officer"),
        new("GET", "/backup/pengawasan", Who.Case, "what the watch found, and how each source stands by 3-2-1-1-0"),
        new("GET POST", "/backup/pengawasan/atur", Who.Case, "limits of the watch"),
        .. Recoveries,
    ];

    private static IReadOnlyList<Permission> Recoveries =>
    [
        new("GET", "/backup/pemulihan", Who.Case, "the recoveries: for officers with a role in a sheet that recovers something, those above them, and the administrator"),
        new("GET POST", "/backup/pemulihan/rencana", Who.Case, "plan a recovery: the role of the rows that recover, and those above it"),
        new("GET", "/backup/pemulihan/{id}", Who.Case, "a recovery, what was found and what a swap would lose"),
        new("POST", "/backup/pemulihan/{id}", Who.Case, "prepare, swap what was approved, swap back, cancel: the role of the rows that recover, and those above it"),
        new("GET POST", "/backup/pemulihan/{id}/setujui", Who.Case, "approve a swap: the second officer of the sheet, never whoever prepared it"),
        new("GET POST", "/backup/pemulihan/{id}/lepas", Who.Case, "agree that what a swap kept is removed: a second officer, never whoever asked"),
        new("GET", "/backup/uji", Who.Case, "trial restores: what was proved, what is due, how long a recovery takes; for the officers of the backup sheets"),
        new("GET POST", "/backup/uji/{id}", Who.Case, "check a backup, or restore it for trial"),
        new("POST", "/backup/uji/hentikan/{job}", Who.Case, "stop a check or trial restore"),
        new("GET", "/api/v1/backups/{id}/checks", Who.Case, "what was found of a backup and its copies"),
        new("POST", "/api/v1/backups/{id}/checks", Who.Case, "ask for a check or trial restore"),
        new("GET", "/api/v1/drills", Who.Case, "trial restores, and how long a recovery will take"),
        new("GET POST", "/backup/uji/aturan", Who.Administrator, "when backups are restored for trial"),
        new("GET", "/backup/media", Who.Case, "what is plugged in and the inventory of media, for the officers of sheets on backups"),
        new("GET POST", "/backup/media/baru", Who.Case, "enter a medium"),
        new("GET POST", "/backup/media/impor", Who.Case, "enter media from a table"),
        new("GET", "/backup/media/contoh", Who.Case, "the template of that table"),
        new("GET", "/backup/media/unduh", Who.Case, "the inventory as a table"),
        new("GET", "/backup/media/stiker", Who.Case, "stickers with labels and QR codes, as PDF"),
        new("GET", "/backup/media/{label}", Who.Case, "a medium: copies, measurements, handovers"),
        new("GET POST", "/backup/media/{label}/ubah", Who.Case, "correct a medium's entry"),
        new("POST", "/backup/media/{label}/tandai", Who.Case, "put its label on what is plugged in"),
        new("POST", "/backup/media/{label}/salin", Who.Case, "copy a backup to it"),
        new("POST", "/backup/media/{label}/ukur", Who.Case, "measure it"),
        new("POST", "/backup/media/{label}/batal", Who.Case, "stop the work on it"),
        new("GET POST", "/backup/media/{label}/nyatakan/{tindak}", Who.Case, "lost, found, out of use; to be destroyed, and destroyed, by two officers"),
        new("GET", "/backup/serah-terima", Who.Case, "the handovers of media"),
        new("GET POST", "/backup/serah-terima/baru", Who.Case, "hand a medium over"),
        new("GET", "/backup/serah-terima/{id}", Who.Case, "a handover"),
        new("GET POST", "/backup/serah-terima/{id}/ukur", Who.Case, "measure its medium"),
        new("GET POST", "/backup/serah-terima/{id}/terima", Who.Case, "the receiver accepts, with the code of a measurement of now"),
        new("GET POST", "/backup/serah-terima/{id}/tolak", Who.Case, "the receiver refuses"),
        new("GET POST", "/backup/serah-terima/{id}/tarik", Who.Case, "the giver takes it back"),
        new("GET", "/backup/serah-terima/{id}/cetak", Who.Case, "its minute, as PDF"),
    ];
}
