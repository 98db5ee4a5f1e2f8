namespace Laksana.Server.Permitting.Lines;

/// <summary>Paper: forms to print, scans to bring back, work orders.</summary>
internal static class PaperLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
    ];
}
