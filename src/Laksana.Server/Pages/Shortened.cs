namespace Laksana.Server.Pages;

/// <summary>Long activities where a line only has to be recognised.</summary>
internal static class Shortened
{
    private const int Most = 80;

    /// <summary>At most 80 letters, cut between two words.</summary>
    public static string To(string text) =>
        text.Length <= Most ? text : text[..(text.LastIndexOf(' ', Most - 1) is > 0 and var space ? space : Most - 1)].TrimEnd('.', ',', ':', ';', ' ') + "…";
}
