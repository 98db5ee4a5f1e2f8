namespace Laksana.Server.Permitting.Lines;

/// <summary>The bell and how it reaches its officer.</summary>
internal static class NoticeLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
        new("GET", "/kabar", Who.SignedIn, "own bell"),
        new("POST", "/kabar/baca", Who.SignedIn, "mark a line of the own bell as read"),
        new("POST", "/kabar/baca-semua", Who.SignedIn, "mark the whole own bell as read"),
    ];
}
