using System.Globalization;

namespace Laksana.Documents;

/// <summary>
/// How high text stands on paper, for tables whose page breaks must be known before they are printed. Widths are those of Liberation Sans (metrically Arial);
/// two percent are added, so that what is told is never less than what is printed.
/// </summary>
public static class PaperText
{
    private const double Safety = 1.02;

    // Thousandths of the type size, from space to tilde.
    private static readonly short[] Widths =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    /// <summary>Width in the unit of the type size.</summary>
    public static double Width(string text, double size) => text.EnumerateRunes().Sum(Thousandths) * size / 1000 * Safety;

    /// <summary>Lines that a text takes in a column; at least one. Words break at spaces, and inside only where they are longer than a line.</summary>
    public static int Lines(string text, double size, double column)
    {
        var (lines, used, space) = (1, 0.0, Width(" ", size));
        foreach (var word in text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var width = Width(word, size);
            if (used > 0 && used + space + width > column) (lines, used) = (lines + 1, 0);
            for (; width > column; width -= column) lines++;
            used += (used > 0 ? space : 0) + width;
        }
        return lines;
    }

    private static int Thousandths(System.Text.Rune rune) =>
        rune.Value is >= ' ' and <= '~' ? Widths[rune.Value - ' ']
        : rune.Value == 0xad ? 0
        : System.Text.Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark ? 0 : 700;
}
