using System.Buffers.Binary;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Laksana.Network.Probes.Naming;

/// <summary>A question to a named server, over UDP, asked once more when a third of the time has passed, and over TCP when the answer did not fit.</summary>
internal sealed class DnsProbe(Door door)
{
    private const int LongestDatagram = 4096;
    private const int MostStrays = 1000;
    private const int MostAliases = 16;

    public async Task<ProbeResult> AskAsync(DnsSpec spec, CancellationToken token)
    {
        byte[] question;
        try
        {
            question = DnsMessage.Ask((ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue), spec.Name, DnsMessage.TypeOf(spec.Type));
        }
        catch (ArgumentException)
        {
            return ProbeResult.Unknown(ProbeFindings.SpecInvalid, spec.Name);
        }
        var begun = TimeProvider.System.GetTimestamp();
        var transport = "udp";
        var (answer, refusal) = await OverUdpAsync(spec, question, token);
        if (answer is { Truncated: true })
        {
            transport = "tcp";
            (answer, refusal) = await OverTcpAsync(spec, question, token);
        }
        return answer is null ? refusal! : Judge(spec, answer, transport, TimeProvider.System.GetElapsedTime(begun));
    }

    private async Task<(DnsMessage?, ProbeResult?)> OverUdpAsync(DnsSpec spec, byte[] question, CancellationToken token)
    {
        var found = await door.DatagramAsync(spec.Target, spec.Port, token);
        if (found.Value is not { } socket) return (null, found.Refusal);
        using var _ = socket;
        var garbage = false;
        try
        {
            await socket.SendAsync(question, token);
            using var again = new Timer(_ => Resend(socket, question), null, spec.Timeout / 3, Timeout.InfiniteTimeSpan);
            var buffer = new byte[LongestDatagram];
            for (var i = 0; i < MostStrays; i++)
            {
                var length = await socket.ReceiveAsync(buffer, token);
                if (DnsMessage.Read(buffer.AsSpan(0, length)) is { } message && Answers(message, question, spec)) return (message, null);
                garbage |= length < 2 || buffer.AsSpan(0, 2).SequenceEqual(question.AsSpan(0, 2)); // ours by its number, but not to be read
            }
            return (null, ProbeResult.Down(ProbeFindings.Garbage, spec.Target));
        }
        catch (SocketException error)
        {
            return (null, Door.Refusal(error, $"{spec.Target}:{spec.Port}"));
        }
        catch (OperationCanceledException) when (garbage)
        {
            return (null, ProbeResult.Down(ProbeFindings.Garbage, spec.Target));
        }
    }

    private async Task<(DnsMessage?, ProbeResult?)> OverTcpAsync(DnsSpec spec, byte[] question, CancellationToken token)
    {
        var found = await door.ConnectAsync(spec.Target, spec.Port, token);
        if (found.Value is not { } socket) return (null, found.Refusal);
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        var framed = new byte[question.Length + 2];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)question.Length);
        question.CopyTo(framed, 2);
        await stream.WriteAsync(framed, token);
        var head = new byte[2];
        try
        {
            await stream.ReadExactlyAsync(head, token);
            var body = new byte[BinaryPrimitives.ReadUInt16BigEndian(head)];
            await stream.ReadExactlyAsync(body, token);
            return DnsMessage.Read(body) is { } message && Answers(message, question, spec) ? (message, null) : (null, ProbeResult.Down(ProbeFindings.Garbage, spec.Target + " (TCP)"));
        }
        catch (EndOfStreamException)
        {
            return (null, ProbeResult.Down(ProbeFindings.Reset, spec.Target + " (TCP)"));
        }
    }

    private static void Resend(Socket socket, byte[] question)
    {
        try
        {
            socket.Send(question);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Whoever waits for the answer hears of it.
        }
    }

    private static bool Answers(DnsMessage message, byte[] question, DnsSpec spec) =>
        message.IsResponse && message.Id == BinaryPrimitives.ReadUInt16BigEndian(question)
        && (message.Question is null ? message.Rcode != 0 : message.Question == DnsMessage.Read(question)!.Question && message.Question.Value.Type == DnsMessage.TypeOf(spec.Type));

    private static ProbeResult Judge(DnsSpec spec, DnsMessage message, string transport, TimeSpan took)
    {
        var (values, loops) = Follow(message, DnsMessage.TypeOf(spec.Type));
        var facts = new FactBook();
        facts.Put(ProbeFacts.Answers, string.Join(", ", values.Select(v => v.Value).Order(StringComparer.Ordinal)));
        facts.Put(ProbeFacts.Rcode, message.Rcode);
        facts.Put("authoritative", message.Authoritative);
        facts.Put("transport", transport);
        if (values.Count > 0) facts.Put(ProbeFacts.Ttl, values.Min(v => v.Ttl));
        var detail = $"{spec.Name} {spec.Type} @{spec.Target}: ";
        if (message.Rcode != 0)
        {
            var finding = message.Rcode switch { 3 => ProbeFindings.DnsNoName, 5 => ProbeFindings.DnsRefused, _ => ProbeFindings.DnsFailed };
            return ProbeResult.Down(finding, $"{detail}rcode {message.Rcode}", facts);
        }
        if (loops) return ProbeResult.Down(ProbeFindings.DnsLoop, detail + string.Join(" → ", message.Answers.Take(4).Select(a => a.Name)), facts);
        if (values.Count == 0) return ProbeResult.Down(ProbeFindings.DnsNoAnswer, detail + "0", facts);
        detail += string.Join(", ", values.Select(v => v.Value));
        var missing = spec.Expected.FirstOrDefault(e => !values.Any(v => string.Equals(v.Value, e.TrimEnd('.'), StringComparison.OrdinalIgnoreCase)));
        return missing is null ? ProbeResult.Up(took, detail, facts) : ProbeResult.Degraded(took, ProbeFindings.DnsWrongAnswer, $"{detail}; ≠ {missing}", facts);
    }

    /// <summary>Records of the type at the end of the aliases that begin at the question.</summary>
    private static (IReadOnlyList<DnsRecord> Values, bool Loops) Follow(DnsMessage message, ushort type)
    {
        var at = message.Question?.Name;
        for (var i = 0; at is not null && i < MostAliases; i++)
        {
            var values = message.Answers.Where(a => a.Type == type && a.Name == at).ToList();
            if (values.Count > 0) return (values, false);
            at = message.Answers.FirstOrDefault(a => a.Type == DnsMessage.Cname && a.Name == at)?.Value;
        }
        return ([], at is not null);
    }
}
