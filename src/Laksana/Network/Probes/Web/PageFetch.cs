using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Laksana.Network.Probes.Web;

/// <summary>
/// Gets one address over HTTP/1.1 through the guarded door: no proxy, no cookies, no redirects followed by itself, headers and body bounded, also after
/// they were unpacked. A certificate is looked at, never relied on: no secret is ever sent.
/// </summary>
internal sealed class PageFetch(Door door, int mostBytes)
{
    private const int MostHeadersKilobytes = 32;

    public async Task<Found<FetchedPage>> GetAsync(Uri address, string accept, CancellationToken token)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var seen = new Seen();
        using var handler = Handler(address, seen);
        using var client = new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Laksana", "1"));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.ConnectionClose = true;
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
            var (body, cut) = await ReadAsync(answer, token);
            return Page(address, answer, seen) with { Body = body, Cut = cut, Took = TimeProvider.System.GetElapsedTime(begun) };
        }
        catch (HttpRequestException error)
        {
            return seen.Refusal ?? Refusal(error, address);
        }
        catch (OperationCanceledException) when (seen.Refusal is not null)
        {
            return seen.Refusal;
        }
    }

    private SocketsHttpHandler Handler(Uri address, Seen seen) => new()
    {
        AllowAutoRedirect = false, UseProxy = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
        MaxResponseHeadersLength = MostHeadersKilobytes, MaxResponseDrainSize = 0, ResponseDrainTimeout = TimeSpan.Zero, PreAuthenticate = false, Credentials = null, ActivityHeadersPropagator = null,
        ConnectCallback = async (context, token) =>
        {
            var found = await door.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, token);
            if (found.Value is not { } socket)
            {
                seen.Refusal = found.Refusal;
                throw new HttpRequestException("No connection.");
            }
            seen.From = (IPEndPoint?)socket.RemoteEndPoint;
            var stream = new NetworkStream(socket, ownsSocket: true);
            return address.Scheme == Uri.UriSchemeHttps ? await SecureAsync(stream, address, seen, token) : stream;
        },
    };

    /// <summary>Made here, so that the whole handshake is in our hands; the handler takes a secure stream as it is.</summary>
    private static async Task<Stream> SecureAsync(NetworkStream stream, Uri address, Seen seen, CancellationToken token)
    {
        var secure = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = address.IdnHost.Trim('[', ']'),
                CertificateChainPolicy = SeenCertificate.Policy(),
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) => seen.See(certificate, chain, errors),
            }, token);
            if (seen.Certificate is { } shown) seen.Certificate = shown with { Protocol = SeenCertificate.Name(secure.SslProtocol) };
            return secure;
        }
        catch (Exception error) when (error is AuthenticationException or IOException or NotSupportedException)
        {
            await secure.DisposeAsync();
            seen.Refusal = ProbeResult.Down(ProbeFindings.TlsFailed, $"{address.Authority}: {(error.InnerException ?? error).Message}");
            throw new HttpRequestException("No secure connection.", error);
        }
        catch
        {
            await secure.DisposeAsync();
            throw;
        }
    }

    private async Task<(byte[] Body, string? Cut)> ReadAsync(HttpResponseMessage answer, CancellationToken token)
    {
        using var body = new MemoryStream();
        try
        {
            await using var stream = await answer.Content.ReadAsStreamAsync(token);
            var buffer = new byte[16_384];
            while (true)
            {
                var read = await stream.ReadAsync(buffer, token);
                if (read == 0) return (body.ToArray(), null);
                body.Write(buffer, 0, Math.Min(read, mostBytes - (int)body.Length));
                if (body.Length >= mostBytes) return (body.ToArray(), ProbeFindings.TooLarge);
            }
        }
        catch (OperationCanceledException)
        {
            return (body.ToArray(), ProbeFindings.Timeout);
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            return (body.ToArray(), ProbeFindings.Reset);
        }
        catch (InvalidDataException)
        {
            return (body.ToArray(), ProbeFindings.Garbage);
        }
    }

    private static FetchedPage Page(Uri address, HttpResponseMessage answer, Seen seen)
    {
        var location = answer.Headers.TryGetValues("Location", out var values) ? values.FirstOrDefault() : null;
        Uri? to = null;
        var valid = location is not null && Uri.TryCreate(address, location, out to) && to.Scheme is "http" or "https" && to.UserInfo.Length == 0 && location.Length <= 2000;
        return new FetchedPage
        {
            Address = address, Status = (int)answer.StatusCode, From = seen.From, ContentType = answer.Content.Headers.ContentType?.MediaType, Charset = answer.Content.Headers.ContentType?.CharSet,
            LastModified = answer.Content.Headers.LastModified, Location = valid ? to : null, LocationInvalid = location is not null && !valid, Certificate = seen.Certificate,
        };
    }

    private static ProbeResult Refusal(HttpRequestException error, Uri address) => error.HttpRequestError switch
    {
        HttpRequestError.ResponseEnded => ProbeResult.Down(ProbeFindings.Reset, address.Authority),
        HttpRequestError.ConfigurationLimitExceeded => ProbeResult.Down(ProbeFindings.TooLarge, address.Authority),
        _ when error.InnerException is IOException { InnerException: SocketException inner } => Door.Refusal(inner, address.Authority),
        _ => ProbeResult.Down(ProbeFindings.Garbage, $"{address.Authority}: {(error.InnerException ?? error).Message}"),
    };

    private sealed class Seen
    {
        public ProbeResult? Refusal { get; set; }

        public IPEndPoint? From { get; set; }

        public SeenCertificate? Certificate { get; set; }

        /// <summary>Judged afterwards: an expired certificate's page is a finding with evidence, not a lost connection. Without a certificate there is none.</summary>
        public bool See(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
        {
            Certificate = SeenCertificate.Of(certificate, chain, errors);
            return Certificate is not null;
        }
    }
}
