using System.Text;

namespace Laksana.Register;

/// <summary>The head of a case's chain when a seal was made; it stands for all events of the case up to it.</summary>
/// <param name="Version">Of the last event sealed.</param>
/// <param name="Hash">Of that event.</param>
public sealed record SealLeaf(string CaseNumber, int Version, ReadOnlyMemory<byte> Hash)
{
    private static ReadOnlySpan<byte> Form => "laksana-leaf-v1"u8;

    /// <summary>The leaf's hash in the seal's Merkle tree.</summary>
    public byte[] LeafHash() => LeafHash(Encoding.UTF8.GetBytes(CaseNumber), Version, Hash.Span);

    /// <summary>The same from a case number in UTF-8.</summary>
    public static byte[] LeafHash(ReadOnlySpan<byte> caseNumber, int version, ReadOnlySpan<byte> hash)
    {
        const int StackLimit = 256;
        var size = Form.Length + 3 * FieldWriter.LengthSize + caseNumber.Length + sizeof(int) + hash.Length;
        var fields = new FieldWriter(size <= StackLimit ? stackalloc byte[StackLimit] : new byte[size], Form);
        fields.Bytes(caseNumber);
        fields.Int32(version);
        fields.Bytes(hash);
        return MerkleTree.LeafHash(fields.Written);
    }
}
