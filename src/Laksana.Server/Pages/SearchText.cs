namespace Laksana.Server.Pages;

/// <summary>What was typed into a search field.</summary>
internal static class SearchText
{
    private const int Longest = 100;

    /// <summary>Without what no text of the database holds, and cut where it is too long; null when nothing is left.</summary>
    public static string? Of(string? typed)
    {
        var text = typed?.Replace("\0", "", StringComparison.Ordinal).Trim() ?? "";
        // Never in the middle of a character that counts as two.
        if (text.Length > Longest) text = text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];
        return text.Length > 0 ? text : null;
    }
}
