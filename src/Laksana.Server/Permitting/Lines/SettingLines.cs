namespace Laksana.Server.Permitting.Lines;

/// <summary>The office's settings and its first start.</summary>
internal static class SettingLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
    ];
}
