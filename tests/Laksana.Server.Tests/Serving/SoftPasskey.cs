using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Laksana.Testing;

/// <summary>An authenticator in software (WebAuthn level 3, ES256, attestation "none") and the browser's part around it.</summary>
internal sealed class SoftPasskey(Uri site) : IDisposable
{
    private const byte PresentAndVerified = 0x05;
    private const byte WithCredential = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(32);
    private string _userHandle = "";
    private uint _uses;

    /// <summary>What navigator.credentials.create would hand to the page for these options.</summary>
    public string Create(string options)
    {
        var asked = JsonNode.Parse(options)!;
        _userHandle = (string)asked["user"]!["id"]!;
        var data = ClientData("webauthn.create", (string)asked["challenge"]!);
        var authenticatorData = (byte[])[.. Head(PresentAndVerified | WithCredential), .. new byte[16], 0, (byte)_id.Length, .. _id, .. CoseKey()];
        return Answer(new JsonObject
        {
            ["clientDataJSON"] = Text(data),
            ["attestationObject"] = Text([.. Map(3), .. Word("fmt"), .. Word("none"), .. Word("attStmt"), .. Map(0), .. Word("authData"), .. Bytes(authenticatorData)]),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <summary>What navigator.credentials.get would hand to the page.</summary>
    public string Get(string options)
    {
        var data = ClientData("webauthn.get", (string)JsonNode.Parse(options)!["challenge"]!);
        var authenticatorData = Head(PresentAndVerified);
        var signature = _key.SignData([.. authenticatorData, .. SHA256.HashData(data)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Answer(new JsonObject
        {
            ["clientDataJSON"] = Text(data),
            ["authenticatorData"] = Text(authenticatorData),
            ["signature"] = Text(signature),
            ["userHandle"] = _userHandle,
        });
    }

    public void Dispose() => _key.Dispose();

    private string Answer(JsonObject response) => new JsonObject
    {
        ["id"] = Text(_id),
        ["rawId"] = Text(_id),
        ["type"] = "public-key",
        ["clientExtensionResults"] = new JsonObject(),
        ["authenticatorAttachment"] = "platform",
        ["response"] = response,
    }.ToJsonString();

    private byte[] ClientData(string type, string challenge) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["type"] = type,
        ["challenge"] = challenge,
        ["origin"] = site.GetLeftPart(UriPartial.Authority),
        ["crossOrigin"] = false,
    });

    private byte[] Head(int flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, ++_uses);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(site.Host)), (byte)flags, .. count];
    }

    private byte[] CoseKey()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        // {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
        return [.. Map(5), 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, .. Bytes(point.X!), 0x22, .. Bytes(point.Y!)];
    }

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);

    // As much of CBOR (RFC 8949) as an attestation needs.
    private static byte[] Map(int pairs) => [(byte)(0xa0 | pairs)];

    private static byte[] Word(string text) => [(byte)(0x60 | text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Bytes(byte[] bytes) => bytes.Length < 256 ? [0x58, (byte)bytes.Length, .. bytes] : [0x59, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];
}
