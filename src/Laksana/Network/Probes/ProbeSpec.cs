using System.Text.Json;
using System.Text.Json.Serialization;

namespace Laksana.Network.Probes;

/// <summary>
/// What to ask of whom. Holds no secret: an SNMP access or a database is named, and <c>ProbeSecrets</c> of the asking machine knows it.
/// Can be stored and sent as JSON (<see cref="ToJson"/>, <see cref="FromJson"/>).
/// </summary>
/// <param name="Target">An address or a name; for <see cref="HttpSpec"/> a URL, for <see cref="LocalServiceSpec"/> and <see cref="DatabaseQuerySpec"/> see there.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(IcmpSpec), "icmp")]
[JsonDerivedType(typeof(PathSpec), "path")]
[JsonDerivedType(typeof(MtuSpec), "mtu")]
[JsonDerivedType(typeof(TcpSpec), "tcp")]
[JsonDerivedType(typeof(DnsSpec), "dns")]
[JsonDerivedType(typeof(HttpSpec), "http")]
[JsonDerivedType(typeof(DomainExpirySpec), "domain")]
[JsonDerivedType(typeof(SnmpSpec), "snmp")]
[JsonDerivedType(typeof(LocalServiceSpec), "local")]
[JsonDerivedType(typeof(DatabaseQuerySpec), "database")]
public abstract record ProbeSpec(string Target)
{
    /// <summary>Until when the whole probe must have answered, 50 ms to 60 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>An answer that took longer is Degraded (<see cref="ProbeFindings.Slow"/>).</summary>
    public TimeSpan? SlowAbove { get; init; }

    /// <summary>Everything that is wrong with it; empty when it can be asked.</summary>
    public IReadOnlyList<SpecFault> Faults() => SpecCheck.Of(this);

    public string ToJson() => JsonSerializer.Serialize<ProbeSpec>(this, ProbeJson.Options);

    /// <exception cref="JsonException">It is not a specification of a kind that this program knows.</exception>
    public static ProbeSpec FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<ProbeSpec>(json, ProbeJson.Options) ?? throw new JsonException("No specification.");
        }
        catch (NotSupportedException error)
        {
            throw new JsonException("The specification's kind is missing.", error);
        }
    }
}

/// <summary>Echoes of ICMP. Facts: sent, received, min_ms, avg_ms, max_ms, loss_percent.</summary>
public sealed record IcmpSpec(string Target) : ProbeSpec(Target)
{
    /// <summary>Echoes asked for, 1 to 20. The time-out is of each.</summary>
    public int Count { get; init; } = 1;

    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Bytes after the ICMP header, 16 to 8,972.</summary>
    public int PayloadLength { get; init; } = 32;

    /// <summary>Routers may not divide it.</summary>
    public bool DontFragment { get; init; }

    /// <summary>At most so many routers, 1 to 255; null as the system has it.</summary>
    public int? TimeToLive { get; init; }

    /// <summary>More loss than this, in percent of <see cref="Count"/>, is Degraded (<see cref="ProbeFindings.Loss"/>).</summary>
    public int LossAbovePercent { get; init; }
}

/// <summary>The routers on the way, as traceroute finds them. Facts: hops, hop.N (address, or *), hop.N.ms, reached.</summary>
public sealed record PathSpec(string Target) : ProbeSpec(Target)
{
    /// <summary>1 to 64.</summary>
    public int MostHops { get; init; } = 20;
}

/// <summary>
/// The largest packet that arrives undivided. Facts: mtu, told_mtu and told_by when a router said so, divided (answers or silent: whether the
/// full size arrives when routers may divide it). Silence above a size is <see cref="ProbeFindings.MtuBlackHole"/>.
/// </summary>
public sealed record MtuSpec(string Target) : ProbeSpec(Target)
{
    /// <summary>Whole packet in bytes, 576 to 9,000.</summary>
    public int Wanted { get; init; } = 1500;
}

/// <summary>Whether a TCP port accepts a connection.</summary>
public sealed record TcpSpec(string Target, int Port) : ProbeSpec(Target);

/// <summary>A question of our own to a named server. Facts: answers, rcode, authoritative, truncated, ttl, transport.</summary>
/// <param name="Target">The server asked.</param>
/// <param name="Name">What is asked for.</param>
/// <param name="Type">A, AAAA, CNAME, MX, NS, PTR, SOA or TXT.</param>
public sealed record DnsSpec(string Target, string Name, string Type = "A") : ProbeSpec(Target)
{
    public int Port { get; init; } = 53;

