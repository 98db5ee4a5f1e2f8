using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Laksana.Bench;

/// <summary>One kept connection of HTTP/1.1, as thin as can be: the machine that is measured also runs this.</summary>
internal sealed class HttpCaller(Uri address, string bearer) : IDisposable
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] EndOfChunks = "0\r\n\r\n"u8.ToArray();

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _answer = new byte[64 * 1024];

    public Task<int> GetAsync(string path, string headers = "") => AskAsync($"GET {path} HTTP/1.1\r\n{headers}", "");

    public Task<int> PostAsync(string path, string key) => AskAsync($"POST {path} HTTP/1.1\r\nIdempotency-Key: {key}\r\nContent-Type: application/json\r\n", "{}");

    /// <summary>The last answer, head and all.</summary>
    public string Text => Encoding.UTF8.GetString(_answer, 0, Length);

    public int Length { get; private set; }

    public void Dispose() => _socket.Dispose();

    /// <returns>The status.</returns>
    private async Task<int> AskAsync(string head, string body)
    {
        if (!_socket.Connected) await _socket.ConnectAsync(address.Host, address.Port);
        var request = string.Create(CultureInfo.InvariantCulture, $"{head}Host: {address.Authority}\r\n{(bearer.Length == 0 ? "" : $"Authorization: Bearer {bearer}\r\n")}Content-Length: {body.Length}\r\n\r\n{body}");
        await _socket.SendAsync(Encoding.ASCII.GetBytes(request));
        for (Length = 0; ;)
        {
            if (Length == _answer.Length) Array.Resize(ref _answer, Length * 2);
            var read = await _socket.ReceiveAsync(_answer.AsMemory(Length));
            if (read == 0) throw new IOException("The server closed the connection.");
            Length += read;
            if (IsWhole(_answer.AsSpan(0, Length))) return int.Parse(_answer.AsSpan(9, 3), CultureInfo.InvariantCulture);
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf(EndOfHead);
        if (end < 0) return false;
        var head = Encoding.ASCII.GetString(answer[..end]);
        if (head.Contains("chunked", StringComparison.OrdinalIgnoreCase)) return answer.EndsWith(EndOfChunks);
        const string Name = "\r\nContent-Length: ";
        var at = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return true;
        var value = head.AsSpan(at + Name.Length);
        if (value.IndexOf('\r') is var stop and >= 0) value = value[..stop];
        return answer.Length >= end + EndOfHead.Length + int.Parse(value, CultureInfo.InvariantCulture);
    }
}
