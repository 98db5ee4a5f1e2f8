using System.Text;

namespace Laksana.Network.Probes.Domains;

/// <summary>Reads an answer of WHOIS, which has no form of its own: lines with a name and a colon, as registries are known to write them.</summary>
internal static class Whois
{
    private const int MostLines = 2000;

    private static readonly string[] Expiry =
        ["registry expiry date", "registrar registration expiration date", "expiration date", "expiry date", "expire date", "expires on", "expires", "paid-till", "renewal date", "domain expiration date", "valid until", "expiration time"];

    private static readonly string[] Absent =
        ["no match", "not found", "no entries found", "no data found", "domain not found", "no object found", "status: free", "status: available", "is available for", "nothing found", "object does not exist"];

    /// <returns>Null when it says neither that there is such a domain nor that there is none.</returns>
    public static DomainRecord? Read(ReadOnlySpan<byte> bytes)
    {
        DateTimeOffset? expires = null;
        string? registrar = null;
        var (states, named) = (new List<string>(), false);
        var text = Encoding.UTF8.GetString(bytes);
        foreach (var line in text.Split('\n').Take(MostLines))
        {
            var colon = line.IndexOf(':');
            if (colon <= 0 || colon > 60 || line[0] is '%' or '#' or '>') continue;
            var (name, value) = (line[..colon].Trim().ToLowerInvariant(), line[(colon + 1)..].Trim());
            if (value.Length is 0 or > 500) continue;
            if (name is "domain name" or "domain") named = true;
            else if (expires is null && Expiry.Contains(name, StringComparer.Ordinal)) expires = DomainRecord.Moment(value);
            else if (registrar is null && name is "registrar" or "sponsoring registrar organization" or "registrar organization" or "sponsoring registrar") registrar = Evidence.Clean(value, 120);
            else if (name is "status" or "domain status" && states.Count < 20) states.Add(Evidence.Clean(value.Split(' ')[0], 60));
        }
        if (expires is not null || (named && states.Count > 0)) return new DomainRecord(true, expires, registrar, states);
        return Absent.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)) ? DomainRecord.Unknown : named ? new DomainRecord(true, null, registrar, states) : null;
    }
}
