using System.Globalization;
using System.Text;

namespace Laksana.Procedures;

/// <summary>What a row's picture is drawn on: a cell it stretches with, where places across are percent; or paper, where the size is known and everything is pixels.</summary>
internal sealed record FlowCanvas(int Width, int Height)
{
    public static readonly FlowCanvas Stretching = new(0, 0);

    private bool OnPaper => Width > 0;

    public string Top => OnPaper ? Plain(-Height / 2.0) : "-50%";
    public string Bottom => OnPaper ? Plain(Height / 2.0) : "50%";
    public string All => OnPaper ? Plain(Height) : "100%";
    /// <summary>Colour of the lines between columns.</summary>
    public string Grid => OnPaper ? "#aaa" : "currentColor";

    /// <param name="percent">Of the area of all columns.</param>
    public string X(double percent) => OnPaper ? Plain(percent * Width / 100) : FlowTableSvg.Percent(percent);

    public string Y(FlowY y) => y.Level switch
    {
        FlowLevel.Top => Top,
        FlowLevel.Bottom => Bottom,
        _ => y.Offset.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The whole picture on paper, from its middle's height.</summary>
    public void Begin(StringBuilder svg) => svg.Append(CultureInfo.InvariantCulture,
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"flow-picture\" width=\"{Width}\" height=\"{Height}\" viewBox=\"0 0 {Width} {Height}\" font-family=\"Liberation Sans, Arial, sans-serif\"><g transform=\"translate(0 {Plain(Height / 2.0)})\">");

    /// <summary>What follows is drawn around this place.</summary>
    public string Open(double percent) => OnPaper ? $"<g transform=\"translate({X(percent)} 0)\">" : $"<svg x=\"{X(percent)}\" overflow=\"visible\">";

    public string Close => OnPaper ? "</g>" : "</svg>";

    /// <summary>Words; on paper those over lines stand on white, since a printer knows no order of painting.</summary>
    public void Text(StringBuilder svg, double x, double y, string kind, double size, string anchor, string text)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"<text class=\"{kind}\" x=\"{x}\" y=\"{y}\" font-size=\"{size}\" text-anchor=\"{anchor}\"");
        var words = ">" + FlowTableSvg.Escape(text) + "</text>";
        if (!OnPaper)
        {
            svg.Append(place).Append(words);
            return;
        }
        if (!kind.StartsWith("flow-text", StringComparison.Ordinal))
            svg.Append(place).Append(" font-weight=\"600\" fill=\"#fff\" stroke=\"#fff\" stroke-width=\"3\"").Append(words);
        svg.Append(place).Append(" font-weight=\"600\" fill=\"#000\"").Append(words);
    }

    private static string Plain(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
