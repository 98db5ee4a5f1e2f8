using System.Net;

namespace Laksana.Network;

/// <summary>Arithmetic of addresses and their prefixes.</summary>
public static class Subnet
{
    /// <summary>Whether two addresses of one family share their first <paramref name="prefix"/> bits.</summary>
    public static bool Same(IPAddress one, IPAddress other, int prefix)
    {
        var (a, b) = (one.GetAddressBytes(), other.GetAddressBytes());
        if (a.Length != b.Length) return false;
        var whole = prefix / 8;
        if (!a.AsSpan(0, whole).SequenceEqual(b.AsSpan(0, whole))) return false;
        var rest = prefix % 8;
        return rest == 0 || (a[whole] ^ b[whole]) >> (8 - rest) == 0;
    }
}
