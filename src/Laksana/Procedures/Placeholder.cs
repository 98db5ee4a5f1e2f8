using System.Text;

namespace Laksana.Procedures;

/// <summary><c>{field}</c> in a subject or in an action's argument.</summary>
public static class Placeholder
{
    /// <summary>Names between braces, in order; null when a brace has no partner or nothing stands between two.</summary>
    public static IReadOnlyList<string>? NamesIn(string text)
    {
        var names = new List<string>();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '}')
                return null;
            if (text[at] != '{')
                continue;
            var close = text.AsSpan(at + 1).IndexOfAny('{', '}');
            if (close <= 0 || text[at + 1 + close] == '{')
                return null;
            names.Add(text.Substring(at + 1, close));
            at += close + 1;
        }

        return names;
    }

    /// <summary>The text with every placeholder replaced by <paramref name="value"/> of its name; one without a value becomes empty.</summary>
    public static string Fill(string text, Func<string, string?> value)
    {
        var filled = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var close = text[at] == '{' ? text.IndexOf('}', at) : -1;
            if (close < 0)
                filled.Append(text[at]);
            else
            {
                filled.Append(value(text[(at + 1)..close]));
                at = close;
            }
        }

        return filled.ToString();
    }
}
