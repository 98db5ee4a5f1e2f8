using System.Globalization;

namespace Laksana.Documents;

/// <summary>
/// What may be attached: papers, pictures, sheets and texts. The type is told by the first bytes and not by what the sender says, so that a
/// program or a web page cannot come in under another name.
/// </summary>
public static class DocumentTypes
{
    private static readonly (string MediaType, byte[] Magic, int Offset)[] Known =
    [
        ("application/pdf", "%PDF-"u8.ToArray(), 0),
        ("image/png", [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a], 0),
        ("image/jpeg", [0xff, 0xd8, 0xff], 0),
        ("image/webp", "WEBP"u8.ToArray(), 8),
        ("image/heic", "ftyphe"u8.ToArray(), 4),
        ("application/zip", [(byte)'P', (byte)'K', 3, 4], 0),
        ("application/gzip", [0x1f, 0x8b, 8], 0),
    ];

    private static readonly Dictionary<string, string> OfficeFormats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".odt"] = "application/vnd.oasis.opendocument.text",
        [".ods"] = "application/vnd.oasis.opendocument.spreadsheet",
    };

    private static readonly Dictionary<string, string> Texts = new(StringComparer.OrdinalIgnoreCase)
    {
        [".txt"] = "text/plain", [".log"] = "text/plain", [".csv"] = "text/csv",
    };

    /// <summary>Words for people: the endings that are accepted.</summary>
    public static string Accepted => "PDF, JPG, PNG, WEBP, HEIC, DOCX, XLSX, ODT, ODS, CSV, TXT, ZIP, GZ";

    /// <summary>For a file input's <c>accept</c>.</summary>
    public static string AcceptAttribute => ".pdf,.jpg,.jpeg,.png,.webp,.heic,.docx,.xlsx,.odt,.ods,.csv,.txt,.log,.zip,.gz";

    /// <summary>The media type of a file by its first bytes (up to 512) and the ending of its name, or null when it may not be attached.</summary>
    public static string? Recognize(ReadOnlySpan<byte> head, string name)
    {
        var ending = Path.GetExtension(name);
        foreach (var (mediaType, magic, offset) in Known)
            if (head.Length >= offset + magic.Length && head.Slice(offset, magic.Length).SequenceEqual(magic))
                return mediaType == "application/zip" && OfficeFormats.TryGetValue(ending, out var office) ? office : mediaType;
        return Texts.TryGetValue(ending, out var text) && !head.Contains((byte)0) ? text : null;
    }

    /// <summary>Whether a browser may show it in the page; everything else is only downloaded.</summary>
    public static bool MayShow(string mediaType) => mediaType is "application/pdf" or "image/png" or "image/jpeg" or "image/webp";

    /// <summary>
    /// A file's name without path, control characters and marks and device names that systems refuse, at most 120 characters; never empty.
    /// The name is shown and offered for saving, never used as a path here.
    /// </summary>
    public static string SafeName(string? given)
    {
        var last = (given ?? "").Split('/', '\\')[^1];
        var name = new string([.. last.Where(IsPlain)]).Trim(' ', '.');
        if (name.Length > 120) name = name[..110] + (Path.GetExtension(name) is { Length: <= 10 } ending ? ending : "");
        return name.Length == 0 ? "dokumen" : IsDevice(name) ? "_" + name : name;
    }

    /// <summary>A name that Windows takes for a device whatever its ending: it could not be saved there.</summary>
    private static bool IsDevice(string name)
    {
        var stem = name.Split('.')[0].TrimEnd();
        return stem.ToUpperInvariant() is "CON" or "PRN" or "AUX" or "NUL" or "CONIN$" or "CONOUT$" or "CLOCK$"
            || stem.Length == 4 && (stem.StartsWith("COM", StringComparison.OrdinalIgnoreCase) || stem.StartsWith("LPT", StringComparison.OrdinalIgnoreCase)) && stem[3] is >= '0' and <= '9' or '\u00b9' or '\u00b2' or '\u00b3';
    }

    private static bool IsPlain(char c) => !char.IsControl(c) && !char.IsSurrogate(c) && c is not ('<' or '>' or ':' or '"' or '|' or '?' or '*')
        && char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned);
}
