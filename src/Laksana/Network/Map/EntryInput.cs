using System.Globalization;
using static Laksana.Network.MapWords;

namespace Laksana.Network;

/// <summary>What somebody typed for an entry, in a table or in a form. Reads values and says what is wrong with them; reading goes on with a value that fits.</summary>
/// <param name="value">Key of a field to what was typed, without blanks around it; empty when nothing was.</param>
/// <param name="wrong">Key of a field, and what is wrong with it and what to do.</param>
public sealed class EntryInput(Func<string, string> value, Action<string, string> wrong)
{
    public string Line(string key) => value(key);

    public string? Text(string key) => value(key) is { Length: > 0 } text ? text : null;

    /// <summary>Names parted by blanks, commas or semicolons.</summary>
    public IReadOnlyList<string> Names(string key) => [.. value(key).Split([' ', ',', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    public int? Number(string key)
    {
        if (Text(key) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        wrong(key, Say["input.number", text]);
        return null;
    }

    public T Choice<T>(string key, IReadOnlyDictionary<string, T> words, T usual) where T : struct, Enum
    {
        if (Text(key) is not { } text) return usual;
        if (words.TryGetValue(text, out var choice)) return choice;
        wrong(key, Say["input.choice", text, string.Join(", ", words.Keys)]);
        return usual;
    }

    public bool Yes(string key)
    {
        switch (value(key).ToLowerInvariant())
        {
            case "ya" or "yes" or "y" or "1": return true;
            case "" or "tidak" or "no" or "t" or "0": return false;
            default:
                wrong(key, Say["input.yes-no"]);
                return false;
        }
    }

    public DateOnly? Day(string key)
    {
        if (Text(key) is not { } text) return null;
        if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "dd-MM-yyyy", "dd/MM/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        wrong(key, Say["input.day", text]);
        return null;
    }

    public void Wrong(string key, string message) => wrong(key, message);
}
