using System.Net.Sockets;
using Laksana.Network.Probes.Domains;
using Laksana.Network.Probes.Icmp;
using Laksana.Network.Probes.Machine;
using Laksana.Network.Probes.Naming;
using Laksana.Network.Probes.Snmp;
using Laksana.Network.Probes.Web;

namespace Laksana.Network.Probes;

/// <summary>Asks from this machine.</summary>
/// <param name="echoes">The process's own; the prober does not end it.</param>
public sealed class Prober(EchoEngine echoes, AddressGuard guard, ProbeSecrets secrets, DomainServers domains, TimeProvider clock) : IProber
{
    private readonly Door _door = new(guard);
    private readonly SnmpSessions _sessions = new();

    /// <summary>The same, with what another office or agent may use.</summary>
    public Prober With(ProbeSecrets others) => new(echoes, guard, others, domains, clock);

    public async ValueTask<ProbeResult> ProbeAsync(ProbeSpec spec, CancellationToken token)
    {
        if (spec.Faults() is [var fault, ..]) return ProbeResult.Unknown(ProbeFindings.SpecInvalid, $"{fault.Field}: {fault.Message}");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(Allowance(spec));
        try
        {
            var result = await AskAsync(spec, limit.Token);
            token.ThrowIfCancellationRequested();
            return Judged(spec, result);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            return ProbeResult.Down(ProbeFindings.Timeout, FormattableString.Invariant($"{spec.Target}: {spec.Timeout.TotalSeconds:0.###} s"));
        }
        catch (SocketException error)
        {
            return Door.Refusal(error, spec.Target);
        }
        catch (IOException error) when (error.InnerException is SocketException inner)
        {
            return Door.Refusal(inner, spec.Target);
        }
        catch (Exception error) when (error is not OperationCanceledException) // a bug of ours must not stop the rounds of all others
        {
            return ProbeResult.Unknown(ProbeFindings.ProbeFailed, $"{error.GetType().Name}: {error.Message}");
        }
    }

    /// <summary>Echoes have a time-out each and keep it themselves.</summary>
    private static TimeSpan Allowance(ProbeSpec spec) => spec is IcmpSpec icmp ? (spec.Timeout + icmp.Interval) * icmp.Count + TimeSpan.FromSeconds(1)
        : spec is PathSpec or MtuSpec ? spec.Timeout + TimeSpan.FromSeconds(1) : spec.Timeout;

    private Task<ProbeResult> AskAsync(ProbeSpec spec, CancellationToken token) => spec switch
    {
        IcmpSpec icmp => new EchoProbe(echoes, _door).AskAsync(icmp, token),
        PathSpec path => new EchoProbe(echoes, _door).AskAsync(path, token),
        MtuSpec mtu => new EchoProbe(echoes, _door).AskAsync(mtu, token),
        TcpSpec tcp => new TcpProbe(_door).AskAsync(tcp, token),
        DnsSpec dns => new DnsProbe(_door).AskAsync(dns, token),
        HttpSpec http => new HttpProbe(_door, clock).AskAsync(http, token),
        DomainExpirySpec domain => new DomainProbe(_door, domains, clock).AskAsync(domain, token),
        SnmpSpec snmp => new SnmpProbe(_door, secrets, _sessions).AskAsync(snmp, token),
        LocalServiceSpec local => LocalProbe.AskAsync(local, token),
        DatabaseQuerySpec query => new DatabaseProbe(secrets).AskAsync(query, token),
        _ => Task.FromResult(ProbeResult.Unknown(ProbeFindings.NotSupported, spec.GetType().Name)),
    };

    private static ProbeResult Judged(ProbeSpec spec, ProbeResult result) =>
        result is { Outcome: ProbeOutcome.Up, Latency: { } latency } && spec.SlowAbove is { } most && latency > most
            ? result with { Outcome = ProbeOutcome.Degraded, Finding = ProbeFindings.Slow } : result;
}
