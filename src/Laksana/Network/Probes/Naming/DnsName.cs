using System.Text;

namespace Laksana.Network.Probes.Naming;

internal static class DnsName
{
    private const int Longest = 255;

    /// <summary>
    /// A name at a place, lower case, without its last dot; the place moves behind it. Pointers must lead backwards past everything read so far, so a
    /// circle of them ends at once.
    /// </summary>
    /// <returns>Null when there is no name.</returns>
    public static string? Read(ReadOnlySpan<byte> message, ref int at)
    {
        var name = new StringBuilder();
        var (here, before, behind) = (at, at, -1);
        while (here < message.Length)
        {
            int length = message[here];
            if (length == 0)
            {
                at = behind >= 0 ? behind : here + 1;
                return name.Length > 0 ? name.ToString() : ".";
            }
            if (length >= 0xc0)
            {
                if (here + 1 >= message.Length) return null;
                var to = (length & 0x3f) << 8 | message[here + 1];
                if (behind < 0) behind = here + 2;
                if (to >= before) return null;
                (here, before) = (to, to);
                continue;
            }
            if (length > 63 || here + 1 + length > message.Length || name.Length + length + 1 > Longest) return null;
            if (name.Length > 0) name.Append('.');
            foreach (var letter in message.Slice(here + 1, length)) Append(name, letter);
            here += 1 + length;
        }
        return null;
    }

    private static void Append(StringBuilder name, byte letter)
    {
        if (letter is > 0x20 and < 0x7f and not (byte)'.' and not (byte)'\\') name.Append(char.ToLowerInvariant((char)letter));
        else name.Append('\\').Append(letter.ToString("000", System.Globalization.CultureInfo.InvariantCulture));
    }
}
