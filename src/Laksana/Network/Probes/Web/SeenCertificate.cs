using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Laksana.Network.Probes.Web;

/// <summary>What a server showed of itself, and what is wrong with it. Nothing is fetched to judge it: not what a certificate names as its issuer's place, no revocation lists.</summary>
internal sealed record SeenCertificate(string Subject, string Issuer, DateTimeOffset NotBefore, DateTimeOffset NotAfter, int ChainLength, bool NameDiffers, bool Untrusted, string Protocol)
{
    public const int MostChain = 10;

    /// <summary>A policy that reaches out to nobody.</summary>
    public static X509ChainPolicy Policy() => new() { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };

    public static SeenCertificate? Of(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null) return null;
        using var own = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        var length = Math.Max(chain?.ChainElements.Count ?? 1, 1 + (chain?.ChainPolicy.ExtraStore.Count ?? 0));
        var wrong = chain?.ChainStatus.Select(s => s.Status).Where(s => s is not (X509ChainStatusFlags.NoError or X509ChainStatusFlags.NotTimeValid)) ?? [];
        return new SeenCertificate(own.Subject, own.Issuer, new DateTimeOffset(own.NotBefore.ToUniversalTime(), TimeSpan.Zero), new DateTimeOffset(own.NotAfter.ToUniversalTime(), TimeSpan.Zero),
            length, errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch), errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) && wrong.Any(), "");
    }

    public static string Name(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls13 => "1.3",
        SslProtocols.Tls12 => "1.2",
        var other => other.ToString(),
    };
}
