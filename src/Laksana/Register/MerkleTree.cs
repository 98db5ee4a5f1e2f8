using System.Numerics;
using System.Security.Cryptography;

namespace Laksana.Register;

/// <summary>
/// The Merkle tree of RFC 6962 §2.1: a leaf is SHA-256(0x00 ‖ data), a node SHA-256(0x01 ‖ left ‖ right), so that neither can pass for
/// the other. Functions take leaf hashes (see <see cref="LeafHash(ReadOnlySpan{byte})"/>) of 32 bytes.
/// </summary>
public static class MerkleTree
{
    public const int HashSize = SHA256.HashSizeInBytes;
    private const int StackLimit = 512;

    /// <summary>The root of a tree without leaves: SHA-256 of nothing.</summary>
    public static byte[] EmptyRoot => SHA256.HashData([]);

    public static byte[] LeafHash(ReadOnlySpan<byte> data)
    {
        Span<byte> prefixed = data.Length < StackLimit ? stackalloc byte[data.Length + 1] : new byte[data.Length + 1];
        prefixed[0] = 0x00;
        data.CopyTo(prefixed[1..]);
        return SHA256.HashData(prefixed);
    }

    internal static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> pair = stackalloc byte[1 + 2 * HashSize];
        pair[0] = 0x01;
        left.CopyTo(pair[1..]);
        right.CopyTo(pair[(1 + HashSize)..]);
        return SHA256.HashData(pair);
    }

    public static byte[] Root(IReadOnlyList<byte[]> leafHashes)
    {
        var tree = new MerkleFrontier();
        for (var i = 0; i < leafHashes.Count; i++) tree.Add(leafHashes[i]);
        return tree.Root();
    }

    /// <summary>The hashes that lead from a leaf to the root, nearest first (RFC 9162 §2.1.3.1).</summary>
    public static IReadOnlyList<byte[]> InclusionProof(IReadOnlyList<byte[]> leafHashes, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leafHashes.Count);
        var proof = new List<byte[]>();
        IReadOnlyList<byte[]> level = leafHashes;
        for (var i = index; level.Count > 1; i /= 2)
        {
            if ((i ^ 1) < level.Count) proof.Add(level[i ^ 1]);
            level = LevelAbove(level);
        }
        return proof;
    }

    /// <summary>True when the proof leads from the leaf at <paramref name="index"/> to the root of <paramref name="size"/> leaves (RFC 9162 §2.1.3.2).</summary>
    public static bool ProofFits(ReadOnlySpan<byte> leafHash, int index, int size, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size || leafHash.Length != HashSize) return false;
        var (fn, sn, r) = (index, size - 1, leafHash.ToArray());
        foreach (var p in proof)
        {
            if (sn == 0 || p.Length != HashSize) return false;
            if ((fn & 1) == 1 || fn == sn)
            {
                r = NodeHash(p, r);
                while ((fn & 1) == 0 && fn != 0) (fn, sn) = (fn >> 1, sn >> 1);
            }
            else
            {
                r = NodeHash(r, p);
            }
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 && root.SequenceEqual(r);
    }

    // A last one without a partner goes up as it is; for the left-full trees of RFC 6962 this is the same split.
    private static List<byte[]> LevelAbove(IReadOnlyList<byte[]> level)
    {
        var above = new List<byte[]>((level.Count + 1) / 2);
        for (var i = 0; i + 1 < level.Count; i += 2) above.Add(NodeHash(level[i], level[i + 1]));
        if (level.Count % 2 == 1) above.Add(level[^1]);
        return above;
    }
}

/// <summary>Builds a root from leaf hashes one by one, keeping one hash per level.</summary>
public sealed class MerkleFrontier
{
    private readonly Stack<byte[]> _full = new();

    public int Count { get; private set; }

    public void Add(byte[] leafHash)
    {
        if (leafHash.Length != MerkleTree.HashSize) throw new ArgumentException("A leaf hash has 32 bytes.", nameof(leafHash));
        var node = leafHash;
        for (var complete = BitOperations.TrailingZeroCount(++Count); complete > 0; complete--)
            node = MerkleTree.NodeHash(_full.Pop(), node);
        _full.Push(node);
    }

    public byte[] Root()
    {
        byte[]? root = null;
        foreach (var left in _full) root = root is null ? left : MerkleTree.NodeHash(left, root);
        return root ?? MerkleTree.EmptyRoot;
    }

    public void Clear()
    {
        _full.Clear();
        Count = 0;
    }
}
