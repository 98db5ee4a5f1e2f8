using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Laksana.Network.Probes.Web;

namespace Laksana.Network.Probes.Domains;

/// <summary>When a domain ends: RDAP, and WHOIS when RDAP has no answer.</summary>
internal sealed class DomainProbe(Door door, DomainServers servers, TimeProvider clock)
{
    private const int MostBytes = 256 * 1024;
    private const int MostRedirects = 3;

    private readonly PageFetch _fetch = new(door, MostBytes);

    public async Task<ProbeResult> AskAsync(DomainExpirySpec spec, CancellationToken token)
    {
        var domain = new IdnMapping().GetAscii(spec.Target.TrimEnd('.')).ToLowerInvariant();
        if (servers.For(domain) is not { } registry) return ProbeResult.Unknown(ProbeFindings.NotSupported, domain);
        var said = new List<string>();
        var (record, source) = (default(DomainRecord), "rdap");
        if (registry.Rdap is { } rdap) record = await OverRdapAsync(new Uri(rdap, "domain/" + domain), said, spec.Timeout / 2, token);
        // A web server's "not found" is not yet the registry's word that there is no such domain.
        if (record is not { Known: true, Expires: not null } && registry.Whois is { } whois && await OverWhoisAsync(whois, registry.WhoisPort, domain, said, token) is { } older) (record, source) = (older, "whois");
        return Judge(spec, domain, record, source, said);
    }

    private ProbeResult Judge(DomainExpirySpec spec, string domain, DomainRecord? record, string source, List<string> said)
    {
        // A registry that cannot be reached blames no domain.
        if (record is null) return ProbeResult.Unknown(ProbeFindings.DomainUntold, $"{domain}: {string.Join("; ", said)}");
        if (!record.Known) return ProbeResult.Down(ProbeFindings.DomainUnknown, $"{domain} ({source})");
        var facts = new FactBook();
        facts.Put(ProbeFacts.Source, source);
        facts.Put(ProbeFacts.Registrar, record.Registrar);
        facts.Put("states", string.Join(", ", record.States));
        if (record.Expires is not { } expires) return new ProbeResult(ProbeOutcome.Unknown, null, ProbeFindings.DomainUntold, $"{domain} ({source})", facts);
        var left = (expires - clock.GetUtcNow()).TotalDays;
        facts.Put(ProbeFacts.Expires, expires);
        facts.Put(ProbeFacts.DaysLeft, (long)Math.Floor(left));
        var detail = $"{domain}: {expires.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} ({source})";
        if (left < 0) return ProbeResult.Down(ProbeFindings.DomainExpired, detail, facts);
        return left < spec.DaysLeft ? ProbeResult.Degraded(null, ProbeFindings.DomainExpiresSoon, detail, facts) : ProbeResult.Up(null, detail, facts);
    }

    private async Task<DomainRecord?> OverRdapAsync(Uri address, List<string> said, TimeSpan patience, CancellationToken token)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(patience);
        try
        {
            for (var redirects = 0; redirects <= MostRedirects; redirects++)
            {
                var found = await _fetch.GetAsync(address, "application/rdap+json, application/json", limit.Token);
                if (found.Value is not { } page)
                {
                    said.Add("RDAP " + found.Refusal!.Finding);
                    return null;
                }
                if (page.Certificate is { NameDiffers: true } or { Untrusted: true }) said.Add("RDAP " + ProbeFindings.TlsUntrusted);
                else if (page is { Status: >= 300 and < 400, Location: { } next })
                {
                    address = next;
                    continue;
                }
                else if (page is { Status: 200, Cut: null } && Rdap.Read(page.Body) is { } record) return record;
                else if (page.Status == 404) return DomainRecord.Unknown;
                else said.Add($"RDAP {page.Status} {page.Cut}".TrimEnd());
                return null;
            }
            said.Add("RDAP " + ProbeFindings.TooManyRedirects);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            said.Add("RDAP " + ProbeFindings.Timeout);
        }
        return null;
    }

    private async Task<DomainRecord?> OverWhoisAsync(string host, int port, string domain, List<string> said, CancellationToken token)
    {
        try
        {
            var found = await door.ConnectAsync(host, port, token);
            if (found.Value is not { } socket)
            {
                said.Add("WHOIS " + found.Refusal!.Finding);
                return null;
            }
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(domain + "\r\n"), token);
            var answer = await ReadAsync(stream, token);
            if (Whois.Read(answer) is { } record) return record;
            said.Add("WHOIS " + (answer.Length >= MostBytes ? ProbeFindings.TooLarge : ProbeFindings.Garbage));
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            said.Add("WHOIS " + ProbeFindings.Reset);
        }
        catch (OperationCanceledException)
        {
            said.Add("WHOIS " + ProbeFindings.Timeout);
        }
        return null;
    }

    private static async Task<byte[]> ReadAsync(NetworkStream stream, CancellationToken token)
    {
        var answer = new byte[MostBytes];
        var length = 0;
        while (length < answer.Length)
        {
            var read = await stream.ReadAsync(answer.AsMemory(length), token);
            if (read == 0) break;
            length += read;
        }
        return answer[..length];
    }
}
