using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Laksana.Tests.Network.Probes;

/// <summary>Certificates made for one test.</summary>
internal static class TestCertificates
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    public static X509Certificate2 SelfSigned(string name, int fromDays, int untilDays)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(name, key);
        using var made = request.CreateSelfSigned(Now.AddDays(fromDays - (untilDays < fromDays ? 100 : 0)), Now.AddDays(untilDays));
        return Loaded(made);
    }

    /// <summary>Says that its issuer's certificate lies at an address.</summary>
    public static X509Certificate2 NamingAnIssuersPlace(string name, string address)
    {
        using var issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issuer = Authority("CN=Tidak Dikenal", issuerKey).CreateSelfSigned(Now.AddDays(-10), Now.AddDays(400));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(name, key);
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension([], [address]));
        using var made = request.Create(issuer, Now.AddDays(-5), Now.AddDays(300), [1, 2, 3]);
        using var withKey = made.CopyWithPrivateKey(key);
        return Loaded(withKey);
    }

    /// <summary>A chain of so many authorities, the server's own certificate first.</summary>
    public static X509Certificate2Collection Chain(string name, int length)
    {
        var chain = new X509Certificate2Collection();
        var issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var issuer = Authority("CN=Akar", issuerKey).CreateSelfSigned(Now.AddDays(-10), Now.AddDays(400));
        for (var i = 0; i < length - 1; i++)
        {
            var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var made = (i == length - 2 ? Request(name, key) : Authority($"CN=Penerbit {i}", key)).Create(issuer, Now.AddDays(-9), Now.AddDays(300), BitConverter.GetBytes(i + 1));
            chain.Insert(0, issuer);
            issuer = made.CopyWithPrivateKey(key);
        }
        chain.Insert(0, issuer);
        return chain;
    }

    private static CertificateRequest Request(string name, ECDsa key)
    {
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request;
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request;
    }

    /// <summary>Servers want the key in a form of its own.</summary>
    private static X509Certificate2 Loaded(X509Certificate2 made) => X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
}
