using System.Globalization;
using System.Reflection;
using static Laksana.Network.Probes.ProbeWords;

namespace Laksana.Network.Probes;

/// <summary>Codes of what probes find. They are stored and compared, and never change their meaning; docs/network-probes.md lists them.</summary>
public static class ProbeFindings
{
    public const string Ok = "ok";
    public const string Slow = "slow";
    public const string Loss = "loss";
    public const string Timeout = "timeout";
    public const string Refused = "refused";
    public const string Reset = "reset";
    public const string UnreachableHost = "unreachable-host";
    public const string UnreachableNet = "unreachable-net";
    public const string Prohibited = "prohibited";
    public const string TtlExceeded = "ttl-exceeded";
    public const string FragmentationNeeded = "fragmentation-needed";
    public const string NameUnknown = "name-unknown";
    public const string ResolverFailed = "resolver-failed";
    public const string NoRoute = "no-route";
    public const string NotPermitted = "not-permitted";
    public const string NotSupported = "not-supported";
    public const string AddressForbidden = "address-forbidden";
    public const string SpecInvalid = "spec-invalid";
    public const string SecretUnknown = "secret-unknown";
    public const string ProbeFailed = "probe-failed";
    public const string Garbage = "garbage";
    public const string TooLarge = "too-large";
    public const string MtuReduced = "mtu-reduced";
    public const string MtuBlackHole = "mtu-black-hole";
    public const string PathEnds = "path-ends";
    public const string PathLoops = "path-loops";
    public const string DnsRefused = "dns-refused";
    public const string DnsFailed = "dns-failed";
    public const string DnsNoName = "dns-no-name";
    public const string DnsNoAnswer = "dns-no-answer";
    public const string DnsWrongAnswer = "dns-wrong-answer";
    public const string DnsLoop = "dns-loop";
    public const string HttpStatus = "http-status";
    public const string TextMissing = "text-missing";
    public const string ContentChanged = "content-changed";
    public const string ContentStale = "content-stale";
    public const string TooManyRedirects = "too-many-redirects";
    public const string RedirectInvalid = "redirect-invalid";
    public const string TlsFailed = "tls-failed";
    public const string TlsExpired = "tls-expired";
    public const string TlsNotYetValid = "tls-not-yet-valid";
    public const string TlsExpiresSoon = "tls-expires-soon";
    public const string TlsUntrusted = "tls-untrusted";
    public const string TlsName = "tls-name";
    public const string TlsChainTooLong = "tls-chain-too-long";
    public const string DomainExpired = "domain-expired";
    public const string DomainExpiresSoon = "domain-expires-soon";
    public const string DomainUnknown = "domain-unknown";
    public const string DomainUntold = "domain-untold";
    public const string SnmpDenied = "snmp-denied";
    public const string SnmpError = "snmp-error";
    public const string InterfaceShut = "interface-shut";
    public const string InterfaceDown = "interface-down";
    public const string InterfaceMissing = "interface-missing";
    public const string DiskFull = "disk-full";
    public const string MemoryFull = "memory-full";
    public const string TooHot = "too-hot";
    public const string UnitFailed = "unit-failed";
    public const string UnitInactive = "unit-inactive";
    public const string UnitStarting = "unit-starting";
    public const string UnitUnknown = "unit-unknown";
    public const string ProcessMissing = "process-missing";
    public const string PortClosed = "port-closed";
    public const string DiskMissing = "disk-missing";
    public const string LoginFailed = "login-failed";
    public const string QueryFailed = "query-failed";
    public const string QueryWrong = "query-wrong";

    /// <summary>Every code of this version.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. typeof(ProbeFindings).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!)];

    private static readonly HashSet<string> Known = [.. All];

    /// <summary>The finding for people, as the end of a sentence about the target; a code of another version is named as it stands.</summary>
    public static string InWords(string finding) => Known.Contains(finding) ? Say["finding." + finding] : Say["finding.other", Evidence.Clean(finding, 60)];

    /// <summary>The outcome for people.</summary>
    public static string InWords(ProbeOutcome outcome) => Say["outcome." + outcome.ToString().ToLower(CultureInfo.InvariantCulture)];
}
