namespace Laksana.Server.Permitting.Lines;

/// <summary>Coming in, the own account, and what every page needs.</summary>
internal static class AccountLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
        new("GET POST", "/masuk", Who.Anyone, "sign in"),
        new("GET POST", "/masuk/kode", Who.Anyone, "second step: authenticator code or recovery code"),
        new("POST", "/masuk/kunci", Who.Anyone, "sign in with a passkey"),
        new("POST", "/masuk/kunci/pilihan", Who.Anyone, "the passkey question for the browser"),
        new("POST", "/keluar", Who.Anyone, "sign out"),
        new("POST", "/bahasa", Who.Anyone, "switch the language"),
        new("GET", "/galat/{code}", Who.Anyone, "what went wrong, in plain words"),
        new("GET", "/aset/{name}", Who.Anyone, "style sheet, scripts, pictures of the pages"),
        new("GET", "/akun", Who.SignedIn, "own account"),
        new("GET POST", "/akun/sandi", Who.SignedIn, "change own password"),
        new("GET POST", "/akun/kode", Who.SignedIn, "set up own authenticator code"),
        new("GET", "/akun/kode/gambar", Who.SignedIn, "QR picture of the key being set up"),
        new("GET POST", "/akun/kode/pemulihan", Who.SignedIn, "new recovery codes"),
        new("POST", "/akun/kode/akhiri", Who.SignedIn, "end own authenticator code"),
        new("GET POST", "/akun/kunci", Who.SignedIn, "own passkeys"),
        new("POST", "/akun/kunci/pilihan", Who.SignedIn, "the passkey question for the browser"),
        new("POST", "/akun/kunci/hapus", Who.SignedIn, "remove an own passkey"),
        new("GET POST", "/akun/token", Who.SignedIn, "own tokens for the API"),
        new("POST", "/akun/token/cabut", Who.SignedIn, "revoke an own token"),
        new("POST", "/akun/keluar-semua", Who.SignedIn, "end all own sessions"),
    ];
}
