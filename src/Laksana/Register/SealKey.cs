using System.Security.Cryptography;

namespace Laksana.Register;

/// <summary>
/// The key that signs an installation's seals: ECDSA P-256, in a file that only its owner may read. It proves who sealed; that
/// nothing sealed was rewritten is proved by a seal head kept outside, since whoever takes the server takes the key too.
/// </summary>
public sealed class SealKey : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly Lock _one = new();
    private readonly ECDsa _key;

    private SealKey(ECDsa key)
    {
        _key = key;
        PublicKey = key.ExportSubjectPublicKeyInfo();
        Id = IdOf(PublicKey);
    }

    /// <summary>SubjectPublicKeyInfo (DER).</summary>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>SHA-256 of <see cref="PublicKey"/>.</summary>
    public ReadOnlyMemory<byte> Id { get; }

    public static byte[] IdOf(ReadOnlyMemory<byte> publicKey) => SHA256.HashData(publicKey.Span);

    /// <summary>The key of this data directory (<c>keys/seal-key.pem</c>); made at first use, once, whoever comes first.</summary>
    /// <exception cref="OperatorException">The file is not a P-256 key, others may read it, or it cannot be written.</exception>
    public static SealKey OpenOrCreate(string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, "keys", "seal-key.pem");
        try
        {
            if (!File.Exists(path)) Create(path);
            return Open(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException(RegisterWords.Say["key-unusable", path, failure.Message], RegisterWords.Say["key-unusable-hint"],
                ExitCode.Storage, failure);
        }
    }

    /// <summary>Opens a key file that must be there.</summary>
    public static SealKey Open(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
            throw new OperatorException(RegisterWords.Say["key-open-to-others", path], RegisterWords.Say["key-open-to-others-hint", path],
                ExitCode.DataDirectory);
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            if (!IsP256(key)) throw new CryptographicException("Not a P-256 key.");
            key.ExportParameters(includePrivateParameters: true);
            return new SealKey(key);
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException or NotSupportedException)
        {
            key.Dispose();
            throw new OperatorException(RegisterWords.Say["key-damaged", path], RegisterWords.Say["key-damaged-hint"], ExitCode.DataDirectory, failure);
        }
    }

    /// <summary>Signs the SHA-256 hash of what is signed; the signature is in DER.</summary>
    public byte[] Sign(ReadOnlySpan<byte> hash)
    {
        // The sealing loop and those who export dossiers share the key.
        lock (_one) return _key.SignHash(hash, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>The public key for checking signatures; null when the bytes are not a P-256 public key.</summary>
    public static ECDsa? ReadPublicKey(ReadOnlyMemory<byte> publicKey)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey.Span, out var read);
            if (read == publicKey.Length && IsP256(key)) return key;
        }
        catch (Exception failure) when (failure is CryptographicException or NotSupportedException)
        {
            // Not a key, or one on a curve that this platform lacks: the caller reports it.
        }
        key.Dispose();
        return null;
    }

    /// <summary>True when the signature (DER) over a SHA-256 hash is this public key's.</summary>
    public static bool SignatureFits(ECDsa publicKey, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        try
        {
            return publicKey.VerifyHash(hash, signature, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public void Dispose() => _key.Dispose();

    private static bool IsP256(ECDsa key) => key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == "1.2.840.10045.3.1.7";

    // The name is given by a link that fails when another process was first; a crash before it leaves only a temporary file.
    private static void Create(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        var temporary = Path.Combine(folder, Path.GetRandomFileName());
        try
        {
            Write(temporary);
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process made it in the meantime; its key is the one.
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static void Write(string path)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using var file = new FileStream(path, options);
        using var text = new StreamWriter(file);
        text.Write(key.ExportPkcs8PrivateKeyPem());
        text.Write('\n');
        text.Flush();
        file.Flush(flushToDisk: true);
    }
}
