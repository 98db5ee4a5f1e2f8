namespace Laksana.Server.Permitting.Lines;

/// <summary>Complaints.</summary>
internal static class ComplaintLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
        new("GET", "/pengaduan", Who.Case, "the complaints by where they stand, for the officers of their sheet"),
        new("GET POST", "/pengaduan/catat", Who.Case, "enter a complaint from any channel"),
        new("GET", "/pengaduan/buku-log", Who.Case, "the month's log book, also as PDF, CSV or XLSX; without who complained"),
        new("GET POST", "/pengaduan/{number}/tanda-terima", Who.Case, "what the complainant is told: for those who may know who complains; gives out a tracking number"),
        new("GET", "/pengaduan/{number}/notulen", Who.Case, "paper for a meeting: minutes and attendance"),
    ];
}
