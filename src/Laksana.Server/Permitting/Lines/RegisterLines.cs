namespace Laksana.Server.Permitting.Lines;

/// <summary>The register for people.</summary>
internal static class RegisterLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
    ];
}