    /// <summary>Every one of these must be among the answers, as they are written in the fact <c>answers</c>; none: any answer will do.</summary>
    public IReadOnlyList<string> Expected { get; init => field = value ?? []; } = [];
}

/// <summary>
/// A page. Facts: status, bytes, hash (of the normalised content), content_changed, last_modified, final_url, redirects, address, cert_subject,
/// cert_issuer, cert_expires, cert_days_left, cert_chain, tls.
/// </summary>
/// <param name="Target">An absolute http or https address.</param>
public sealed record HttpSpec(string Target) : ProbeSpec(Target)
{
    /// <summary>Status that is right; empty: 200 to 299 after redirects.</summary>
    public IReadOnlyList<int> ExpectedStatus { get; init => field = value ?? []; } = [];

    /// <summary>Must stand in the text of the page.</summary>
    public string? ExpectedText { get; init; }

    /// <summary>The hash of the last approved state; another one is <see cref="ProbeFindings.ContentChanged"/>.</summary>
    public string? ApprovedHash { get; init; }

    /// <summary>Contents unchanged for so many days are <see cref="ProbeFindings.ContentStale"/>, where the page says when they changed.</summary>
    public int? StaleAfterDays { get; init; }

    /// <summary>0: the first answer counts. At most 10.</summary>
    public int MostRedirects { get; init; } = 5;

    /// <summary>A certificate with fewer days left is <see cref="ProbeFindings.TlsExpiresSoon"/>.</summary>
    public int CertificateDays { get; init; } = 14;

    /// <summary>False where the office uses a certificate that no authority has signed; it is looked at all the same.</summary>
    public bool RequireTrust { get; init; } = true;
}

/// <summary>When a domain ends, by RDAP, otherwise by WHOIS. Facts: expires, days_left, registrar, states, source.</summary>
/// <param name="Target">The registered domain, e.g. <c>banjarnegarakab.go.id</c>.</param>
public sealed record DomainExpirySpec(string Target) : ProbeSpec(Target)
{
    /// <summary>Fewer days left are <see cref="ProbeFindings.DomainExpiresSoon"/>.</summary>
    public int DaysLeft { get; init; } = 60;
}

/// <summary>
/// A device by SNMP. Facts: name, uptime_s, if.N.name, if.N.admin, if.N.oper, if.N.in_errors, if.N.out_errors, if.N.in_discards,
/// if.N.out_discards, if.N.in_octets, if.N.out_octets, if.N.speed, disk.N.name, disk.N.percent, sensor.N.name, sensor.N.celsius.
/// </summary>
/// <param name="Access">The name of an SNMP access of <c>ProbeSecrets</c>.</param>
public sealed record SnmpSpec(string Target, string Access) : ProbeSpec(Target)
{
    public int Port { get; init; } = 161;

    /// <summary>Names of interfaces that must be up; an interface that is switched on but has no carrier is always told in the facts.</summary>
    public IReadOnlyList<string> Interfaces { get; init => field = value ?? []; } = [];

    /// <summary>A fuller disk is <see cref="ProbeFindings.DiskFull"/>.</summary>
    public int DiskPercent { get; init; } = 90;

    /// <summary>A hotter sensor is <see cref="ProbeFindings.TooHot"/>.</summary>
    public int Celsius { get; init; } = 70;
}

/// <summary>What is looked at on the asking machine itself.</summary>
public enum LocalKind
{
    /// <summary>Target: a systemd unit.</summary>
    Unit,

    /// <summary>Target: the name of a program, as the system shows it.</summary>
    Process,

    /// <summary>Target: a TCP port on which something listens.</summary>
    Port,

    /// <summary>Target: a folder on the disk.</summary>
    Disk,

    /// <summary>Target: empty.</summary>
    Memory,
}

/// <summary>Something on the machine that asks. Facts: state, since, pids, percent, free_bytes, total_bytes.</summary>
public sealed record LocalServiceSpec(LocalKind What, string Target) : ProbeSpec(Target)
{
    /// <summary>A fuller disk or memory is Degraded.</summary>
    public int Percent { get; init; } = 90;
}

/// <summary>Whether a PostgreSQL database answers a question. Facts: rows, first, server_version, recovery.</summary>
/// <param name="Target">The name of a database of <c>ProbeSecrets</c>.</param>
public sealed record DatabaseQuerySpec(string Target) : ProbeSpec(Target)
{
    /// <summary>Runs in a transaction that cannot write.</summary>
    public string Query { get; init; } = "select 1";

    /// <summary>What the first column of the first row must be; null: any row.</summary>
    public string? Expected { get; init; }
}
