namespace Laksana.Documents.Tables;

/// <summary>Texts that a spreadsheet would take for a formula (OWASP, "CSV Injection").</summary>
internal static class FormulaText
{
    /// <summary>Also the wide forms, which spreadsheets set to East Asian languages read alike.</summary>
    private const string Beginnings = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    public static bool IsOne(string text) => text.Length > 0 && Beginnings.Contains(text[0], StringComparison.Ordinal);

    /// <summary>With an apostrophe before it where it would be a formula.</summary>
    public static string Harmless(string text) => IsOne(text) ? "'" + text : text;
}
