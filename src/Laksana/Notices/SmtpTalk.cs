using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Laksana.Notices;

/// <summary>Lines to and from a mail server (RFC 5321 4.2).</summary>
internal sealed class SmtpTalk(TcpClient socket) : IAsyncDisposable
{
    private const int LongestReply = 32 * 1024;

    private readonly byte[] _buffer = new byte[4096];
    private Stream _stream = socket.GetStream();
    private int _from, _to;

    /// <summary>Goes on encrypted. What the server said before that in clear is not believed: it may be somebody else's (CVE-2011-0411).</summary>
    public async Task SecureAsync(SslClientAuthenticationOptions how, CancellationToken token)
    {
        if (_from != _to) throw new InvalidDataException(NoticeWords.Say["mail.before-tls"]);
        var secured = new SslStream(_stream);
        _stream = secured;
        await secured.AuthenticateAsClientAsync(how, token);
    }

    public async Task GreetAsync(TimeSpan time, CancellationToken token)
    {
        var (code, text) = await ReadAsync(time, token);
        if (code != 220) throw new MailRefusedException(code, text) { Server = true };
    }

    /// <returns>What the server offers, in capitals: "STARTTLS", "AUTH PLAIN LOGIN" …</returns>
    public async Task<IReadOnlySet<string>> HelloAsync(TimeSpan time, CancellationToken token)
    {
        var here = ((IPEndPoint)socket.Client.LocalEndPoint!).Address;
        if (here.IsIPv4MappedToIPv6) here = here.MapToIPv4();
        var text = await AskAsync($"EHLO [{(here.AddressFamily == AddressFamily.InterNetworkV6 ? "IPv6:" : "")}{here}]", time, token, server: true);
        return text.Split('\n').Skip(1).Select(l => l.Trim().ToUpperInvariant().Replace("AUTH=", "AUTH ", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Says a line and waits for a good answer.</summary>
    /// <param name="expected">0: any of 2xx.</param>
    /// <param name="server">A refusal concerns the connection and not one message.</param>
    /// <exception cref="MailRefusedException">Any other answer.</exception>
    public async Task<string> AskAsync(string line, TimeSpan time, CancellationToken token, int expected = 0, bool server = false)
    {
        await WriteAsync(line + "\r\n", time, token);
        var (code, text) = await ReadAsync(time, token);
        if (expected == 0 ? code / 100 == 2 : code == expected) return text;
        throw new MailRefusedException(code, $"{code} {text.ReplaceLineEndings(" ")}") { Server = server || code == 421 };
    }

    public Task WriteAsync(string text, TimeSpan time, CancellationToken token) => MailServer.WithinAsync(time, async t =>
    {
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(text), t);
        await _stream.FlushAsync(t);
    }, token);

    public async Task<(int Code, string Text)> ReadAsync(TimeSpan time, CancellationToken token)
    {
        var answer = (Code: 0, Text: "");
        await MailServer.WithinAsync(time, async t =>
        {
            var text = new StringBuilder();
            while (true)
            {
                var line = await LineAsync(t);
                if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code)) throw new InvalidDataException(NoticeWords.Say["mail.not-smtp"]);
                if (text.Length > 0) text.Append('\n');
                text.Append(line.AsSpan(Math.Min(4, line.Length)));
                if (text.Length > LongestReply) throw new InvalidDataException(NoticeWords.Say["mail.not-smtp"]);
                if (line.Length > 3 && line[3] == '-') continue;
                answer = (code, text.ToString());
                return;
            }
        }, token);
        return answer;
    }

    /// <summary>Takes leave. The letter is theirs already, so nothing that goes wrong here matters.</summary>
    public async Task QuitAsync()
    {
        try
        {
            await WriteAsync("QUIT\r\n", TimeSpan.FromSeconds(2), CancellationToken.None);
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
        {
            // gone already
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        socket.Dispose();
    }

    private async Task<string> LineAsync(CancellationToken token)
    {
        var line = new List<byte>();
        while (true)
        {
            if (_from == _to)
            {
                (_from, _to) = (0, await _stream.ReadAsync(_buffer, token));
                if (_to == 0) throw new IOException(NoticeWords.Say["mail.hung-up"]);
            }
            var next = _buffer[_from++];
            if (next == '\n') return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(next);
            if (line.Count > LongestReply) throw new InvalidDataException(NoticeWords.Say["mail.not-smtp"]);
        }
    }
}
