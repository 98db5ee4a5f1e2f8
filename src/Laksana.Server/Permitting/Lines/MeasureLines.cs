namespace Laksana.Server.Permitting.Lines;

/// <summary>Planned against actual.</summary>
internal static class MeasureLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
    ];
}
