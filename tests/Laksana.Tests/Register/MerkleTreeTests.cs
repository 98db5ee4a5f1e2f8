using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Laksana.Register;
using Xunit;

namespace Laksana.Tests.Register;

public sealed class MerkleTreeTests
{
    // The leaves and roots with which implementations of RFC 6962 are tested (certificate-transparency, merkletree tests).
    private static readonly byte[][] Leaves =
    [
        .. new[] { "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f" }
            .Select(hex => MerkleTree.LeafHash(Convert.FromHexString(hex))),
    ];

    private static readonly string[] Roots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void roots_are_those_of_rfc_6962()
    {
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Convert.ToHexStringLower(MerkleTree.Root([])));
        for (var n = 1; n <= Leaves.Length; n++)
            Assert.Equal(Roots[n - 1], Convert.ToHexStringLower(MerkleTree.Root(Leaves[..n])));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 8, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [InlineData(5, 8, "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(2, 3, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(1, 5, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")]
    public void inclusion_proofs_are_those_of_rfc_6962(int index, int size, params string[] expected)
    {
        var proof = MerkleTree.InclusionProof(Leaves[..size], index);
        Assert.Equal(expected, proof.Select(Convert.ToHexStringLower));
        Assert.True(MerkleTree.ProofFits(Leaves[index], index, size, proof, Convert.FromHexString(Roots[size - 1])));
    }

    [Fact]
    public void every_leaf_is_proved_by_its_proof_and_by_nothing_else() =>
        Prop.ForAll(Gen.Choose(1, 300).SelectMany(n => Gen.Choose(0, n - 1), (n, i) => (Size: n, Index: i)).ToArbitrary(), tree =>
        {
            var (size, index) = tree;
            var leaves = Enumerable.Range(0, size).Select(i => MerkleTree.LeafHash(BitConverter.GetBytes(i))).ToArray();
            var root = MerkleTree.Root(leaves);
            Assert.Equal(Recursive(leaves), root);
            var proof = MerkleTree.InclusionProof(leaves, index);
            Assert.True(MerkleTree.ProofFits(leaves[index], index, size, proof, root));
            Assert.False(MerkleTree.ProofFits(MerkleTree.LeafHash("lain"u8), index, size, proof, root));
            Assert.False(MerkleTree.ProofFits(leaves[index], index, size, [.. proof, root], root));
            if (size > 1)
            {
                Assert.False(MerkleTree.ProofFits(leaves[index], index ^ 1, size, proof, root));
                Assert.False(MerkleTree.ProofFits(leaves[index], index, size, [.. proof.Skip(1)], root));
            }
            for (var i = 0; i < proof.Count; i++)
            {
                byte[][] wrong = [.. proof.Select(p => (byte[])p.Clone())];
                wrong[i][0] ^= 1;
                Assert.False(MerkleTree.ProofFits(leaves[index], index, size, wrong, root));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void places_outside_the_tree_prove_nothing()
    {
        Assert.False(MerkleTree.ProofFits(Leaves[0], 1, 1, [], Leaves[0]));
        Assert.False(MerkleTree.ProofFits(Leaves[0], -1, 1, [], Leaves[0]));
        Assert.False(MerkleTree.ProofFits([], 0, 1, [], Leaves[0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleTree.InclusionProof(Leaves, 8));
    }

    // The definition as RFC 6962 §2.1 words it: split at the largest power of two smaller than n.
    private static byte[] Recursive(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1) return leaves[0];
        var split = 1;
        while (split * 2 < leaves.Length) split *= 2;
        return SHA256.HashData([0x01, .. Recursive(leaves[..split]), .. Recursive(leaves[split..])]);
    }
}
