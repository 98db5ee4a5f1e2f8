using System.Globalization;
using System.Text;

namespace Laksana.Backups;

/// <summary>
/// Names of files as text and back. A name on Linux is any bytes but NUL and the slash; in manifests and lists the percent sign, control characters and bytes that are no
/// UTF-8 stand as <c>%XX</c>, everything else as it is. So every name has exactly one text.
/// </summary>
public static class EntryName
{
    public static string Text(ReadOnlySpan<byte> name)
    {
        var text = new StringBuilder(name.Length);
        while (!name.IsEmpty)
        {
            var fits = Rune.DecodeFromUtf8(name, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            if (fits && rune.Value != '%' && !Rune.IsControl(rune)) text.Append(rune);
            else foreach (var b in name[..length]) text.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
            name = name[length..];
        }
        return text.ToString();
    }

    /// <exception cref="FormatException">No text of a name.</exception>
    public static byte[] Bytes(string text)
    {
        var bytes = new List<byte>(text.Length);
        Span<byte> encoded = stackalloc byte[4];
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == '%')
            {
                if (i + 3 > text.Length) throw new FormatException(text);
                bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 3;
                continue;
            }
            if (!Rune.TryGetRuneAt(text, i, out var rune)) throw new FormatException(text);
            bytes.AddRange(encoded[..rune.EncodeToUtf8(encoded)]);
            i += rune.Utf16SequenceLength;
        }
        return [.. bytes];
    }
}
