namespace Laksana.Server.Permitting.Lines;

/// <summary>The guide.</summary>
internal static class GuideLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
        new("GET", "/panduan/{chapter}", Who.Anyone, "the guide, a chapter for each kind of reader"),
        new("GET", "/panduan/gambar/{name}", Who.Anyone, "pictures of the guide"),
    ];
}
