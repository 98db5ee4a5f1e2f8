namespace Laksana.Server.Permitting.Lines;

/// <summary>Backups, media and recoveries.</summary>
internal static class BackupLines
{
    public static readonly IReadOnlyList<Permission> All = [];
}
