namespace Laksana.Server.Permitting.Lines;

/// <summary>The help desk.</summary>
internal static class HelpLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
    ];
}
