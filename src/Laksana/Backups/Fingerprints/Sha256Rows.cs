using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Laksana.Backups;

/// <summary>
/// SHA-256 of very many short texts. A call of <see cref="SHA256.HashData(ReadOnlySpan{byte}, Span{byte})"/> costs several times what the hash of a table's row does, so
/// the system's libcrypto is called as directly as can be; where it is not there under a known name, .NET's does the same, slower.
/// </summary>
internal static unsafe class Sha256Rows
{
    /// <summary>Longer calls than this let the garbage collector wait if it wants to stop this thread.</summary>
    private const int Short = 4096;

    private static readonly bool Direct;
    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, int> Init;
    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, byte*, nuint, int> Update;
    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, byte*, int> Final;

    static Sha256Rows()
    {
        foreach (var name in new[] { "libcrypto.so.3", "libcrypto.so.1.1" })
        {
            if (!NativeLibrary.TryLoad(name, out var library)) continue;
            if (!NativeLibrary.TryGetExport(library, "SHA256_Init", out var init) || !NativeLibrary.TryGetExport(library, "SHA256_Update", out var update)
                || !NativeLibrary.TryGetExport(library, "SHA256_Final", out var final)) continue;
            Init = (delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, int>)init;
            Update = (delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, byte*, nuint, int>)update;
            Final = (delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, byte*, int>)final;
            Direct = Agrees();
            return;
        }
    }

    /// <summary>The sum over lines, each ended by a newline that does not count.</summary>
    /// <param name="lines">Ends with a newline, or is empty.</param>
    public static TableSum Sum(ReadOnlySpan<byte> lines)
    {
        var (rows, sum) = (0L, UInt128.Zero);
        // SHA256_CTX has 112 bytes; more is given than it can want.
        byte* context = stackalloc byte[256];
        Span<byte> digest = stackalloc byte[32];
        fixed (byte* into = digest)
        {
            while (!lines.IsEmpty)
            {
                var length = lines.IndexOf((byte)'\n');
                if (length < 0) throw new ArgumentException("The last line does not end.", nameof(lines));
                var line = lines[..length];
                if (Direct && length <= Short) Hash(context, line, into);
                else SHA256.HashData(line, digest);
                rows++;
                sum = unchecked(sum + System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(digest));
                lines = lines[(length + 1)..];
            }
        }
        return new TableSum(rows, sum);
    }

    private static void Hash(byte* context, ReadOnlySpan<byte> line, byte* into)
    {
        Init(context);
        fixed (byte* bytes = line)
            if (bytes is not null) Update(context, bytes, (nuint)line.Length);
        Final(into, context);
    }

    /// <summary>A library that says something else is not the one we took it for.</summary>
    private static bool Agrees()
    {
        byte* context = stackalloc byte[256];
        Span<byte> digest = stackalloc byte[32];
        var text = "laksana"u8;
        fixed (byte* into = digest) Hash(context, text, into);
        return digest.SequenceEqual(SHA256.HashData(text));
    }
}
