namespace Laksana.Drafting;

/// <summary>What came of an edit: the changed sheet, or why it was refused.</summary>
public sealed record SheetEdit(DraftSheet? Sheet, string? Cause, string? Remedy)
{
    public static SheetEdit Of(DraftSheet? sheet) => sheet is null ? Refuse("edit.layout") : new(sheet, null, null);

    /// <param name="key">Of the cause; the remedy has the same with <c>.remedy</c>.</param>
    public static SheetEdit Refuse(string key, params object?[] arguments) =>
        new(null, DraftingWords.Say[key, arguments], DraftingWords.Say[key + ".remedy"]);
}
