using System.Buffers;
using System.Globalization;
using System.Text;

namespace Laksana.WorkTime;

/// <summary>The words of one <c>waktu</c> cell: a side, or two sides of a range; a side is numbers with units, largest unit first.</summary>
internal sealed class StandardTimeText(string text)
{
    // Far above any row of any sheet; a larger number is a typing error.
    private const int Largest = 9_999;

    private static readonly SearchValues<char> FractionSigns = SearchValues.Create(",./½¼¾");

    private enum Unit { None, Day, Hour, Minute }

    private readonly record struct Part(int Number, Unit Unit);

    /// <summary>What is wrong: a key of the words, and the piece of text it is about.</summary>
    internal sealed record Fault(string Key, string Argument);

    internal Fault? Read(out WorkAmount? lower, out WorkAmount limit)
    {
        (lower, limit) = (null, default);
        var sides = Sides();
        if (sides.Count > 2)
            return new("time.range-of-three", text);
        if (ReadSide(sides[^1], out var upperParts) is { } upperFault)
            return upperFault;
        if (upperParts.Any(p => p.Unit == Unit.None))
            return new("time.no-unit", sides[^1]);
        limit = Sum(upperParts);
        if (sides.Count == 1)
            return limit == default ? new("time.zero", text) : null;

        if (ReadSide(sides[0], out var lowerParts) is { } lowerFault)
            return lowerFault;
        if (lowerParts is [{ Unit: Unit.None } bare])
        {
            if (upperParts.Count > 1)
                return new("time.no-unit", sides[0]);
            lowerParts = [bare with { Unit = upperParts[0].Unit }];
        }
        lower = Sum(lowerParts);
        // A day has at most 24 hours in any office, so only what is wrong everywhere is refused.
        return limit == default ? new("time.zero", text)
            : lower.Value.InMinutes(1440) > limit.InMinutes(1440) ? new("time.range-inverted", text)
            : null;
    }

    private List<string> Sides() =>
        [.. WithoutSpelledNumbers(text.ToLowerInvariant())
            .Replace("s.d.", "-", StringComparison.Ordinal).Replace("s/d", "-", StringComparison.Ordinal)
            .Replace("sampai dengan", "-", StringComparison.Ordinal).Replace("sampai", "-", StringComparison.Ordinal)
            .Split('-', '–', '—').Select(s => s.Trim().TrimEnd('.'))];

    /// <summary>Drops what official letters add behind a number: 8 <c>(delapan)</c> hari.</summary>
    private static string WithoutSpelledNumbers(string written)
    {
        var kept = new StringBuilder(written.Length);
        for (var i = 0; i < written.Length; i++)
        {
            var close = written[i] == '(' ? written.IndexOf(')', i) : -1;
            if (close > i && char.IsAsciiLetter(written[i + 1]))
                i = close;
            else
                kept.Append(written[i]);
        }
        return kept.ToString();
    }

    private static Fault? ReadSide(string side, out List<Part> parts)
    {
        parts = [];
        var words = Words(side);
        if (words.Count == 0)
            return new("time.empty", side);
        for (var i = 0; i < words.Count;)
        {
            if (ReadNumber(words, ref i, side, out var number) is { } numberFault)
                return numberFault;
            if (ReadUnit(words, ref i, side, out var unit) is { } unitFault)
                return unitFault;
            if (parts.Count > 0 && (unit <= parts[^1].Unit || parts[^1].Unit == Unit.None))
                return new("time.order", side);
            parts.Add(new(number, unit));
        }
        return null;
    }

    private static Fault? ReadNumber(List<string> words, ref int i, string side, out int number)
    {
        number = 0;
        if (i > 0 && words[i] is "dan" or "," && i + 1 < words.Count)
            i++;
        if (words[i].AsSpan().ContainsAny(FractionSigns))
            return new("time.fraction", side);
        if (!char.IsAsciiDigit(words[i][0]))
            return new("time.unreadable", side);
        if (words[i].Length > 6 || (number = int.Parse(words[i], CultureInfo.InvariantCulture)) > Largest)
            return new("time.too-long", words[i]);
        i++;
        return null;
    }

    private static Fault? ReadUnit(List<string> words, ref int i, string side, out Unit unit)
    {
        unit = Unit.None;
        if (i == words.Count)
            return null;
        var word = words[i++];
        if (word.AsSpan().ContainsAny(FractionSigns))
            return new("time.fraction", side);
        unit = word switch { "hari" => Unit.Day, "jam" => Unit.Hour, "menit" or "mnt" => Unit.Minute, _ => Unit.None };
        if (unit == Unit.Day && i < words.Count && words[i] is "kerja" or "kalender")
            return words[i++] == "kerja" ? null : new("time.calendar-days", side);
        return unit != Unit.None ? null : word switch
        {
            "detik" or "dtk" => new("time.seconds", side),
            "minggu" or "bulan" or "tahun" => new("time.weeks", word),
            _ => new("time.unreadable", side),
        };
    }

    /// <summary>Runs of digits and runs of letters; any other sign is a word of its own.</summary>
    private static List<string> Words(string side)
    {
        var words = new List<string>();
        for (var i = 0; i < side.Length;)
        {
            var start = i++;
            if (char.IsWhiteSpace(side[start]))
                continue;
            Func<char, bool> same = char.IsAsciiDigit(side[start]) ? char.IsAsciiDigit : char.IsLetter(side[start]) ? char.IsLetter : _ => false;
            while (i < side.Length && same(side[i]))
                i++;
            words.Add(side[start..i]);
        }
        return words;
    }

    private static WorkAmount Sum(List<Part> parts) => parts.Aggregate(default(WorkAmount), (sum, part) => sum + part.Unit switch
    {
        Unit.Day => WorkAmount.OfDays(part.Number),
        Unit.Hour => WorkAmount.OfMinutes(part.Number * 60),
        _ => WorkAmount.OfMinutes(part.Number),
    });
}
