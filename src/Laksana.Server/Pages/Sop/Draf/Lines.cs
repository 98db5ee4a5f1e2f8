namespace Laksana.Server.Pages.Sop.Draf;

/// <summary>Lists as people type them: one entry a line.</summary>
internal static class Lines
{
    public static IReadOnlyList<string> Split(string? typed) => [.. (typed ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    public static string Join(IEnumerable<string> entries) => string.Join('\n', entries);

    /// <summary>How many lines an input should show.</summary>
    public static int Room(string text, int least = 2) => Math.Clamp(text.Count(c => c == '\n') + 2, least, 12);
}
