using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace Laksana.Testing;

/// <summary>A letter as the server took it.</summary>
internal sealed record Received(string From, string To, bool Tls, bool SignedIn, string Data)
{
    public string Header(string name) => string.Join('\n', Data.Split("\r\n\r\n")[0].Split("\r\n").SkipWhile(l => !l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select((line, i) => (line, i)).TakeWhile(l => l.i == 0 || l.line.StartsWith(' ')).Select(l => l.line)).Split(':', 2)[1].Trim();

    public string Subject => string.Concat(Header("Subject").Split('\n').Select(w => Encoding.UTF8.GetString(Convert.FromBase64String(w.Trim()["=?utf-8?B?".Length..^2]))));

    public string Body => Encoding.UTF8.GetString(Convert.FromBase64String(Data.Split("\r\n\r\n", 2)[1].Replace("\r\n", "", StringComparison.Ordinal)));
}

/// <summary>
/// A mail server of Debian (python3-aiosmtpd) in a process of its own on a free port. It refuses the boxes "penuh" (452) and "tiada" (550) and knows the
/// user "laksana" with the password "rahasia-surel".
/// </summary>
internal sealed class RealMailServer : IAsyncDisposable
{
    private const string Script = """
        import asyncio, base64, json, ssl, sys, threading, os
        from aiosmtpd.smtp import SMTP, AuthResult
        mode, chain, key = sys.argv[1:4]
        class Keep:
            async def handle_RCPT(self, server, session, envelope, address, options):
                if address.startswith('penuh@'): return '452 4.2.2 Kotak penuh'
                if address.startswith('tiada@'): return '550 5.1.1 Kotak tidak ada'
                envelope.rcpt_tos.append(address)
                return '250 OK'
            async def handle_DATA(self, server, session, envelope):
                print(json.dumps({'From': envelope.mail_from, 'To': ','.join(envelope.rcpt_tos), 'Tls': session.ssl is not None or mode == 'tls', 'SignedIn': bool(session.authenticated),
                    'Data': base64.b64encode(envelope.original_content).decode()}), flush=True)
                return '250 OK diterima'
        def check(server, session, envelope, mechanism, data):
            return AuthResult(success=data.login == b'laksana' and data.password == b'rahasia-surel', handled=False)
        context = None
        if mode != 'clear':
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER); context.load_cert_chain(chain, key)
        def new():
            if mode == 'starttls': return SMTP(Keep(), tls_context=context, require_starttls=True, authenticator=check, auth_required=True, hostname='uji')
            if mode == 'tls': return SMTP(Keep(), authenticator=check, auth_require_tls=False, auth_required=True, hostname='uji')
            return SMTP(Keep(), hostname='uji')
        async def main():
            server = await asyncio.get_running_loop().create_server(new, '127.0.0.1', 0, ssl=context if mode == 'tls' else None)
            print(server.sockets[0].getsockname()[1], flush=True)
            await server.serve_forever()
        # It ends with whoever started it.
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
        asyncio.run(main())
        """;

    private readonly Process _process;
    private readonly string _folder;

    private RealMailServer(Process process, string folder) => (_process, _folder) = (process, folder);

    public int Port { get; private set; }

    /// <summary>SHA-256 of its certificate.</summary>
    public string Fingerprint { get; private set; } = "";

    public ConcurrentQueue<Received> Letters { get; } = new();

    /// <param name="mode">clear, starttls or tls.</param>
    public static async Task<RealMailServer> StartAsync(string mode = "clear")
    {
        var folder = Directory.CreateTempSubdirectory("laksana-surel-").FullName;
        var fingerprint = Certificate(folder);
        var how = new ProcessStartInfo("/usr/bin/python3", ["-c", Script, mode, Path.Combine(folder, "chain.pem"), Path.Combine(folder, "key.pem")])
            { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        var server = new RealMailServer(Process.Start(how)!, folder) { Fingerprint = fingerprint };
        server.Port = int.Parse(await server._process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The mail server did not start: is python3-aiosmtpd installed?"));
        _ = server.ReadAsync();
        return server;
    }

    public async Task<Received> NextAsync()
    {
        while (true)
        {
            if (Letters.TryDequeue(out var letter)) return letter;
            await Task.Delay(20, Xunit.TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            if (JsonSerializer.Deserialize<Received>(line) is { } letter)
                Letters.Enqueue(letter with { Data = Encoding.ASCII.GetString(Convert.FromBase64String(letter.Data)) });
    }

    private static string Certificate(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256).CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(2));
        File.WriteAllText(Path.Combine(folder, "chain.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        return Convert.ToHexStringLower(SHA256.HashData(certificate.RawData));
    }
}
