namespace Laksana.Server.Permitting.Lines;

/// <summary>The register for people.</summary>
internal static class RegisterLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
        new("GET", "/agenda", Who.SignedIn, "the acts in the cases one may see"),
        new("GET", "/agenda/unduh", Who.SignedIn, "the same as CSV or XLSX"),
        new("GET", "/agenda/buku", Who.SignedIn, "the book of a month, as far as one may see it"),
        new("GET", "/agenda/buku/cetak", Who.SignedIn, "a part of it as PDF"),
        new("GET POST", "/verifikasi", Who.Anyone, "how anybody verifies, and a dossier checked at once"),
        new("GET", "/agenda/bukti", Who.SignedIn, "how the proofs stand"),
    ];
}
