namespace Laksana.Server.Permitting.Lines;

/// <summary>Backups, media and recoveries.</summary>
internal static class BackupLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
        new("GET", "/backup/simpan", Who.Case, "what is kept for how long and why, for the officers of sheets that work on backups"),
        new("GET POST", "/backup/simpan/usul", Who.Case, "propose a retention policy"),
        new("GET POST", "/backup/simpan/kebijakan/{versi}", Who.Case, "approve or refuse a policy as a second officer; take one's own back"),
        new("GET POST", "/backup/simpan/tahan/{id}", Who.Case, "put a legal hold on a backup"),
        new("GET POST", "/backup/simpan/lepas/{id}", Who.Case, "release a hold as a second officer"),
        new("GET POST", "/backup/simpan/hapus", Who.Case, "ask for an expiry outside the policy"),
        new("GET POST", "/backup/simpan/daftar/{nomor}", Who.Case, "a list of expiring backups; approved or refused by a second officer"),
        new("GET", "/backup/pengawasan", Who.Case, "what the watch found, and how each source stands by 3-2-1-1-0"),
        new("GET POST", "/backup/pengawasan/atur", Who.Case, "limits of the watch"),
        new("GET", "/backup/uji", Who.Case, "trial restores: what was proved, what is due, how long a recovery takes; for the officers of the backup sheets"),
        new("GET POST", "/backup/uji/{id}", Who.Case, "check a backup, or restore it for trial"),
        new("POST", "/backup/uji/hentikan/{job}", Who.Case, "stop a check or trial restore"),
        new("GET", "/api/v1/backups/{id}/checks", Who.Case, "what was found of a backup and its copies"),
        new("POST", "/api/v1/backups/{id}/checks", Who.Case, "ask for a check or trial restore"),
        new("GET", "/api/v1/drills", Who.Case, "trial restores, and how long a recovery will take"),
        new("GET POST", "/backup/uji/aturan", Who.Administrator, "when backups are restored for trial"),
    ];
}
