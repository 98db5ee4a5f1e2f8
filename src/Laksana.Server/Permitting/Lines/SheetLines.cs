namespace Laksana.Server.Permitting.Lines;

/// <summary>Sheets: catalogue, official form, drafts.</summary>
internal static class SheetLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
        new("GET", "/sop", Who.SignedIn, "the office's sheets by unit"),
        new("GET", "/sop/{sheet}", Who.SignedIn, "a sheet as the official form, in the version in force"),
        new("GET", "/sop/{sheet}/versi", Who.SignedIn, "the versions of a sheet"),
        new("GET", "/sop/{sheet}/versi/{version}", Who.SignedIn, "a version of a sheet"),
        new("GET", "/sop/{sheet}/versi/{version}/pdf", Who.SignedIn, "a version of a sheet on paper"),
        new("GET", "/sop/{sheet}/beda", Who.SignedIn, "what differs between two versions of a sheet"),
    ];
}
