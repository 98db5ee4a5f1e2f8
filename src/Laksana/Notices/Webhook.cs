using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Laksana.Notices;

/// <summary>
/// Hands messages to the office's gateway (WhatsApp, Telegram …) as JSON over HTTP POST. Follows no redirect, uses no proxy, waits ten seconds, and goes to
/// no address of this machine or its networks unless the settings allow it: the address is looked at after the name was resolved and is the one connected to.
/// </summary>
public sealed class Webhook : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Two pools: a connection that one office may have into a network is not lent to another that may not.
    private readonly HttpClient _outside = Client(within: false);
    private readonly HttpClient _anywhere = Client(within: true);

    /// <summary>Signs and sends a body. The signature is HMAC-SHA256 over the time, a dot and the body, so that neither can be changed nor sent again later.</summary>
    public async Task<Handover> SendAsync(NoticeSettings settings, string? key, Guid id, string body, DateTimeOffset at, BeforeHandover before, CancellationToken token)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.WebhookAddress) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json", "utf-8")) };
        request.Headers.Add("Idempotency-Key", id.ToString());
        request.Headers.Add("Laksana-Time", time);
        if (key is not null) request.Headers.Add("Laksana-Signature", "v1=" + Sign(key, time, body));
        if (!await before(token)) return new Handover(HandoverEnd.Lost, "");
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(token);
        limited.CancelAfter(Patience);
        try
        {
            using var answer = await (settings.WebhookWithin ? _anywhere : _outside).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limited.Token);
            return Judge(answer);
        }
        catch (HttpRequestException refused) when (refused.InnerException is ForbiddenAddressException)
        {
            return new Handover(HandoverEnd.Refused, NoticeWords.Say["webhook.within"]);
        }
        catch (HttpRequestException error)
        {
            var arrived = error.HttpRequestError is HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse or HttpRequestError.Unknown;
            return new Handover(arrived ? HandoverEnd.Uncertain : HandoverEnd.NotNow, error.Message, WholeServer: true);
        }
        catch (OperationCanceledException)
        {
            return new Handover(HandoverEnd.Uncertain, NoticeWords.Say["mail.silent"], WholeServer: true);
        }
    }

    public static string Sign(string key, string time, string body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(time + "." + body)));

    /// <summary>Whether an address lies in this machine or in a network that the world cannot reach.</summary>
    public static bool IsWithin(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var b = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return b[0] is 0 or 10 or 127 or >= 224 || b[0] == 172 && b[1] is >= 16 and <= 31 || b[0] == 192 && b[1] == 168 || b[0] == 169 && b[1] == 254
                || b[0] == 100 && b[1] is >= 64 and <= 127 || b[0] == 192 && b[1] == 0 && b[2] == 0 || b[0] == 198 && b[1] is 18 or 19;
        if (IPAddress.IsLoopback(address) || address.Equals(IPAddress.IPv6Any) || address.IsIPv6LinkLocal || address.IsIPv6SiteLocal || address.IsIPv6Multicast || (b[0] & 0xfe) == 0xfc) return true;
        // Addresses that carry an older one: 6to4 (2002::/16), NAT64 (64:ff9b::/96), compatible (::/96).
        if (b[0] == 0x20 && b[1] == 2) return IsWithin(new IPAddress(b.AsSpan(2, 4)));
        if (b.AsSpan(0, 12).SequenceEqual(new byte[] { 0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0 }) || !b.AsSpan(0, 12).ContainsAnyExcept((byte)0)) return IsWithin(new IPAddress(b.AsSpan(12, 4)));
        return false;
    }

    public void Dispose()
    {
        _outside.Dispose();
        _anywhere.Dispose();
    }

    private static Handover Judge(HttpResponseMessage answer)
    {
        var said = string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)answer.StatusCode}");
        return (int)answer.StatusCode switch
        {
            >= 200 and < 300 => new Handover(HandoverEnd.Taken, said),
            >= 300 and < 400 => new Handover(HandoverEnd.Refused, NoticeWords.Say["webhook.redirect", said]),
            400 or 410 or 413 or 415 or 422 => new Handover(HandoverEnd.Refused, said),
            _ => new Handover(HandoverEnd.NotNow, said, WholeServer: true),
        };
    }

    private static HttpClient Client(bool within) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        MaxResponseHeadersLength = 16,
        ConnectCallback = (context, token) => ConnectAsync(context.DnsEndPoint, within, token),
    }) { Timeout = Timeout.InfiniteTimeSpan };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint to, bool within, CancellationToken token)
    {
        var addresses = IPAddress.TryParse(to.Host, out var written) ? [written] : await Dns.GetHostAddressesAsync(to.Host, token);
        if (!within && addresses.Any(IsWithin)) throw new ForbiddenAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, to.Port, token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception)
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class ForbiddenAddressException() : IOException("The address lies within.");
}
