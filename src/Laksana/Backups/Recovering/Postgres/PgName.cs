using System.Text;

namespace Laksana.Backups;

/// <summary>Names and texts as PostgreSQL takes them in SQL and in connection strings, whatever stands in them.</summary>
internal static class PgName
{
    /// <summary>An identifier.</summary>
    public static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    public static string Quote(string schema, string name) => Quote(schema) + "." + Quote(name);

    /// <summary>A text; right under both settings of standard_conforming_strings.</summary>
    public static string Text(string value) =>
        (value.Contains('\\', StringComparison.Ordinal) ? " E'" : "'") + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>A database for <c>--dbname</c>, which takes a bare name with an equals sign in it for a connection string.</summary>
    public static string Connection(string database) =>
        "dbname='" + database.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "'";

    /// <summary>The elements of a stored list setting such as search_path (<c>"$user", public</c>), each as a text.</summary>
    public static string List(string stored)
    {
        var elements = new List<string>();
        var (now, quoted) = (new StringBuilder(), false);
        for (var i = 0; i < stored.Length; i++)
        {
            if (stored[i] == '"' && quoted && i + 1 < stored.Length && stored[i + 1] == '"') now.Append(stored[i++]);
            else if (stored[i] == '"') quoted = !quoted;
            else if (stored[i] == ',' && !quoted) Take();
            else if (quoted || !char.IsWhiteSpace(stored[i])) now.Append(stored[i]);
        }
        Take();
        return elements.Count == 0 ? "''" : string.Join(", ", elements);

        void Take()
        {
            if (now.Length > 0) elements.Add(Text(now.ToString()));
            now.Clear();
        }
    }
}
