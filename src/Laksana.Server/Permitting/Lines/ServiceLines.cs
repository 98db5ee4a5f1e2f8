namespace Laksana.Server.Permitting.Lines;

/// <summary>Public pages of services.</summary>
internal static class ServiceLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
    ];
}
