using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Laksana.Backups;

/// <summary>
/// What a medium says of itself: the file <c>LAKSANA-MEDIA.json</c> at its root, so that a sticker on the wrong stick is found. <paramref name="Mark"/> is the medium's
/// own number in the inventory, which no second one has.
/// </summary>
public sealed partial record MediumMark(string Label, string Office, Guid Mark)
{
    public const string FileName = "LAKSANA-MEDIA.json";

    private const int Longest = 4096;

    /// <summary>Null when there is none, or none that can be read.</summary>
    public static MediumMark? Read(string root)
    {
        try
        {
            var file = new FileInfo(Path.Combine(root, FileName));
            return file is { Exists: true, Length: <= Longest } ? JsonSerializer.Deserialize(File.ReadAllBytes(file.FullName), MarkJson.Default.MediumMark) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The mark of the medium that a folder lies on: in it, or in one of the folders above it on the same path.</summary>
    public static (MediumMark Mark, string Root)? Above(string folder)
    {
        const int levels = 4;
        var at = new DirectoryInfo(Path.GetFullPath(folder));
        for (var level = 0; at is not null && level < levels; level++, at = at.Parent)
            if (Read(at.FullName) is { } mark) return (mark, at.FullName);
        return null;
    }

    /// <summary>Writes it beside its place first, so that no half of it is ever read.</summary>
    public void Write(string root)
    {
        var (path, partial) = (Path.Combine(root, FileName), Path.Combine(root, ".partial-" + FileName));
        using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write))
        {
            file.Write(JsonSerializer.SerializeToUtf8Bytes(this, MarkJson.Readable.MediumMark!));
            file.Flush();
            SystemCalls.Sync(file.SafeFileHandle, partial);
        }
        File.Move(partial, path, overwrite: true);
        SystemCalls.SyncFolder(root);
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
    [JsonSerializable(typeof(MediumMark))]
    private sealed partial class MarkJson : JsonSerializerContext
    {
        /// <summary>The letters themselves, for whoever opens the file.</summary>
        public static MarkJson Readable { get; } = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
