using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Laksana.Tests.Notices;

/// <summary>What a mail server does wrong.</summary>
internal enum Fault
{
    /// <summary>Says that it is not there for anybody (421).</summary>
    Closed,
    /// <summary>Takes the connection and says nothing.</summary>
    Mute,
    /// <summary>Hangs up before the letter.</summary>
    DiesBefore,
    /// <summary>Takes the whole letter and hangs up.</summary>
    DiesAfter,
    /// <summary>Takes the whole letter and says nothing.</summary>
    MuteAfter,
    /// <summary>Speaks another protocol.</summary>
    Http,
    /// <summary>Refuses the letter itself.</summary>
    RefusesLetter,
    /// <summary>Works.</summary>
    None,
}

/// <summary>A mail server that goes wrong as told, and remembers the ids of the letters it got.</summary>
internal sealed class BadMailServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public BadMailServer(Fault fault)
    {
        Fault = fault;
        _listener.Start();
        _ = ListenAsync();
    }

    public Fault Fault { get; set; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections { get; private set; }

    /// <summary>Message-ID of each letter that came in whole, also of those it never acknowledged.</summary>
    public ConcurrentQueue<string> Ids { get; } = new();

    /// <summary>Called when a letter has come in whole, before anything is answered.</summary>
    public Func<Task>? Arrived { get; set; }

    public void Dispose() => _listener.Dispose();

    private async Task ListenAsync()
    {
        try
        {
            while (true) _ = TalkAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception end) when (end is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        Connections++;
        var fault = Fault;
        using (client)
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { AutoFlush = true, NewLine = "\r\n" };
            if (fault == Fault.Mute) { await reader.ReadToEndAsync(); return; }
            if (fault == Fault.Http) { await writer.WriteLineAsync("HTTP/1.1 400 Bad Request"); return; }
            if (fault == Fault.Closed) { await writer.WriteLineAsync("421 4.3.2 Sedang dirawat"); return; }
            await writer.WriteLineAsync("220 uji");
            while (await reader.ReadLineAsync() is { } line)
                if (line.StartsWith("EHLO", StringComparison.Ordinal)) { await writer.WriteLineAsync("250-uji"); await writer.WriteLineAsync("250 8BITMIME"); }
                else if (line.StartsWith("RCPT", StringComparison.Ordinal) && fault == Fault.DiesBefore) return;
                else if (line == "DATA") { await writer.WriteLineAsync("354 mulai"); if (!await LetterAsync(reader, writer, fault)) return; }
                else if (line == "QUIT") return;
                else await writer.WriteLineAsync("250 OK");
        }
        catch (IOException)
        {
            // The other end is gone.
        }
    }

    private async Task<bool> LetterAsync(StreamReader reader, StreamWriter writer, Fault fault)
    {
        var id = "";
        while (await reader.ReadLineAsync() is { } line && line != ".")
            if (line.StartsWith("Message-ID: ", StringComparison.Ordinal)) id = line["Message-ID: ".Length..];
        Ids.Enqueue(id);
        if (Arrived is { } arrived) await arrived();
        if (fault == Fault.DiesAfter) return false;
        if (fault == Fault.MuteAfter) { await reader.ReadToEndAsync(); return false; }
        await writer.WriteLineAsync(fault == Fault.RefusesLetter ? "554 5.7.1 Isi ditolak" : "250 OK");
        return true;
    }
}
