using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Laksana.Register;

/// <summary>What a dossier holds, in order; signed whole (<c>manifest.sig</c>). Hashes are SHA-256 in lower-case hex.</summary>
internal sealed record DossierManifest(string Format, string Office, string CaseNumber, int Events, int SealedUpTo, string Key,
    IReadOnlyList<DossierFile> Files)
{
    public const string FormatName = "laksana-dossier-v1";
    public const string Name = "manifest.json";
    public const string SignatureName = "manifest.sig";
}

internal sealed record DossierFile(string Name, long Size, string Sha256);

/// <summary>The case's chain (<c>rantai.json</c>); the bodies are files of their own, byte for byte as they are stored.</summary>
internal sealed record DossierChain(IReadOnlyList<DossierEvent> Events)
{
    public const string Name = "rantai.json";
}

internal sealed record DossierEvent(int Version, string Kind, short BodyVersion, string Previous, string Hash, string File);

/// <summary>
/// The seals that hold the case (<c>segel.json</c>), each with the proof that leads from the case's head to its Merkle root; and the
/// seals that follow the last of them, so that whoever keeps a later head outside can go there.
/// </summary>
internal sealed record DossierSeals(IReadOnlyList<DossierProof> Proofs, IReadOnlyList<DossierSeal> Following)
{
    public const string Name = "segel.json";
}

/// <param name="Version">Of the case's event that the seal holds.</param>
/// <param name="Position">Of the leaf in the seal's tree, from 0.</param>
/// <param name="Path">Hashes from the leaf up to the root (RFC 9162 §2.1.3).</param>
internal sealed record DossierProof(int Version, string Hash, int Position, IReadOnlyList<string> Path, DossierSeal Seal);

internal sealed record DossierSeal(long Number, DateTimeOffset SealedAt, int Leaves, string Root, string Previous, string KeyId, string Hash, string Signature)
{
    public static DossierSeal Of(Seal seal) => new(seal.Number, seal.SealedAt, seal.Leaves, Hex(seal.Root), Hex(seal.Previous), Hex(seal.KeyId),
        Hex(seal.Hash), Hex(seal.Signature));

    /// <exception cref="FormatException">A value is not hex.</exception>
    public Seal ToSeal(string office) => new()
    {
        Office = office,
        Number = Number,
        SealedAt = SealedAt,
        Leaves = Leaves,
        Root = Convert.FromHexString(Root),
        Previous = Convert.FromHexString(Previous),
        KeyId = Convert.FromHexString(KeyId),
        Hash = Convert.FromHexString(Hash),
        Signature = Convert.FromHexString(Signature),
    };

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(bytes.Span);
}

/// <summary>Persons' values (<c>data-pribadi.json</c>), only in a dossier that was asked to hold them.</summary>
internal sealed record DossierValues(IReadOnlyList<DossierValue> Values)
{
    public const string Name = "data-pribadi.json";
}

internal sealed record DossierValue(string Digest, string Salt, string Value);

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(DossierManifest))]
[JsonSerializable(typeof(DossierChain))]
[JsonSerializable(typeof(DossierSeals))]
[JsonSerializable(typeof(DossierValues))]
internal sealed partial class DossierJsonContext : JsonSerializerContext;

internal static class DossierJson
{
    /// <summary>Letters beyond ASCII stay as they are, for whoever reads the files.</summary>
    public static DossierJsonContext Readable { get; } =
        new(new JsonSerializerOptions(DossierJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
