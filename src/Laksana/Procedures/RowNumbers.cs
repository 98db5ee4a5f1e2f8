using System.Globalization;

namespace Laksana.Procedures;

/// <summary>Numbers of rows: 1, 2, 3 for the source's rows, 2a, 2b for rows added after row 2.</summary>
internal static class RowNumbers
{
    public static IEnumerable<string> Of(IEnumerable<bool> added)
    {
        var (row, extra) = (0, 0);
        foreach (var isAdded in added)
        {
            (row, extra) = isAdded ? (row, extra + 1) : (row + 1, 0);
            yield return row.ToString(CultureInfo.InvariantCulture) + Letters(extra);
        }
    }

    /// <summary>1 is a, 26 is z, 27 is aa.</summary>
    private static string Letters(int number) =>
        number == 0 ? "" : Letters((number - 1) / 26) + (char)('a' + (number - 1) % 26);
}
