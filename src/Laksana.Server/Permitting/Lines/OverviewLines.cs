namespace Laksana.Server.Permitting.Lines;

/// <summary>The head's first page.</summary>
internal static class OverviewLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
        new("GET", "/beranda", Who.SignedIn, "one screen for those above others; leads everybody else to his tasks"),
    ];
}
