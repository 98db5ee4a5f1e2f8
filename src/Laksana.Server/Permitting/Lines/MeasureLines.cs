namespace Laksana.Server.Permitting.Lines;

/// <summary>Planned against actual.</summary>
internal static class MeasureLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
        new("GET", "/capaian", Who.SignedIn, "planned against actual by procedure, row and role; never by person"),
        new("GET", "/capaian/unduh", Who.SignedIn, "the same as CSV or XLSX"),
        new("GET", "/capaian/cetak", Who.SignedIn, "the same on paper"),
        new("GET POST", "/capaian/usul/{sop}", Who.SignedIn, "times that a sheet should have by what was measured; a draft with them by whoever may write one"),
    ];
}
