namespace Laksana.Server.Permitting.Lines;

/// <summary>Complaints.</summary>
internal static class ComplaintLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
    ];
}
