namespace Laksana.Server.Permitting.Lines;

/// <summary>The bell and how it reaches its officer.</summary>
internal static class NoticeLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
        new("GET", "/kabar", Who.SignedIn, "own bell"),
        new("POST", "/kabar/baca", Who.SignedIn, "mark a line of the own bell as read"),
        new("POST", "/kabar/baca-semua", Who.SignedIn, "mark the whole own bell as read"),
        new("GET POST", "/akun/kabar", Who.SignedIn, "what oneself is sent, where to and when"),
        new("POST", "/akun/kabar/alamat", Who.SignedIn, "send a code to an own address"),
        new("POST", "/akun/kabar/kode", Who.SignedIn, "confirm an own address"),
        new("POST", "/akun/kabar/hapus", Who.SignedIn, "remove an own address"),
        new("GET POST", "/pengaturan/kabar", Who.Administrator, "how the office's messages leave"),
        new("POST", "/pengaturan/kabar/uji", Who.Administrator, "send a test message"),
        new("POST", "/pengaturan/kabar/ulangi", Who.Administrator, "try again what was given up"),
    ];
}
