using System.Globalization;
using Laksana.Agenda;
using Laksana.Officers;

namespace Laksana.Server.Pages.Agenda;

/// <summary>A month of the agenda as a book, in parts that a printer can take one at a time.</summary>
internal sealed record BookMonth(DateOnly Month, DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Lines of a part: some thirty pages, a few seconds of printing.</summary>
    public const int PartSize = 400;

    /// <summary>Lines of a month that can be told apart into parts while a page is made.</summary>
    public const int MostLines = 40_000;

    private const int Stride = 4000;

    public string Name => Month.ToString("MMMM yyyy", CultureInfo.CurrentCulture);

    public string Word => Month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>The month of a word like <c>2026-11</c>; null when it is none.</summary>
    public static BookMonth? Of(string? word, OfficeAtWork office) =>
        DateOnly.TryParseExact(word, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month.Year is >= 1990 and <= 2200
            ? new BookMonth(month, office.Calendar.ToInstant(month, default), office.Calendar.ToInstant(month.AddMonths(1), default)) : null;

    public AgendaView View(AgendaPlace? after, int most) => new(From: From, Until: Until, After: after, Most: most) { OldestFirst = true };

    /// <summary>Where each part begins: the line before its first one; and how many lines there are, at most one more than <see cref="MostLines"/>.</summary>
    public async Task<(IReadOnlyList<AgendaPlace?> Parts, int Lines)> PartsAsync(AgendaBook book, OfficeAtWork office, string officer, bool administrator, CancellationToken token)
    {
        var (parts, lines, after) = (new List<AgendaPlace?>(), 0, (AgendaPlace?)null);
        for (var more = true; more && lines <= MostLines;)
        {
            (var places, more) = await book.PlacesAsync(office, officer, administrator, View(after, Stride), token);
            foreach (var place in places)
            {
                if (lines % PartSize == 0) parts.Add(after);
                (after, lines) = (place, lines + 1);
            }
        }
        return (parts, lines);
    }
}
