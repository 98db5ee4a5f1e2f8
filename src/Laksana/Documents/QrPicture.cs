using QRCoder;

namespace Laksana.Documents;

/// <summary>QR codes (ISO/IEC 18004, error correction M), with the quiet zone that readers want.</summary>
public static class QrPicture
{
    /// <summary>A whole SVG element in black on white, to stand in a page or on paper. It has no size of its own: the style sheet gives it one.</summary>
    /// <param name="text">What a phone reads, usually an address.</param>
    /// <param name="title">What the picture is, for those who do not see it.</param>
    public static string Svg(string text, string title)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var modules = data.ModuleMatrix;
        var path = new System.Text.StringBuilder();
        for (var y = 0; y < modules.Count; y++)
            for (var x = 0; x < modules.Count; x++)
                if (modules[y][x]) path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        return $"""<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="0 0 {modules.Count} {modules.Count}" role="img" aria-label="{System.Net.WebUtility.HtmlEncode(title)}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{modules.Count}v{modules.Count}H0z"/><path d="{path}"/></svg>""";
    }

    /// <summary>A PNG of six points a module.</summary>
    public static byte[] Png(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(data);
        return picture.GetGraphic(pixelsPerModule: 6);
    }
}
