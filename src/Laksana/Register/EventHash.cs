using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Laksana.Register;

/// <summary>
/// The hash that chains an event to the one before it in its case: SHA-256 over the ASCII words <c>laksana-event-v1</c> followed by
/// office, case number, version, kind, body version, body and previous hash, each with its length (4 bytes, big-endian) in front;
/// version is 4 and body version 2 bytes, big-endian, and texts are UTF-8. docs/register.md shows the same in SQL.
/// </summary>
public static class EventHash
{
    public const int Size = SHA256.HashSizeInBytes;
    private const int StackLimit = 1024;

    private static ReadOnlySpan<byte> Domain => "laksana-event-v1"u8;

    /// <summary>What the first event of a case has for its previous hash: 32 zero bytes.</summary>
    public static ReadOnlySpan<byte> None => NoHash;

    private static readonly byte[] NoHash = new byte[Size];

    /// <summary>The hash of one event, for its writer.</summary>
    /// <param name="body">The exact bytes that are stored.</param>
    /// <param name="previous">Hash of <paramref name="version"/> - 1 in the same case; <see cref="None"/> for version 1.</param>
    public static byte[] Compute(string office, string caseNumber, int version, string kind, short bodyVersion,
        ReadOnlySpan<byte> body, ReadOnlySpan<byte> previous)
    {
        var names = Encoding.UTF8.GetMaxByteCount(office.Length + caseNumber.Length + kind.Length);
        byte[]? rented = null;
        Span<byte> utf8 = names <= StackLimit ? stackalloc byte[StackLimit] : rented = ArrayPool<byte>.Shared.Rent(names);
        var o = Encoding.UTF8.GetBytes(office, utf8);
        var c = Encoding.UTF8.GetBytes(caseNumber, utf8[o..]);
        var k = Encoding.UTF8.GetBytes(kind, utf8[(o + c)..]);
        var hash = new byte[Size];
        Compute(utf8[..o], utf8.Slice(o, c), version, utf8.Slice(o + c, k), bodyVersion, body, previous, hash);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }

    /// <summary>The hash of one event whose texts are UTF-8 already, written to <paramref name="destination"/> (32 bytes).</summary>
    public static void Compute(ReadOnlySpan<byte> office, ReadOnlySpan<byte> caseNumber, int version, ReadOnlySpan<byte> kind,
        short bodyVersion, ReadOnlySpan<byte> body, ReadOnlySpan<byte> previous, Span<byte> destination)
    {
        if (previous.Length != Size) throw new ArgumentException("A previous hash has 32 bytes.", nameof(previous));
        var size = Domain.Length + 7 * FieldWriter.LengthSize + office.Length + caseNumber.Length + sizeof(int) + kind.Length + sizeof(short)
            + body.Length + Size;
        byte[]? rented = null;
        Span<byte> buffer = size <= StackLimit ? stackalloc byte[StackLimit] : rented = ArrayPool<byte>.Shared.Rent(size);
        var fields = new FieldWriter(buffer, Domain);
        fields.Bytes(office);
        fields.Bytes(caseNumber);
        fields.Int32(version);
        fields.Bytes(kind);
        fields.Int16(bodyVersion);
        fields.Bytes(body);
        fields.Bytes(previous);
        SHA256.HashData(fields.Written, destination);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
    }
}
