namespace Laksana.Server.Permitting.Lines;

/// <summary>The bell and how it reaches its officer.</summary>
internal static class NoticeLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
    ];
}
