namespace Laksana.Server.Permitting.Lines;

/// <summary>The guide.</summary>
internal static class GuideLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
    ];
}
