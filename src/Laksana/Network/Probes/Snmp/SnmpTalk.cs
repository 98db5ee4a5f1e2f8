using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Laksana.Network.Probes.Snmp;

/// <summary>Why a device gave no answer that counts.</summary>
internal sealed class SnmpRefusedException(string finding, string detail) : Exception(detail)
{
    public string Finding => finding;
}

/// <summary>Questions to one device and their answers, one at a time, each asked again when a while passes without.</summary>
internal sealed class SnmpTalk(Socket socket, SnmpAccess access, SnmpSessions sessions, TimeSpan patience)
{
    private const int LongestDatagram = 65_507;
    private const int MostStrays = 1000;
    private static readonly Oid UsmStatistics = Oid.Parse("1.3.6.1.6.3.15.1.1");

    private readonly byte[] _buffer = new byte[LongestDatagram];

    /// <exception cref="SnmpRefusedException">The device refuses, or what it says is no SNMP.</exception>
    public async Task<SnmpPdu> AskAsync(Func<int, SnmpPdu> question, CancellationToken token)
    {
        var id = RandomNumberGenerator.GetInt32(1, int.MaxValue);
        var pdu = question(id);
        return access.Version == 2
            ? await ExchangeAsync(SnmpMessage.Two(access.Community!, pdu), bytes => AnswerOfTwo(bytes, id), token) : await AskThreeAsync(pdu, token);
    }

    private SnmpPdu? AnswerOfTwo(ReadOnlySpan<byte> bytes, int id) =>
        SnmpMessage.Read(bytes) is { Version: 2, Pdu: { Kind: SnmpPdu.Response } pdu } message && pdu.RequestId == id
        && message.Community.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(access.Community!)) ? pdu : null;

    private async Task<SnmpPdu> AskThreeAsync(SnmpPdu pdu, CancellationToken token)
    {
        for (var attempt = 0; ; attempt++)
        {
            var engine = sessions.Of(socket.RemoteEndPoint!, access) ?? await DiscoverAsync(token);
            var (message, answer) = await SayAsync(engine, pdu, token);
            if (answer.Kind == SnmpPdu.Response) return answer;
            sessions.Forget(socket.RemoteEndPoint!, access);
            var said = answer.Variables is [var first, ..] && first.Name.IsUnder(UsmStatistics) ? first.Name.Arcs[UsmStatistics.Arcs.Length] : 0;
            if (said is not (2 or 4) || attempt == 1) throw new SnmpRefusedException(ProbeFindings.SnmpDenied, "usmStats " + said);
            // Its clock or its name is another now: it says so in what it reports.
            if (message.Engine.Length > 0) sessions.Keep(socket.RemoteEndPoint!, access, Engine(message, engine));
        }
    }

    private async Task<SnmpEngine> DiscoverAsync(CancellationToken token)
    {
        var nobody = new SnmpKeys(new SnmpAccess { Version = 3 }, []);
        var (message, _) = await SayAsync(new SnmpEngine([], 0, 0, nobody), SnmpPdu.Asking(SnmpPdu.Get, 1, []), token, user: "");
        if (message.Engine.Length is < 5 or > 32) throw new SnmpRefusedException(ProbeFindings.Garbage, "engine id");
        var engine = Engine(message, null);
        sessions.Keep(socket.RemoteEndPoint!, access, engine);
        return engine;
    }

    private SnmpEngine Engine(SnmpMessage message, SnmpEngine? before) => new(message.Engine, message.Boots, message.Time,
        before is not null && before.Id.AsSpan().SequenceEqual(message.Engine) ? before.Keys : new SnmpKeys(access, message.Engine));

    private async Task<(SnmpMessage Message, SnmpPdu Answer)> SayAsync(SnmpEngine engine, SnmpPdu pdu, CancellationToken token, string? user = null)
    {
        var id = RandomNumberGenerator.GetInt32(1, int.MaxValue);
        SnmpMessage? answered = null;
        var answer = await ExchangeAsync(SnmpThree.Write(engine, id, user ?? access.User!, pdu), bytes =>
        {
            var read = SnmpThree.Believe(bytes, engine, id, user ?? access.User!, pdu.RequestId);
            answered = read?.Message;
            return read?.Pdu;
        }, token);
        return (answered!, answer);
    }

    private delegate SnmpPdu? Reading(ReadOnlySpan<byte> bytes);

    private async Task<SnmpPdu> ExchangeAsync(byte[] message, Reading read, CancellationToken token)
    {
        var (strays, garbage) = (0, false);
        while (true)
        {
            await socket.SendAsync(message, token);
            using var pause = CancellationTokenSource.CreateLinkedTokenSource(token);
            pause.CancelAfter(patience);
            try
            {
                while (true)
                {
                    var length = await socket.ReceiveAsync(_buffer, pause.Token);
                    if (read(_buffer.AsSpan(0, length)) is { } answer) return answer;
                    garbage = true;
                    if (++strays == MostStrays) throw new SnmpRefusedException(ProbeFindings.Garbage, socket.RemoteEndPoint!.ToString()!);
                }
            }
            catch (OperationCanceledException) when (!token.IsCancellationRequested)
            {
                // Once more.
            }
            catch (OperationCanceledException) when (garbage)
            {
                throw new SnmpRefusedException(ProbeFindings.Garbage, socket.RemoteEndPoint!.ToString()!);
            }
        }
    }
}
