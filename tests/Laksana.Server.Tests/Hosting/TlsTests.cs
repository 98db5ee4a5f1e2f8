using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Laksana.Server.Hosting;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Hosting;

public sealed class TlsTests(TlsTests.OverTls server) : IClassFixture<TlsTests.OverTls>
{
    [Fact]
    public async Task over_tls_cookies_are_bound_to_the_host_and_the_browser_is_told_to_stay_with_it()
    {
        using var visitor = server.Visit();
        var page = await visitor.SignInAsync("kelapa", "wati", TestOffice.Password);
        Assert.Equal(Visitor.Home, page.Path);
        Assert.Contains("max-age=31536000", page.Response.Headers.GetValues("Strict-Transport-Security").Single(), StringComparison.Ordinal);
        var session = visitor.Cookies.GetCookies(server.Address)["__Host-laksana"]!;
        Assert.True(session is { Secure: true, HttpOnly: true, Path: "/" });
        Assert.All(visitor.Cookies.GetCookies(server.Address), cookie => Assert.True(cookie.Secure, cookie.Name));
    }

    [Fact]
    public async Task pages_with_secrets_are_not_compressed_over_tls()
    {
        using var visitor = await server.SignedInAsync();
        Assert.Empty((await AskAsync(visitor, "/akun/token")).Content.Headers.ContentEncoding);
        Assert.NotEmpty((await AskAsync(visitor, "/tidak-ada")).Content.Headers.ContentEncoding);
    }

    private static Task<HttpResponseMessage> AskAsync(Visitor visitor, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.ParseAdd("br, gzip");
        return visitor.SendRawAsync(request);
    }

    public sealed class OverTls : ServerFixture
    {
        internal override ServeOptions Options
        {
            get
            {
                var file = Path.Combine(base.Options.DataDirectory, "server.pem");
                File.WriteAllText(file, NewCertificate());
                return base.Options with { Urls = ["https://127.0.0.1:0"], Certificate = file };
            }
        }

        private static string NewCertificate()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
            var now = TimeProvider.System.GetUtcNow();
            using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
            return certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
        }
    }
}
