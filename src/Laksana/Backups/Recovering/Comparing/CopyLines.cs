using System.Security.Cryptography;
using System.Text;

namespace Laksana.Backups;

/// <summary>
/// Lines of COPY text, one after the other: some fields at the beginning as bytes, and of the rest the first 16 bytes of its SHA-256. A line may have any length; no more than
/// a buffer of it is held. COPY writes an end of line within a value as <c>\n</c>, so that a bare one ends the line.
/// </summary>
internal sealed class CopyLines(Stream stream, int fields)
{
    private const int BufferSize = 256 * 1024;

    /// <summary>What is shown of a row that has no key.</summary>
    private const int LongestStart = 120;

    private readonly byte[] _buffer = new byte[BufferSize];
    private int _at;
    private int _end;

    /// <summary>The leading fields of the line, unescaped; null is the database's null.</summary>
    public byte[]?[] Fields { get; } = new byte[]?[fields];

    /// <summary>Of what follows the leading fields, without the line's end.</summary>
    public UInt128 Hash { get; private set; }

    /// <summary>Whether <see cref="Start"/> is wanted.</summary>
    public bool KeepsStart { get; init; }

    /// <summary>How what follows begins, as COPY writes it.</summary>
    public string Start { get; private set; } = "";

    public long Bytes { get; private set; }

    /// <summary>False: that was the last one.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken token)
    {
        if (_at == _end && !await FillAsync(token)) return false;
        var newline = _buffer.AsSpan(_at, _end - _at).IndexOf((byte)'\n');
        if (newline < 0)
        {
            // The line goes on: what is there moves to the front, and more may fit behind it.
            _buffer.AsSpan(_at, _end - _at).CopyTo(_buffer);
            (_at, _end) = (0, _end - _at);
            while (newline < 0 && _end < _buffer.Length)
            {
                var read = await stream.ReadAsync(_buffer.AsMemory(_end), token);
                if (read == 0) break;
                newline = _buffer.AsSpan(_end, read).IndexOf((byte)'\n') is var found and >= 0 ? _end + found : -1;
                _end += read;
                Bytes += read;
            }
            if (newline < 0 && _end == _buffer.Length) return await LongLineAsync(token);
            if (newline < 0) throw new EndOfStreamException("A line of COPY has no end.");
        }
        Take(_buffer.AsSpan(_at, newline));
        _at += newline + 1;
        return true;
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        var rest = TakeFields(line);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(rest, digest);
        Hash = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(digest);
        if (KeepsStart) Start = Encoding.UTF8.GetString(rest[..Math.Min(rest.Length, LongestStart)]);
    }

    /// <summary>The buffer is full and the line has not ended: its fields are in it (a key has some kilobytes at most), the rest is hashed as it comes.</summary>
    private async ValueTask<bool> LongLineAsync(CancellationToken token)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var rest = TakeFields(_buffer).Length;
        if (KeepsStart) Start = Encoding.UTF8.GetString(_buffer.AsSpan(_buffer.Length - rest, Math.Min(rest, LongestStart)));
        hash.AppendData(_buffer, _buffer.Length - rest, rest);
        while (true)
        {
            (_at, _end) = (0, 0);
            if (!await FillAsync(token)) throw new EndOfStreamException("A line of COPY has no end.");
            var newline = _buffer.AsSpan(0, _end).IndexOf((byte)'\n');
            hash.AppendData(_buffer, 0, newline < 0 ? _end : newline);
            if (newline < 0) continue;
            _at = newline + 1;
            Hash = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash.GetHashAndReset());
            return true;
        }
    }

    private ReadOnlySpan<byte> TakeFields(ReadOnlySpan<byte> line)
    {
        for (var i = 0; i < fields; i++)
        {
            var tab = line.IndexOf((byte)'\t');
            // A table all of whose columns are leading fields has nothing behind them.
            Fields[i] = Unescape(tab < 0 ? line : line[..tab]);
            line = tab < 0 ? [] : line[(tab + 1)..];
        }
        return line;
    }

    private async ValueTask<bool> FillAsync(CancellationToken token)
    {
        _at = 0;
        _end = await stream.ReadAsync(_buffer, token);
        Bytes += _end;
        return _end > 0;
    }

    private static byte[]? Unescape(ReadOnlySpan<byte> field)
    {
        if (field.SequenceEqual("\\N"u8)) return null;
        if (!field.Contains((byte)'\\')) return field.ToArray();
        var plain = new List<byte>(field.Length);
        for (var i = 0; i < field.Length; i++)
        {
            if (field[i] != '\\' || i + 1 == field.Length)
            {
                plain.Add(field[i]);
                continue;
            }
            plain.Add(field[++i] switch
            {
                (byte)'b' => 8, (byte)'t' => 9, (byte)'n' => 10, (byte)'v' => 11, (byte)'f' => 12, (byte)'r' => 13, var other => other,
            });
        }
        return [.. plain];
    }
}
