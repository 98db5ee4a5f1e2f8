namespace Laksana.Cases;

/// <summary>What an officer searches for as a pattern for <c>like</c> over lower-case text; signs that mean something there stand for themselves.</summary>
internal static class SearchPattern
{
    public static string Anywhere(string search) => "%" + search.ToLowerInvariant()
        .Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal) + "%";
}
