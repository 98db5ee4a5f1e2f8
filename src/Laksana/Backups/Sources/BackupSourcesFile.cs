using System.Text.Json;
using System.Text.Json.Serialization;

namespace Laksana.Backups;

/// <summary>
/// The file in which an administrator names the databases to be backed up. A file and not an option, because a connection string may hold a
/// password: keep it readable for the program's account alone, or let the connection name a <c>Passfile</c>.
/// <code>
/// { "kependudukan": { "connection": "Host=10.0.0.5;Database=siak;Username=cadangan;Passfile=/etc/laksana/pgpass", "offices": ["banjarnegara"] } }
/// </code>
/// </summary>
public static partial class BackupSourcesFile
{
    /// <exception cref="OperatorException">It is missing, does not read, or leaves open what an office may have dumped.</exception>
    public static IReadOnlyList<BackupSource> Read(string path)
    {
        Dictionary<string, Entry> entries;
        try
        {
            entries = JsonSerializer.Deserialize(File.ReadAllBytes(path), EntriesJson.Default.DictionaryStringEntry) ?? [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw BackupWords.Refuse(ExitCode.NotFound, error, "sources-unreadable", path);
        }
        catch (JsonException error)
        {
            // Not its own words: they may repeat a piece of the file.
            throw BackupWords.Refuse(ExitCode.Usage, error, "sources-malformed", path, error.LineNumber + 1, error.BytePositionInLine + 1);
        }
        return [.. entries.Select(e => Source(path, e.Key, e.Value))];
    }

    private static readonly Dictionary<string, SourceKind> Kinds = new(StringComparer.Ordinal)
    {
        ["postgresql"] = SourceKind.PostgreSql, ["mariadb"] = SourceKind.MariaDb, ["mysql"] = SourceKind.MariaDb, ["folder"] = SourceKind.Tree, ["laksana"] = SourceKind.Laksana,
    };

    private static BackupSource Source(string path, string name, Entry entry)
    {
        if (!Kinds.TryGetValue(entry.Kind ?? "postgresql", out var kind)) throw BackupWords.Refuse("source-kind", name, entry.Kind);
        if (kind is SourceKind.PostgreSql or SourceKind.MariaDb && string.IsNullOrWhiteSpace(entry.Connection)) throw BackupWords.Refuse("source-connection", name);
        if (entry.Offices is not { Count: > 0 } offices) throw BackupWords.Refuse("source-offices", name, path);
        return new BackupSource(name, entry.Connection ?? "", offices is ["*"] ? [] : offices)
        {
            Kind = kind, Sensitive = entry.Sensitive ?? true, Folder = entry.Folder, Exclude = entry.Exclude ?? [], Rate = entry.Rate,
            RestoreConnection = entry.Restore,
        };
    }

    /// <param name="Kind">postgresql (when absent), mariadb, mysql, folder, laksana.</param>
    /// <param name="Offices">Ids of the offices whose sheets may name it, or "*" alone for all.</param>
    /// <param name="Sensitive">False: its backups are not encrypted.</param>
    /// <param name="Rate">Bytes a second that are read at most.</param>
    /// <param name="Restore">A login that may create and rename databases, for recoveries alone.</param>
    private sealed record Entry(string? Connection, IReadOnlyList<string>? Offices, string? Kind, bool? Sensitive, string? Folder, IReadOnlyList<string>? Exclude, long? Rate, string? Restore);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
    [JsonSerializable(typeof(Dictionary<string, Entry>))]
    private sealed partial class EntriesJson : JsonSerializerContext;
}
