namespace Laksana.Server.Permitting.Lines;

/// <summary>The network, its incidents and rounds.</summary>
internal static class NetworkLines
{
    public static readonly IReadOnlyList<Permission> All = [];
}
