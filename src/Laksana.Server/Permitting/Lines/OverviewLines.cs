namespace Laksana.Server.Permitting.Lines;

/// <summary>The head's first page.</summary>
internal static class OverviewLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
    ];
}
