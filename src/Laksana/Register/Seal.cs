using System.Security.Cryptography;
using System.Text;

namespace Laksana.Register;

/// <summary>
/// One link of an office's signed chain: the Merkle root over the heads of the cases that moved on, the seal before, and a signature.
/// </summary>
public sealed record Seal
{
    public required string Office { get; init; }

    /// <summary>Counts an office's seals from 1 without a gap.</summary>
    public required long Number { get; init; }

    /// <summary>In UTC, whole microseconds (what the database keeps).</summary>
    public required DateTimeOffset SealedAt { get; init; }

    /// <summary>How many cases' heads it holds.</summary>
    public required int Leaves { get; init; }

    public required ReadOnlyMemory<byte> Root { get; init; }

    /// <summary>Hash of the seal before; 32 zero bytes for the first.</summary>
    public required ReadOnlyMemory<byte> Previous { get; init; }

    /// <summary>SHA-256 of the public key (SubjectPublicKeyInfo) that signed it.</summary>
    public required ReadOnlyMemory<byte> KeyId { get; init; }

    public required ReadOnlyMemory<byte> Hash { get; init; }

    /// <summary>ECDSA P-256 over <see cref="Hash"/>, in DER, as openssl writes it.</summary>
    public required ReadOnlyMemory<byte> Signature { get; init; }

    private static ReadOnlySpan<byte> Form => "laksana-seal-v1"u8;

    /// <summary>The next seal of an office after <paramref name="before"/> (null: the first), signed.</summary>
    public static Seal After(Seal? before, string office, DateTimeOffset at, int leaves, byte[] root, SealKey key)
    {
        var unsigned = new Seal
        {
            Office = office,
            Number = (before?.Number ?? 0) + 1,
            SealedAt = WholeMicroseconds(at),
            Leaves = leaves,
            Root = root,
            Previous = before?.Hash ?? EventHash.None.ToArray(),
            KeyId = key.Id,
            Hash = default,
            Signature = default,
        };
        var hash = unsigned.ComputeHash();
        return unsigned with { Hash = hash, Signature = key.Sign(hash) };
    }

    /// <summary>The bytes whose SHA-256 is the seal's hash, and which are signed: office, number, time (microseconds since 1970), leaves, root, previous, key id.</summary>
    public byte[] SignedBytes()
    {
        var size = Form.Length + 7 * FieldWriter.LengthSize + Encoding.UTF8.GetByteCount(Office) + sizeof(long) + sizeof(long)
            + sizeof(int) + Root.Length + Previous.Length + KeyId.Length;
        var fields = new FieldWriter(new byte[size], Form);
        fields.Text(Office);
        fields.Int64(Number);
        fields.Int64((SealedAt - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        fields.Int32(Leaves);
        fields.Bytes(Root.Span);
        fields.Bytes(Previous.Span);
        fields.Bytes(KeyId.Span);
        return fields.Written.ToArray();
    }

    public byte[] ComputeHash() => SHA256.HashData(SignedBytes());

    public bool HashFits() => ComputeHash().AsSpan().SequenceEqual(Hash.Span);

    public SealHead Head => new(Office, Number, SealedAt, Hash, KeyId, Signature);

    private static DateTimeOffset WholeMicroseconds(DateTimeOffset at) =>
        new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}
