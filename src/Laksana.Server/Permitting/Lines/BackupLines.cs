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
    ];
}
