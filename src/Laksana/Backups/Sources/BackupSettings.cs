using System.Text.RegularExpressions;
using Npgsql;

namespace Laksana.Backups;

/// <summary>Where backups go and what is backed up. Checked when made.</summary>
public sealed partial record BackupSettings
{
    /// <exception cref="OperatorException">A name or connection string that cannot be used, or two sources of one name.</exception>
    public BackupSettings(string directory, IReadOnlyList<BackupSource> sources)
    {
        Directory = Path.GetFullPath(directory);
        foreach (var source in sources)
        {
            if (!SourceName().IsMatch(source.Name)) throw BackupWords.Refuse("source-name", source.Name);
            if (!CanBeReached(source.Connection)) throw BackupWords.Refuse("source-connection", source.Name);
            if (!_sources.TryAdd(source.Name, source)) throw BackupWords.Refuse("source-twice", source.Name);
        }
    }

    private readonly Dictionary<string, BackupSource> _sources = new(StringComparer.Ordinal);

    /// <summary>Absolute path. Each office has a folder of its own in it. Several nodes share it, or each keeps the backups it made.</summary>
    public string Directory { get; }

    /// <summary>Free space, in bytes, that a dump must leave beside what it is expected to need.</summary>
    public long Reserve { get; init; } = 256L * 1024 * 1024;

    /// <summary>The source as the office may use it; null when there is none of that name for it.</summary>
    public BackupSource? Find(string office, string name) => _sources.TryGetValue(name, out var source) && source.IsFor(office) ? source : null;

    /// <summary>The sources that the office may use, in order of their names.</summary>
    public IReadOnlyList<BackupSource> All(string office) => [.. _sources.Values.Where(s => s.IsFor(office)).OrderBy(s => s.Name, StringComparer.Ordinal)];

    /// <summary>The folder of an office's backups, one folder in it for each.</summary>
    public string FolderOf(string office) => Path.Combine(Directory, office);

    private static bool CanBeReached(string connection)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connection) is { Host.Length: > 0, Database.Length: > 0 };
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SourceName();
}
