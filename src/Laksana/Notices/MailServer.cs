using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;

namespace Laksana.Notices;

/// <summary>How long each part of a conversation with a mail server may take.</summary>
public sealed record MailTimes
{
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(15);
    public TimeSpan Reply { get; init; } = TimeSpan.FromSeconds(30);
    /// <summary>For the answer to the whole letter. Servers look through it before they answer; giving up early is what doubles letters (RFC 5321 4.5.3.2.6).</summary>
    public TimeSpan Acceptance { get; init; } = TimeSpan.FromSeconds(120);
}

/// <summary>
/// Hands letters to the office's mail server (RFC 5321, AUTH PLAIN and LOGIN, STARTTLS or TLS). Our own and not System.Net.Mail's, because it must say at
/// which point a conversation ended: before the letter nothing can have arrived, after it perhaps.
/// </summary>
public sealed class MailServer(NoticeSettings settings, string? password, MailTimes times)
{
    /// <summary>Hands over one letter.</summary>
    public async Task<Handover> SendAsync(Letter letter, BeforeHandover before, CancellationToken token)
    {
        var handing = false;
        try
        {
            await using var talk = await OpenAsync(token);
            await talk.AskAsync($"MAIL FROM:<{letter.From}>", times.Reply, token);
            await talk.AskAsync($"RCPT TO:<{letter.To}>", times.Reply, token);
            if (!await before(token)) return new Handover(HandoverEnd.Lost, "");
            await talk.AskAsync("DATA", times.Reply, token, expected: 354);
            handing = true;
            await talk.WriteAsync(letter.Write() + ".\r\n", times.Acceptance, token);
            var (code, text) = await talk.ReadAsync(times.Acceptance, token);
            handing = false;
            if (code is < 200 or > 299) throw new MailRefusedException(code, $"{code} {text.ReplaceLineEndings(" ")}");
            await talk.QuitAsync();
            return new Handover(HandoverEnd.Taken, text);
        }
        catch (MailRefusedException refused)
        {
            // 535 and its like are a matter of the settings, which the administrator mends; the message is not to blame.
            return new Handover(refused is { Code: >= 500, Server: false } ? HandoverEnd.Refused : HandoverEnd.NotNow, refused.Message, refused.Server);
        }
        catch (Exception error) when (error is IOException or SocketException or AuthenticationException or TimeoutException or OperationCanceledException or InvalidDataException)
        {
            if (token.IsCancellationRequested && !handing) return new Handover(HandoverEnd.NotNow, NoticeWords.Say["mail.stopped"]);
            return new Handover(handing ? HandoverEnd.Uncertain : HandoverEnd.NotNow, Explain(error), WholeServer: true);
        }
    }

    private async Task<SmtpTalk> OpenAsync(CancellationToken token)
    {
        var socket = new TcpClient();
        try
        {
            await WithinAsync(times.Connect, t => socket.ConnectAsync(settings.MailHost!, settings.MailPort, t).AsTask(), token);
            var talk = new SmtpTalk(socket);
            if (settings.MailSecurity == MailSecurity.Tls) await SecureAsync(talk, token);
            await talk.GreetAsync(times.Reply, token);
            var offers = await talk.HelloAsync(times.Reply, token);
            if (settings.MailSecurity == MailSecurity.StartTls)
            {
                if (!offers.Contains("STARTTLS")) throw new MailRefusedException(454, NoticeWords.Say["mail.no-starttls"]) { Server = true };
                await talk.AskAsync("STARTTLS", times.Reply, token, server: true);
                await SecureAsync(talk, token);
                offers = await talk.HelloAsync(times.Reply, token);
            }
            if (settings.MailUser is { } user) await SignInAsync(talk, offers, user, password ?? "", token);
            return talk;
        }
        catch (Exception)
        {
            socket.Dispose();
            throw;
        }
    }

    private Task SecureAsync(SmtpTalk talk, CancellationToken token) => WithinAsync(times.Connect, t => talk.SecureAsync(new SslClientAuthenticationOptions
    {
        TargetHost = settings.MailHost,
        EnabledSslProtocols = SslProtocols.None,
        RemoteCertificateValidationCallback = (_, certificate, _, errors) => settings.MailCertificate is { } pinned
            ? certificate is not null && pinned.Equals(Convert.ToHexStringLower(SHA256.HashData(certificate.GetRawCertData())), StringComparison.OrdinalIgnoreCase)
            : errors == SslPolicyErrors.None,
    }, t), token);

    private async Task SignInAsync(SmtpTalk talk, IReadOnlySet<string> offers, string user, string secret, CancellationToken token)
    {
        var ways = offers.Where(o => o.StartsWith("AUTH ", StringComparison.Ordinal)).SelectMany(o => o.Split(' ')).ToHashSet(StringComparer.Ordinal);
        if (ways.Contains("PLAIN"))
            await talk.AskAsync("AUTH PLAIN " + Base64("\0" + user + "\0" + secret), times.Reply, token, server: true);
        else if (ways.Contains("LOGIN"))
        {
            await talk.AskAsync("AUTH LOGIN", times.Reply, token, expected: 334, server: true);
            await talk.AskAsync(Base64(user), times.Reply, token, expected: 334, server: true);
            await talk.AskAsync(Base64(secret), times.Reply, token, server: true);
        }
        else throw new MailRefusedException(504, NoticeWords.Say["mail.no-auth"]) { Server = true };
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Explain(Exception error) => error switch
    {
        AuthenticationException => NoticeWords.Say["mail.certificate"],
        OperationCanceledException or TimeoutException => NoticeWords.Say["mail.silent"],
        _ => error.Message,
    };

    internal static async Task WithinAsync(TimeSpan time, Func<CancellationToken, Task> work, CancellationToken token)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(token);
        limited.CancelAfter(time);
        await work(limited.Token);
    }
}

/// <summary>The mail server said no. <see cref="Server"/>: to the connection itself and not to one message.</summary>
internal sealed class MailRefusedException(int code, string answer) : Exception(answer)
{
    public int Code { get; } = code;
    public bool Server { get; init; }
}
