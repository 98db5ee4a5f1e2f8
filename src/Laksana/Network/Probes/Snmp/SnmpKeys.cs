using System.Security.Cryptography;
using System.Text;

namespace Laksana.Network.Probes.Snmp;

/// <summary>Proof and hiding of SNMPv3: HMAC-SHA-96 (RFC 3414), HMAC-192-SHA-256 (RFC 7860), AES-128 in CFB mode (RFC 3826), with keys of one device.</summary>
internal sealed class SnmpKeys
{
    private const int Stretched = 1 << 20;

    private readonly SnmpHash _hash;
    private readonly byte[]? _auth, _privacy;
    private long _salt = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8));

    public SnmpKeys(SnmpAccess access, ReadOnlySpan<byte> engine)
    {
        _hash = access.Hash;
        _auth = access.AuthPassword is { } proof ? Localised(proof, engine) : null;
        _privacy = access.PrivacyPassword is { } hiding ? Localised(hiding, engine)[..16] : null;
    }

    public bool Proves => _auth is not null;

    public bool Hides => _privacy is not null;

    public int ProofLength => _auth is null ? 0 : _hash == SnmpHash.Sha1 ? 12 : 24;

#pragma warning disable CA5350 // what the standard has for devices that know nothing newer
    public byte[] Proof(ReadOnlySpan<byte> message) => (_hash == SnmpHash.Sha1 ? HMACSHA1.HashData(_auth!, message) : HMACSHA256.HashData(_auth!, message))[..ProofLength];
#pragma warning restore CA5350

    public byte[] NextSalt()
    {
        var salt = new byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(salt, Interlocked.Increment(ref _salt));
        return salt;
    }

    public byte[] Hide(ReadOnlySpan<byte> plain, int boots, int time, ReadOnlySpan<byte> salt) => Turned(plain, boots, time, salt, hide: true);

    public byte[] Show(ReadOnlySpan<byte> hidden, int boots, int time, ReadOnlySpan<byte> salt) => Turned(hidden, boots, time, salt, hide: false);

    /// <summary>CFB is a stream; .NET asks for whole blocks, so the last one is filled up and cut off again.</summary>
    private byte[] Turned(ReadOnlySpan<byte> data, int boots, int time, ReadOnlySpan<byte> salt, bool hide)
    {
        Span<byte> start = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(start, boots);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(start[4..], time);
        salt[..8].CopyTo(start[8..]);
        var filled = new byte[(data.Length + 15) / 16 * 16];
        data.CopyTo(filled);
        using var aes = Aes.Create();
        aes.Key = _privacy!;
        var turned = hide ? aes.EncryptCfb(filled, start, PaddingMode.None, 128) : aes.DecryptCfb(filled, start, PaddingMode.None, 128);
        return turned[..data.Length];
    }

    /// <summary>RFC 3414 A.2: a megabyte of the password, and the device's name in between.</summary>
    private byte[] Localised(string password, ReadOnlySpan<byte> engine)
    {
        var name = _hash == SnmpHash.Sha1 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256;
        var bytes = Encoding.UTF8.GetBytes(password);
        var block = new byte[bytes.Length * 64];
        for (var i = 0; i < block.Length; i++) block[i] = bytes[i % bytes.Length];
        using var hash = IncrementalHash.CreateHash(name);
        for (var left = Stretched; left > 0; left -= block.Length) hash.AppendData(block, 0, Math.Min(left, block.Length));
        var key = hash.GetHashAndReset();
        hash.AppendData(key);
        hash.AppendData(engine);
        hash.AppendData(key);
        return hash.GetHashAndReset();
    }
}
