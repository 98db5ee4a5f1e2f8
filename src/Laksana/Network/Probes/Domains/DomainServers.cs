namespace Laksana.Network.Probes.Domains;

/// <summary>Who knows the domains under an ending: over RDAP (RFC 9082) by a base address, over WHOIS (RFC 3912) by a host and port.</summary>
public sealed record DomainRegistry(Uri? Rdap, string? Whois, int WhoisPort = 43);

/// <summary>The registries asked about domains, by ending ("id", "go.id"); the longest ending that fits is taken. An office's own list is its administrator's.</summary>
public sealed class DomainServers(IReadOnlyDictionary<string, DomainRegistry> registries)
{
    /// <summary>The endings that offices in Indonesia use, as IANA's list of registries has them.</summary>
    public static DomainServers Usual { get; } = new(new Dictionary<string, DomainRegistry>(StringComparer.OrdinalIgnoreCase)
    {
        ["id"] = new(new Uri("https://rdap.pandi.id/rdap/"), "whois.id"),
        ["com"] = new(new Uri("https://rdap.verisign.com/com/v1/"), "whois.verisign-grs.com"),
        ["net"] = new(new Uri("https://rdap.verisign.com/net/v1/"), "whois.verisign-grs.com"),
        ["org"] = new(new Uri("https://rdap.publicinterestregistry.org/rdap/"), "whois.publicinterestregistry.org"),
    });

    /// <summary>The registry of a domain; null when none is known.</summary>
    public DomainRegistry? For(string domain)
    {
        for (var at = 0; at >= 0; at = domain.IndexOf('.', at) is var dot and >= 0 ? dot + 1 : -1)
            if (registries.TryGetValue(domain[at..], out var registry))
                return registry;
        return null;
    }
}
