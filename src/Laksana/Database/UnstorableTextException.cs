using System.Text;

namespace Laksana.Database;

/// <summary>
/// A text holds U+0000 or half a character, which PostgreSQL keeps in no text. It never reaches the server: an error while a statement is bound for the
/// first time would leave that statement unusable in its connection (Npgsql 10.0.0), and the next officer would meet it.
/// </summary>
public sealed class UnstorableTextException() : FormatException("A text holds U+0000 or half a character.")
{
    internal static string Refuse(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal) || text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') is >= 0 and var at && HasHalf(text.AsSpan(at)))
            throw new UnstorableTextException();
        return text;
    }

    private static bool HasHalf(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var length) != System.Buffers.OperationStatus.Done) return true;
            text = text[length..];
        }
        return false;
    }
}
