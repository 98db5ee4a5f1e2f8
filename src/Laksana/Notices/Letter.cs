using System.Globalization;
using System.Text;

namespace Laksana.Notices;

/// <summary>One e-mail of plain text to one officer.</summary>
/// <param name="Id">Becomes its Message-ID, which is the same however often it is sent: whoever receives it twice can tell.</param>
public sealed record Letter(Guid Id, string From, string FromName, string To, string Subject, string Body, DateTimeOffset WrittenAt)
{
    public string MessageId => $"<{Id:N}@{From[(From.LastIndexOf('@') + 1)..]}>";

    /// <summary>As it goes over the wire (RFC 5322, MIME): the text in Base64, so that no line of it is too long or begins with a dot.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"From: {Encoded(FromName)}\r\n <{From}>\r\nTo: <{To}>\r\nSubject: {Encoded(Subject)}\r\n");
        text.Append(CultureInfo.InvariantCulture, $"Date: {WrittenAt.ToUniversalTime():ddd, dd MMM yyyy HH:mm:ss} +0000\r\nMessage-ID: {MessageId}\r\n");
        text.Append("Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        var body = Convert.ToBase64String(Encoding.UTF8.GetBytes(Body.ReplaceLineEndings("\r\n")));
        foreach (var line in body.Chunk(76)) text.Append(line).Append("\r\n");
        return text.ToString();
    }

    /// <summary>Words of a header in Base64 (RFC 2047), 36 bytes a piece, never cut inside a character.</summary>
    private static string Encoded(string words)
    {
        var pieces = new List<string>();
        var piece = new List<byte>();
        foreach (var rune in words.EnumerateRunes())
        {
            var bytes = Encoding.UTF8.GetBytes(rune.ToString());
            if (piece.Count + bytes.Length > 36) End();
            piece.AddRange(bytes);
        }
        End();
        return string.Join("\r\n ", pieces);

        void End()
        {
            if (piece.Count > 0) pieces.Add($"=?utf-8?B?{Convert.ToBase64String([.. piece])}?=");
            piece.Clear();
        }
    }
}
