using System.Globalization;
using System.Text;

namespace Laksana.Backups;

/// <summary>Reads what <see cref="TarPen"/> writes, one entry after the other, and takes nothing else.</summary>
internal sealed class TarEye(Stream from)
{
    private const int Block = 512;
    private const int MostRecords = 1 << 20;

    private readonly byte[] _block = new byte[Block];
    private long _left;
    private int _pad;

    /// <summary>The next entry's head, or null at the archive's end. What was not read of the last content is skipped.</summary>
    /// <exception cref="EndOfStreamException">The archive ends before its end.</exception>
    /// <exception cref="FormatException">It is no archive of ours.</exception>
    public async ValueTask<TarItem?> NextAsync(CancellationToken token)
    {
        await SkipAsync(token);
        Dictionary<string, byte[]>? records = null;
        while (true)
        {
            await from.ReadExactlyAsync(_block, token);
            if (!_block.AsSpan().ContainsAnyExcept((byte)0))
            {
                await from.ReadExactlyAsync(_block, token);
                return _block.AsSpan().ContainsAnyExcept((byte)0) || records is not null ? throw new FormatException("block") : null;
            }
            var (item, kind) = Head();
            if (kind == 'x')
            {
                if (records is not null || item.Size > MostRecords) throw new FormatException("pax");
                var text = new byte[item.Size];
                await from.ReadExactlyAsync(text, token);
                await from.ReadExactlyAsync(_block.AsMemory(0, Padding(item.Size)), token);
                records = Records(text);
                continue;
            }
            if (!Enum.IsDefined((TarKind)kind)) throw new FormatException("kind");
            if (records is not null) item = With(item, records);
            (_left, _pad) = (item.Size, Padding(item.Size));
            return item;
        }
    }

    /// <summary>Reads on in the entry's content; 0 at its end.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken token)
    {
        if (_left == 0 || into.Length == 0) return 0;
        var read = await from.ReadAsync(into[..(int)Math.Min(into.Length, _left)], token);
        if (read == 0) throw new EndOfStreamException();
        _left -= read;
        return read;
    }

    private async ValueTask SkipAsync(CancellationToken token)
    {
        if (_left > 0)
        {
            var rest = new byte[Math.Min(_left, 1 << 16)];
            while (await ReadAsync(rest, token) > 0) { }
        }
        if (_pad > 0) await from.ReadExactlyAsync(_block.AsMemory(0, _pad), token);
        _pad = 0;
    }

    private static int Padding(long size) => (int)((Block - size % Block) % Block);

    private (TarItem Item, byte Kind) Head()
    {
        var sum = 0;
        for (var i = 0; i < Block; i++) sum += i is >= 148 and < 156 ? ' ' : _block[i];
        if (sum != Octal(148, 8) || !_block.AsSpan(257, 5).SequenceEqual("ustar"u8)) throw new FormatException("head");
        var item = new TarItem(Text(0, 100), (TarKind)_block[156], Octal(124, 12))
        {
            Mode = (int)Octal(100, 8), Owner = Octal(108, 8), Group = Octal(116, 8), Seconds = Octal(136, 12), Link = Text(157, 100),
            OwnerName = Text(265, 32), GroupName = Text(297, 32),
        };
        return (item, _block[156]);
    }

    private byte[] Text(int at, int width)
    {
        var text = _block.AsSpan(at, width);
        var end = text.IndexOf((byte)0);
        return text[..(end < 0 ? width : end)].ToArray();
    }

    private long Octal(int at, int width)
    {
        var number = 0L;
        foreach (var b in _block.AsSpan(at, width).TrimEnd([(byte)0, (byte)' ']))
            number = b is >= (byte)'0' and <= (byte)'7' ? number * 8 + (b - '0') : throw new FormatException("number");
        return number;
    }

    private static Dictionary<string, byte[]> Records(ReadOnlySpan<byte> text)
    {
        var records = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        while (!text.IsEmpty)
        {
            var space = text.IndexOf((byte)' ');
            if (space < 1 || !int.TryParse(text[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length <= space + 2 || length > text.Length) throw new FormatException("pax");
            var record = text[(space + 1)..length];
            var sign = record.IndexOf((byte)'=');
            if (sign < 1 || record[^1] != '\n') throw new FormatException("pax");
            records[Encoding.ASCII.GetString(record[..sign])] = record[(sign + 1)..^1].ToArray();
            text = text[length..];
        }
        return records;
    }

    private static TarItem With(TarItem item, Dictionary<string, byte[]> records)
    {
        foreach (var (key, value) in records)
            item = key switch
            {
                "path" or "GNU.sparse.name" => item with { Name = value },
                "linkpath" => item with { Link = value },
                "size" => item with { Size = Number(value) },
                "uid" => item with { Owner = Number(value) },
                "gid" => item with { Group = Number(value) },
                "GNU.sparse.realsize" => item with { SparseSize = Number(value) },
                "mtime" => Changed(item, decimal.Parse(Encoding.ASCII.GetString(value), NumberStyles.Float, CultureInfo.InvariantCulture)),
                _ => item,
            };
        return item;
    }

    private static TarItem Changed(TarItem item, decimal at)
    {
        var whole = Math.Floor(at);
        return item with { Seconds = (long)whole, Nanoseconds = (int)((at - whole) * 1_000_000_000m) };
    }

    private static long Number(byte[] digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
