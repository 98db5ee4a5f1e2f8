namespace Laksana.Server.Permitting.Lines;

/// <summary>Sheets: catalogue, official form, drafts.</summary>
internal static class SheetLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
    ];
}
