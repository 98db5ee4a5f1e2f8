using System.Globalization;

namespace Laksana.Network.Probes.Web;

/// <summary>Gets a page, follows its redirects, and judges status, certificate and contents, the worst first.</summary>
internal sealed class HttpProbe(Door door, TimeProvider clock)
{
    public const int MostBytes = 2 << 20;
    private static readonly TimeSpan JustMade = TimeSpan.FromSeconds(30);

    private readonly PageFetch _fetch = new(door, MostBytes);

    public async Task<ProbeResult> AskAsync(HttpSpec spec, CancellationToken token)
    {
        var facts = new FactBook();
        var (address, redirects, took) = (new Uri(spec.Target), 0, TimeSpan.Zero);
        FetchedPage page;
        while (true)
        {
            var found = await _fetch.GetAsync(address, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", token);
            if (found.Value is null) return Broken(found.Refusal!, redirects, address, facts);
            page = found.Value;
            took += page.Took;
            Put(facts, page, redirects);
            // Certificates on the way are looked at too: the first hop is the one that people type.
            if (Certificate(spec, page, took, facts) is { } wrong) return wrong;
            if (page.Status is not (301 or 302 or 303 or 307 or 308) || spec.MostRedirects == 0) break;
            if (page.Location is null) return ProbeResult.Degraded(took, ProbeFindings.RedirectInvalid, $"{page.Status} {address}", facts);
            if (++redirects > spec.MostRedirects) return ProbeResult.Down(ProbeFindings.TooManyRedirects, $"{redirects} → {page.Location}", facts);
            address = page.Location;
        }
        return Judge(spec, page, took, facts);
    }

    private static ProbeResult Broken(ProbeResult refusal, int redirects, Uri address, FactBook facts) =>
        redirects == 0 ? refusal : refusal.Finding == ProbeFindings.AddressForbidden
            ? ProbeResult.Degraded(null, ProbeFindings.AddressForbidden, $"→ {address}", facts) : refusal with { Facts = facts, Detail = $"→ {address}: {refusal.Detail}" };

    private void Put(FactBook facts, FetchedPage page, int redirects)
    {
        facts.Put(ProbeFacts.Status, page.Status);
        facts.Put(ProbeFacts.FinalUrl, page.Address.AbsoluteUri);
        facts.Put(ProbeFacts.Redirects, redirects);
        facts.Put(ProbeFacts.Bytes, page.Body.Length);
        facts.Put(ProbeFacts.Address, page.From?.Address.ToString());
        if (page.LastModified is { } modified) facts.Put("last_modified", modified);
        if (page.Certificate is not { } certificate) return;
        facts.Put("cert_subject", certificate.Subject);
        facts.Put("cert_issuer", certificate.Issuer);
        facts.Put(ProbeFacts.CertificateExpires, certificate.NotAfter);
        facts.Put(ProbeFacts.CertificateDaysLeft, (long)Math.Floor((certificate.NotAfter - clock.GetUtcNow()).TotalDays));
        facts.Put("cert_chain", certificate.ChainLength);
        facts.Put("tls", certificate.Protocol);
    }

    private ProbeResult? Certificate(HttpSpec spec, FetchedPage page, TimeSpan took, FactBook facts)
    {
        if (page.Certificate is not { } seen) return null;
        var now = clock.GetUtcNow();
        var detail = $"{page.Address.Host}: {seen.Subject}, {seen.NotAfter.UtcDateTime:yyyy-MM-dd}";
        if (seen.ChainLength > SeenCertificate.MostChain) return ProbeResult.Degraded(took, ProbeFindings.TlsChainTooLong, $"{detail}, {seen.ChainLength}", facts);
        if (seen.NotAfter < now) return ProbeResult.Down(ProbeFindings.TlsExpired, detail, facts);
        if (seen.NotBefore > now) return ProbeResult.Down(ProbeFindings.TlsNotYetValid, detail, facts);
        if (spec.RequireTrust && seen.NameDiffers) return ProbeResult.Down(ProbeFindings.TlsName, detail, facts);
        return spec.RequireTrust && seen.Untrusted ? ProbeResult.Down(ProbeFindings.TlsUntrusted, $"{detail}, {seen.Issuer}", facts) : null;
    }

    private ProbeResult Judge(HttpSpec spec, FetchedPage page, TimeSpan took, FactBook facts)
    {
        var detail = string.Create(CultureInfo.InvariantCulture, $"HTTP {page.Status}, {page.Body.Length} B, {page.Address.Authority}");
        var right = spec.ExpectedStatus.Count > 0 ? spec.ExpectedStatus.Contains(page.Status) : page.Status is >= 200 and < 300 || (spec.MostRedirects == 0 && page.Status is >= 300 and < 400);
        if (!right) return ProbeResult.Down(ProbeFindings.HttpStatus, detail, facts);
        if (page.Cut is ProbeFindings.TooLarge) return ProbeResult.Degraded(took, ProbeFindings.TooLarge, detail, facts);
        if (page.Cut is { } cut) return ProbeResult.Down(cut, detail, facts);
        var text = PageText.Of(PageText.Decode(page.Body, page.Charset), IsMarkup(page), clock.GetUtcNow());
        facts.Put(ProbeFacts.Hash, text.Hash);
        var changed = Changed(page, text);
        if (changed is { } at) facts.Put(ProbeFacts.ContentChanged, at);
        if (spec.ExpectedText is { Length: > 0 } wanted && !text.Visible.Contains(PageText.Flat(wanted), StringComparison.OrdinalIgnoreCase)) return ProbeResult.Down(ProbeFindings.TextMissing, detail, facts);
        if (spec.ApprovedHash is { Length: > 0 } approved && !string.Equals(approved, text.Hash, StringComparison.OrdinalIgnoreCase)) return ProbeResult.Degraded(took, ProbeFindings.ContentChanged, $"{detail}, {text.Hash} ≠ {approved}", facts);
        if (page.Certificate is { } seen && seen.NotAfter - clock.GetUtcNow() < TimeSpan.FromDays(spec.CertificateDays)) return ProbeResult.Degraded(took, ProbeFindings.TlsExpiresSoon, $"{detail}, {seen.NotAfter.UtcDateTime:yyyy-MM-dd}", facts);
        if (spec.StaleAfterDays is { } days && changed is { } then && clock.GetUtcNow() - then > TimeSpan.FromDays(days)) return ProbeResult.Degraded(took, ProbeFindings.ContentStale, $"{detail}, {then.UtcDateTime:yyyy-MM-dd}", facts);
        return ProbeResult.Up(took, detail, facts);
    }

    /// <summary>A header that says "just now" was made with the answer and tells nothing.</summary>
    private DateTimeOffset? Changed(FetchedPage page, PageText text) =>
        page.LastModified is { } header && clock.GetUtcNow() - header > JustMade && (text.Changed is null || header > text.Changed) ? header : text.Changed;

    private static bool IsMarkup(FetchedPage page) => page.ContentType is null || page.ContentType.Contains("html", StringComparison.OrdinalIgnoreCase) || page.ContentType.Contains("xml", StringComparison.OrdinalIgnoreCase);
}
