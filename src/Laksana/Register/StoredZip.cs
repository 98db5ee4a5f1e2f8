using System.Buffers.Binary;
using System.Text;

namespace Laksana.Register;

/// <summary>
/// The one form of ZIP that a dossier has: nothing compressed, no dates, no comments, no extra fields, files in their order and nothing
/// between them. The same files always give the same bytes, every byte is accounted for, and what is read is never larger than the
/// file itself. Any program opens it; only this form is accepted back.
/// </summary>
internal static class StoredZip
{
    public const int LocalHeaderSize = 30;
    public const int CentralHeaderSize = 46;
    public const int EndSize = 22;
    public const int LongestName = 200;

    /// <summary>What the format can count without its 64-bit extension.</summary>
    public const int MostFiles = 65_000;
    public const long LargestFile = uint.MaxValue - 1;

    public const uint LocalSignature = 0x04034b50;
    public const uint CentralSignature = 0x02014b50;
    public const uint EndSignature = 0x06054b50;

    private const ushort Version = 20;
    private const ushort MadeByUnix = 0x0314;
    private const ushort Utf8Names = 0x0800;
    private const ushort FirstOfJanuary1980 = 0x0021;
    private const uint RegularFileReadableByAll = 0x81A40000;

    internal readonly record struct Entry(string Name, uint Crc, uint Size, uint Offset);

    public static byte[] LocalHeader(Entry entry)
    {
        var name = Encoding.ASCII.GetBytes(entry.Name);
        var header = new byte[LocalHeaderSize + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, LocalSignature);
        Common(header.AsSpan(4), entry, name.Length);
        name.CopyTo(header, LocalHeaderSize);
        return header;
    }

    public static byte[] CentralHeader(Entry entry)
    {
        var name = Encoding.ASCII.GetBytes(entry.Name);
        var header = new byte[CentralHeaderSize + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, CentralSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), MadeByUnix);
        Common(header.AsSpan(6), entry, name.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(38), RegularFileReadableByAll);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(42), entry.Offset);
        name.CopyTo(header, CentralHeaderSize);
        return header;
    }

    public static byte[] End(int files, long directoryOffset, long directorySize)
    {
        var end = new byte[EndSize];
        BinaryPrimitives.WriteUInt32LittleEndian(end, EndSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), (ushort)files);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)files);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), (uint)directorySize);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), (uint)directoryOffset);
        return end;
    }

    /// <summary>Names that mean the same everywhere and lead nowhere: a file, or a file in one folder.</summary>
    public static bool NameFits(string name) =>
        name.Length is > 0 and <= LongestName
        && name.Split('/') is { Length: 1 or 2 } parts
        && Array.TrueForAll(parts, p => p.Length > 0 && p[0] != '.' && p.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'));

    private static void Common(Span<byte> fields, Entry entry, int nameLength)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(fields, Version);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[2..], Utf8Names);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[8..], FirstOfJanuary1980);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[10..], entry.Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[14..], entry.Size);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[18..], entry.Size);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[22..], (ushort)nameLength);
    }
}
