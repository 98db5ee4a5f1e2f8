using System.Net;
using System.Text;
using Laksana.Network;
using Microsoft.AspNetCore.Html;
using static System.FormattableString;
using static Laksana.Server.Pages.Network.JaringanWords;

namespace Laksana.Server.Pages.Network;

/// <summary>The tree drawn from left to right. A box says its state in words and by a mark of its own shape; a second way to an element is a dashed line.</summary>
internal static class TopologyPicture
{
    private const int BoxWide = 214, BoxHigh = 40, Column = 250, RowHigh = 48, Edge = 8, Letters = 23;

    public static IHtmlContent Draw(TopologyTree tree, NetworkMap map, IReadOnlyDictionary<string, ElementStanding> standings)
    {
        var (wide, high) = (tree.Depth * Column + BoxWide + 2 * Edge, tree.Rows * RowHigh + 2 * Edge);
        var svg = new StringBuilder(Invariant($"<svg class=\"network\" width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\" role=\"group\" aria-label=\"")).Append(WebUtility.HtmlEncode(Say["topology"])).Append("\">");
        var placed = tree.Boxes.Where(b => b.Element is not null).ToDictionary(b => b.Element!, StringComparer.Ordinal);
        foreach (var box in tree.Boxes.Where(b => b.Parent is not null)) Wire(svg, box.Parent!, box, "wire");
        foreach (var box in placed.Values)
            foreach (var other in map.Graph.Of(box.Element!).All.Distinct(StringComparer.Ordinal).Skip(1).Where(placed.ContainsKey)) Wire(svg, placed[other], box, "wire second");
        foreach (var box in tree.Boxes)
            if (box.Element is { } element) Box(svg, box, map.Element(element)!, standings.GetValueOrDefault(element));
            else Plain(svg, box);
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    private static double X(TopologyBox box) => Edge + box.Depth * Column;

    private static double Y(TopologyBox box) => Edge + box.Row * RowHigh;

    private static void Wire(StringBuilder svg, TopologyBox from, TopologyBox to, string style)
    {
        var (x1, y1, x2, y2) = (X(from) + BoxWide, Y(from) + BoxHigh / 2.0, X(to), Y(to) + BoxHigh / 2.0);
        // A way back to something further left or in the same column bends outside the boxes.
        var middle = x2 > x1 ? x1 + (x2 - x1) / 2 : x1 + 12;
        svg.Append(Invariant($"<path class=\"{style}\" d=\"M{x1:0.#} {y1:0.#} H{middle:0.#} V{y2:0.#} H{x2:0.#}\"/>"));
    }

    private static void Box(StringBuilder svg, TopologyBox box, MapElement element, ElementStanding? standing)
    {
        var (x, y) = (X(box), Y(box));
        var word = standing is null ? Say["standing.none"] : StandingWords.Of(standing);
        svg.Append("<a href=\"/jaringan/unsur/").Append(Uri.EscapeDataString(element.Id)).Append("\"><title>").Append(WebUtility.HtmlEncode($"{element.Name}: {word}")).Append("</title>")
            .Append(Invariant($"<rect class=\"box\" x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{BoxWide}\" height=\"{BoxHigh}\" rx=\"5\"/>"));
        Mark(svg, x + 14, y + 20, standing);
        Line(svg, x + 28, y + 17, "name", element.Name);
        Line(svg, x + 28, y + 32, "word", $"{MapNames.SayType(element)} · {word}");
        svg.Append("</a>");
    }

    private static void Plain(StringBuilder svg, TopologyBox box)
    {
        var (x, y) = (X(box), Y(box));
        svg.Append(Invariant($"<g><rect class=\"box plain\" x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{BoxWide}\" height=\"{BoxHigh}\" rx=\"5\"/>"));
        Line(svg, x + 12, y + 24, "name", box.Parent is null ? "Laksana" : Say["others", box.Others]);
        svg.Append("</g>");
    }

    /// <summary>A disc answers, a triangle answers badly, a cross does not answer, a ring is away because of another, a square is being worked on, a question mark is not known.</summary>
    private static void Mark(StringBuilder svg, double x, double y, ElementStanding? standing) => svg.Append(standing switch
    {
        null => Invariant($"<text class=\"sign\" x=\"{x:0.#}\" y=\"{y + 5:0.#}\" text-anchor=\"middle\">–</text>"),
        { Maintained: true } => Invariant($"<rect class=\"hollow\" x=\"{x - 6:0.#}\" y=\"{y - 6:0.#}\" width=\"12\" height=\"12\"/>"),
        { Root: not null } => Invariant($"<circle class=\"suppressed\" cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"6\"/>"),
        { Flapping: true } or { Standing: Standing.Degraded } => Invariant($"<path class=\"Degraded\" d=\"M{x:0.#} {y - 7:0.#} l8 14 h-16 z\"/>"),
        { Standing: Standing.Up } => Invariant($"<circle class=\"Up\" cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"6\"/>"),
        { Standing: Standing.Down } => Invariant($"<path class=\"cross\" d=\"M{x - 6:0.#} {y - 6:0.#} l12 12 m0 -12 l-12 12\"/>"),
        _ => Invariant($"<text class=\"sign\" x=\"{x:0.#}\" y=\"{y + 5:0.#}\" text-anchor=\"middle\">?</text>"),
    });

    private static void Line(StringBuilder svg, double x, double y, string style, string text) => svg.Append(Invariant($"<text class=\"{style}\" x=\"{x:0.#}\" y=\"{y:0.#}\">"))
        .Append(WebUtility.HtmlEncode(text.Length > Letters ? text[..(Letters - 1)].TrimEnd() + "…" : text)).Append("</text>");
}
