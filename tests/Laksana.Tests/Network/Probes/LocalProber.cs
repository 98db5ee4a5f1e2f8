using System.Net;
using Laksana.Network.Probes;
using Laksana.Network.Probes.Domains;
using Laksana.Network.Probes.Icmp;

namespace Laksana.Tests.Network.Probes;

/// <summary>A prober whose administrator allowed loopback, as tests need it.</summary>
internal static class LocalProber
{
    public static readonly AddressGuard Loopback = new([IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")]);

    private static readonly Lazy<EchoEngine> Echoes = new(() => EchoEngine.Open());

    public static Prober With(AddressGuard? guard = null, ProbeSecrets? secrets = null, DomainServers? domains = null, TimeProvider? clock = null) =>
        new(Echoes.Value, guard ?? Loopback, secrets ?? ProbeSecrets.None, domains ?? DomainServers.Usual, clock ?? TimeProvider.System);

    public static async Task<ProbeResult> AskAsync(ProbeSpec spec) => await With().ProbeAsync(spec, default);

    /// <summary>A clock that stands still.</summary>
    public static TimeProvider At(DateTimeOffset now) => new Standing(now);

    private sealed class Standing(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
