using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Laksana.Register;
using Xunit;

namespace Laksana.Tests.Register;

public sealed class EventHashTests
{
    private static readonly byte[] Previous = SHA256.HashData("sebelumnya"u8);

    private static byte[] Sample(string office = "dukcapil", string number = "PML-2026-0001", int version = 2, string kind = "note-added",
        short bodyVersion = 1, string body = "{}", byte[]? previous = null) =>
        EventHash.Compute(office, number, version, kind, bodyVersion, Encoding.UTF8.GetBytes(body), previous ?? Previous);

    [Fact]
    public void the_hash_is_sha_256_over_the_documented_encoding()
    {
        using var bytes = new MemoryStream();
        bytes.Write("laksana-event-v1"u8);
        Field("dukcapil"u8.ToArray());
        Field("PML-2026-0001"u8.ToArray());
        Field([0, 0, 0, 2]);
        Field("note-added"u8.ToArray());
        Field([0, 1]);
        Field("{}"u8.ToArray());
        Field(Previous);
        Assert.Equal(SHA256.HashData(bytes.ToArray()), Sample());

        void Field(byte[] value)
        {
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
            bytes.Write(length);
            bytes.Write(value);
        }
    }

    [Fact]
    public void every_field_changes_the_hash_and_bytes_cannot_move_between_fields()
    {
        byte[][] hashes =
        [
            Sample(), Sample(office: "dukcapi", number: "lPML-2026-0001"), Sample(number: "PML-2026-0002"), Sample(version: 3),
            Sample(kind: "note-adde", body: "d{}"), Sample(bodyVersion: 2), Sample(body: "{ }"), Sample(previous: EventHash.None.ToArray()),
        ];
        Assert.Equal(hashes.Length, hashes.Select(Convert.ToHexString).Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(900)]
    [InlineData(1_000_000)]
    public void bodies_of_every_size_give_the_same_hash_from_text_and_from_utf_8(int size)
    {
        var body = new byte[size];
        var fromUtf8 = new byte[EventHash.Size];
        EventHash.Compute("kantor-é"u8, "X-1"u8, 7, "note-added"u8, 1, body, Previous, fromUtf8);
        Assert.Equal(fromUtf8, EventHash.Compute("kantor-é", "X-1", 7, "note-added", 1, body, Previous));
        Assert.True(ChainedEvent.After(Previous, "kantor-é", "X-1", 7, "note-added", 1, body).HashFits());
    }

    [Fact]
    public void a_previous_hash_of_another_size_is_refused() =>
        Assert.Throws<ArgumentException>(() => Sample(previous: new byte[31]));

    [Fact]
    public void a_personal_digest_needs_its_salt_and_its_value()
    {
        var salt = PersonalDigest.NewSalt();
        var digest = PersonalDigest.Compute(salt, "Siti");
        Assert.Equal(SHA256.HashData([.. salt, .. "Siti"u8]), digest);
        Assert.True(PersonalDigest.Fits(digest, salt, "Siti"));
        Assert.False(PersonalDigest.Fits(digest, PersonalDigest.NewSalt(), "Siti"));
        Assert.False(PersonalDigest.Fits(digest, salt, "Sita"));
        Assert.False(PersonalDigest.Fits(digest, [.. salt, (byte)'S'], "iti"));
    }
}
