using System.Globalization;
using System.Text;

namespace Laksana.Drafting.Source;

/// <summary>Writes values as a person would: plain where that reads back the same, between quotes otherwise.</summary>
internal static class YamlWriting
{
    private const int LongestLine = 110;

    /// <summary>On one line.</summary>
    public static string Inline(YamlValue value, bool inFlow) => value switch
    {
        YamlText text => Scalar(text.Text, inFlow),
        YamlList list => "[" + string.Join(", ", list.Items.Select(i => Inline(i, true))) + "]",
        YamlMap map => "{" + string.Join(", ", map.Entries.Select(e => Scalar(e.Key, true) + ": " + Inline(e.Value, true))) + "}",
        _ => throw new NotSupportedException(),
    };

    /// <summary>What follows <c>key:</c>: a blank and one line, or a line break and lines indented deeper than <paramref name="indent"/>.</summary>
    public static string AfterKey(YamlValue value, int indent) => IsBlock(value, indent) ? "\n" + Block(value, indent + 2) : " " + Inline(value, inFlow: false);

    /// <summary>Lines of a list or map, the first with its indentation; no line break at the end.</summary>
    public static string Block(YamlValue value, int indent)
    {
        var blanks = new string(' ', indent);
        return value switch
        {
            YamlList list => string.Join("\n", list.Items.Select(i => blanks + Item(i, indent))),
            YamlMap map => string.Join("\n", map.Entries.Select(e => blanks + Entry(e.Key, e.Value, indent))),
            _ => throw new NotSupportedException(),
        };
    }

    /// <summary><c>- item</c>, without its indentation.</summary>
    public static string Item(YamlValue item, int indent) => item is YamlMap { Flow: false, Entries.Count: > 0 } map
        ? "- " + Block(map, indent + 2)[(indent + 2)..]
        : "- " + Inline(item, inFlow: false);

    /// <summary><c>key: value</c>, without its indentation.</summary>
    public static string Entry(string key, YamlValue value, int indent) => Scalar(key, inFlow: false) + ":" + AfterKey(value, indent);

    private static bool IsBlock(YamlValue value, int indent) => value switch
    {
        YamlMap map => !map.Flow && map.Entries.Count > 0,
        YamlList { Items: [YamlMap, ..] } => true,
        YamlList list => list.Items.Count > 0 && indent + Inline(list, false).Length > LongestLine,
        _ => false,
    };

    public static string Scalar(string text, bool inFlow) => IsPlain(text, inFlow) ? text : Quoted(text);

    private static bool IsPlain(string text, bool inFlow)
    {
        if (text.Length == 0 || text is "~" or "null" or "---" or "..." || text != text.Trim() || !IsPlainStart(text[0]))
            return false;
        if (text.Contains(": ", StringComparison.Ordinal) || text.Contains(" #", StringComparison.Ordinal) || text.EndsWith(':'))
            return false;
        return !text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\u00A0' || char.IsSurrogate(c) || c == '\t')
            && !(inFlow && (text.AsSpan().IndexOfAny(",[]{}") >= 0 || text.Contains(':', StringComparison.Ordinal)));
    }

    private static bool IsPlainStart(char c) => char.IsLetterOrDigit(c) || c is '(' or '/' or '.' or '+' or '“' or '‘';

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => c.ToString(),
            });
        return quoted.Append('"').ToString();
    }
}
