using System.IO.Compression;
using System.Security.Cryptography;

namespace Laksana.Server.Hosting;

/// <summary>A style sheet, script or picture of the pages, embedded in the assembly and addressed by its content's hash.</summary>
internal sealed record Asset(string Name, string Path, string MediaType, byte[] Bytes, byte[]? Brotli)
{
    private const string ResourcePrefix = "wwwroot/";

    public static Asset Read(System.Reflection.Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var name = resource[ResourcePrefix.Length..];
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6));
        var dot = name.LastIndexOf('.');
        return new Asset(name, $"/aset/{name[..dot]}.{hash}{name[dot..]}", MediaTypeOf(name[dot..]), bytes, Compress(bytes));
    }

    public static IEnumerable<string> ResourcesOf(System.Reflection.Assembly assembly) =>
        assembly.GetManifestResourceNames().Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal));

    private static string MediaTypeOf(string extension) => extension switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        _ => throw new NotSupportedException($"No media type is known for {extension} files in wwwroot."),
    };

    private static byte[]? Compress(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var brotli = new BrotliStream(target, CompressionLevel.SmallestSize, leaveOpen: true))
            brotli.Write(bytes);
        return target.Length < bytes.Length ? target.ToArray() : null;
    }
}
