using System.Globalization;
using System.Text;

namespace Laksana.Backups;

/// <summary>
/// Writes a tar archive that every tar of the last twenty years reads (ustar with pax records where a name, a size or a number does not fit). Not
/// <see cref="System.Formats.Tar"/>: names of files are bytes and not text, and sparse files stay sparse.
/// </summary>
internal sealed class TarPen(Stream to)
{
    private const int Block = 512;
    private const long MostOctal = 0x1FFFFFFFF; // 11 digits: 8 GiB - 1
    private const long MostShortOctal = 0x1FFFFF; // 7 digits

    private static readonly byte[] Zeroes = new byte[Block * 2];

    /// <summary>Bytes written so far.</summary>
    public long Written { get; private set; }

    /// <summary>Writes the head; exactly <see cref="TarItem.Size"/> bytes are to follow through <see cref="WriteAsync"/>, then <see cref="EndItemAsync"/>.</summary>
    public async ValueTask BeginItemAsync(TarItem item, CancellationToken token)
    {
        if (Records(item) is { Length: > 0 } records)
        {
            await WriteAsync(Head("pax/"u8.ToArray(), 'x', records.Length, 0x1A4, item with { Owner = 0, Group = 0, Link = default, OwnerName = default, GroupName = default }), token);
            await WriteAsync(records, token);
            await PadAsync(records.Length, token);
        }
        var kind = (char)item.Kind;
        var name = item.SparseSize is null ? item.Name : SparseName(item.Name);
        await WriteAsync(Head(name, kind, item.Size, item.Mode, item), token);
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken token)
    {
        await to.WriteAsync(bytes, token);
        Written += bytes.Length;
    }

    public ValueTask EndItemAsync(TarItem item, CancellationToken token) => PadAsync(item.Size, token);

    /// <summary>A whole small file.</summary>
    public async ValueTask AddAsync(TarItem item, ReadOnlyMemory<byte> content, CancellationToken token)
    {
        await BeginItemAsync(item, token);
        await WriteAsync(content, token);
        await EndItemAsync(item, token);
    }

    public ValueTask EndAsync(CancellationToken token) => WriteAsync(Zeroes, token);

    private async ValueTask PadAsync(long size, CancellationToken token)
    {
        if (size % Block is var over and > 0) await WriteAsync(Zeroes.AsMemory(0, (int)(Block - over)), token);
    }

    private static byte[] Head(ReadOnlyMemory<byte> name, char kind, long size, int mode, TarItem item)
    {
        var head = new byte[Block];
        Put(name.Span, 0, 100);
        Octal(mode, 100, 8);
        Octal(Math.Min(item.Owner, MostShortOctal), 108, 8);
        Octal(Math.Min(item.Group, MostShortOctal), 116, 8);
        Octal(Math.Min(size, MostOctal), 124, 12);
        Octal(Math.Clamp(item.Seconds, 0, MostOctal), 136, 12);
        head[156] = (byte)kind;
        Put(item.Link.Span, 157, 100);
        Put("ustar\0"u8, 257, 6);
        Put("00"u8, 263, 2);
        Put(item.OwnerName.Span, 265, 31);
        Put(item.GroupName.Span, 297, 31);
        head.AsSpan(148, 8).Fill((byte)' ');
        var sum = 0;
        foreach (var b in head) sum += b;
        Octal(sum, 148, 7);
        return head;

        void Put(ReadOnlySpan<byte> bytes, int at, int most) => bytes[..Math.Min(bytes.Length, most)].CopyTo(head.AsSpan(at));

        void Octal(long number, int at, int width) => Put(Encoding.ASCII.GetBytes(Convert.ToString(number, 8).PadLeft(width - 1, '0')), at, width - 1);
    }

    /// <summary>The pax records an entry needs besides its head; empty for most.</summary>
    private static byte[] Records(TarItem item)
    {
        using var records = new MemoryStream();
        if (item.SparseSize is { } real)
        {
            Add("GNU.sparse.major", "1"u8);
            Add("GNU.sparse.minor", "0"u8);
            Add("GNU.sparse.name", item.Name.Span);
            Add("GNU.sparse.realsize", Digits(real));
        }
        else if (item.Name.Length > 100)
        {
            Add("path", item.Name.Span);
        }
        if (item.Link.Length > 100) Add("linkpath", item.Link.Span);
        if (item.Size > MostOctal) Add("size", Digits(item.Size));
        if (item.Owner > MostShortOctal) Add("uid", Digits(item.Owner));
        if (item.Group > MostShortOctal) Add("gid", Digits(item.Group));
        if (item.Seconds is < 0 or > MostOctal || item.Nanoseconds != 0)
            Add("mtime", Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(decimal)item.Seconds + item.Nanoseconds / 1_000_000_000m:0.#########}")));
        return records.ToArray();

        void Add(string key, ReadOnlySpan<byte> value)
        {
            // The length counts itself.
            var rest = key.Length + value.Length + 3;
            var length = rest + 1;
            while (length != rest + Digits(length).Length) length = rest + Digits(length).Length;
            records.Write(Digits(length));
            records.Write(Encoding.ASCII.GetBytes($" {key}="));
            records.Write(value);
            records.WriteByte((byte)'\n');
        }
    }

    private static byte[] Digits(long number) => Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>What a program that knows nothing of sparse files would call it.</summary>
    private static byte[] SparseName(ReadOnlyMemory<byte> name)
    {
        var text = name.Span;
        var slash = text.LastIndexOf((byte)'/');
        return [.. text[..(slash + 1)], .. "GNUSparseFile.0/"u8, .. text[(slash + 1)..]];
    }
}
