using System.Globalization;
using System.Net;
using System.Text;
using Laksana.Measures;
using Laksana.Server.Pages.Berkas;
using Microsoft.AspNetCore.Html;
using static Laksana.Server.Pages.Capaian.CapaianWords;

namespace Laksana.Server.Pages.Capaian;

/// <summary>Pictures of measures as SVG: lengths in the file, colours in the style sheet, the same figures in the table beneath. Each names and describes itself to a screen reader.</summary>
internal static class MeasurePictures
{
    private const int Wide = 720;
    private const int Names = 250;
    private const int RowHeight = 26;

    /// <summary>For every line one bar of three shares.</summary>
    public static IHtmlContent Shares(string id, string title, string description, IReadOnlyList<(string Name, Measure Measure)> lines)
    {
        var svg = Begin(id, title, description, lines.Count * RowHeight + 30);
        for (var i = 0; i < lines.Count; i++)
        {
            var (name, measure) = lines[i];
            var (x, y, room) = ((double)Names, i * RowHeight + 4, Wide - Names - 8);
            Name(svg, name, y);
            foreach (var (style, seconds) in new[] { ("handling", measure.Handling), ("queueing", measure.Queueing), ("waiting", measure.Waiting) })
            {
                var width = measure.Total == 0 ? 0 : room * (double)seconds / measure.Total;
                svg.Append(Invariant($"<rect class=\"{style}\" x=\"{x:0.#}\" y=\"{y}\" width=\"{width:0.#}\" height=\"16\"/>"));
                x += width;
            }
        }
        Legend(svg, lines.Count * RowHeight + 8, "handling", "queueing", "waiting");
        return End(svg);
    }

    /// <summary>For every row a bar to the 90th percentile with a mark at the median, and the sheet's time as an upright line.</summary>
    public static IHtmlContent Spreads(string id, string title, string description, IReadOnlyList<MeasuredRow> rows, int minutesPerDay)
    {
        var shown = rows.Where(r => r.Measure.Step.Length > 0 && !r.Hidden && r.Measure.HandlingTimes is { Count: > 0 } && r.Measure.Handling > 0).ToList();
        var longest = Math.Max(60, shown.SelectMany(r => new[] { r.Measure.HandlingTimes!.Quantile(0.9) ?? 0, r.PlannedSeconds(minutesPerDay) ?? 0 }).DefaultIfEmpty(0).Max());
        double At(int seconds) => Names + (Wide - Names - 70) * (double)seconds / longest;
        var svg = Begin(id, title, description, shown.Count * RowHeight + 30);
        for (var i = 0; i < shown.Count; i++)
        {
            var (row, y) = (shown[i], i * RowHeight + 4);
            var (median, p90) = (row.Measure.HandlingTimes!.Quantile(0.5)!.Value, row.Measure.HandlingTimes.Quantile(0.9)!.Value);
            Name(svg, row.Row, y);
            svg.Append(Invariant($"<rect class=\"p90\" x=\"{Names}\" y=\"{y + 2}\" width=\"{At(p90) - Names:0.#}\" height=\"12\"/><rect class=\"handling\" x=\"{Names}\" y=\"{y + 2}\" width=\"{At(median) - Names:0.#}\" height=\"12\"/>"));
            if (row.PlannedSeconds(minutesPerDay) is { } planned)
                svg.Append(Invariant($"<line class=\"planned\" x1=\"{At(planned):0.#}\" x2=\"{At(planned):0.#}\" y1=\"{y - 2}\" y2=\"{y + 18}\"/>"));
            svg.Append(Invariant($"<text class=\"value\" x=\"{At(Math.Max(p90, row.PlannedSeconds(minutesPerDay) ?? 0)) + 6:0.#}\" y=\"{y + 12}\">")).Append(WebUtility.HtmlEncode(Spans.Say(median))).Append("</text>");
        }
        Legend(svg, shown.Count * RowHeight + 8, "handling:median", "p90:p90", "planned:planned");
        return End(svg);
    }

    /// <summary>The on-time share of each month as a column.</summary>
    public static IHtmlContent Trend(string id, string title, string description, IReadOnlyList<Measure> months)
    {
        const int High = 120;
        var svg = Begin(id, title, description, High + 50);
        var step = (double)Wide / Math.Max(12, months.Count);
        svg.Append(Invariant($"<line class=\"axis\" x1=\"0\" x2=\"{Wide}\" y1=\"{High + 20}\" y2=\"{High + 20}\"/>"));
        for (var i = 0; i < months.Count; i++)
        {
            var (share, x) = (months[i].OnTimeShare ?? 0, i * step + step / 2);
            svg.Append(Invariant($"<rect class=\"handling\" x=\"{x - step * .3:0.#}\" y=\"{20 + High * (1 - share):0.#}\" width=\"{step * .6:0.#}\" height=\"{High * share:0.#}\"/>"));
            svg.Append(Invariant($"<text class=\"middle\" x=\"{x:0.#}\" y=\"{14 + High * (1 - share):0.#}\">")).Append(WebUtility.HtmlEncode(MeasureReport.Share(months[i].OnTimeShare))).Append("</text>");
            svg.Append(Invariant($"<text class=\"middle\" x=\"{x:0.#}\" y=\"{High + 36}\">")).Append(WebUtility.HtmlEncode(months[i].Month?.ToString("MMM yy", CultureInfo.CurrentCulture))).Append("</text>");
        }
        return End(svg);
    }

    private static StringBuilder Begin(string id, string title, string description, int height) => new StringBuilder()
        .Append(Invariant($"<svg class=\"picture\" viewBox=\"0 0 {Wide} {height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\"><title id=\"{id}-t\">")).Append(WebUtility.HtmlEncode(title))
        .Append(Invariant($"</title><desc id=\"{id}-d\">")).Append(WebUtility.HtmlEncode(description)).Append("</desc>");

    private static HtmlString End(StringBuilder svg) => new(svg.Append("</svg>").ToString());

    private static void Name(StringBuilder svg, string name, int y) =>
        svg.Append(Invariant($"<text x=\"0\" y=\"{y + 12}\">")).Append(WebUtility.HtmlEncode(name.Length <= 38 ? name : name[..(char.IsHighSurrogate(name[36]) ? 36 : 37)] + "…")).Append("</text>");

    /// <param name="entries">A class, and after a colon its word where that has another name.</param>
    private static void Legend(StringBuilder svg, int y, params string[] entries)
    {
        for (var i = 0; i < entries.Length; i++)
        {
            var (style, word) = entries[i].Split(':') is [var s, var w] ? (s, w) : (entries[i], entries[i]);
            var x = Names + i * 140;
            svg.Append(Invariant($"<rect class=\"{style}\" x=\"{x}\" y=\"{y + 4}\" width=\"{(style == "planned" ? 3 : 12)}\" height=\"12\"/><text x=\"{x + 18}\" y=\"{y + 14}\">"))
                .Append(WebUtility.HtmlEncode(Say["chart.legend." + word])).Append("</text>");
        }
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
