using System.Text.RegularExpressions;
using Npgsql;

namespace Laksana.Backups;

/// <summary>A database that sheets may have dumped, by a name that stands in sheets and folders.</summary>
/// <param name="Connection">A PostgreSQL connection string of a role that may only read.</param>
/// <param name="Offices">The offices whose sheets may name it; empty: every office of the installation.</param>
public sealed record BackupSource(string Name, string Connection, IReadOnlyList<string> Offices)
{
    public bool IsFor(string office) => Offices.Count == 0 || Offices.Contains(office, StringComparer.Ordinal);

    /// <summary>Without the connection string: it may hold a password.</summary>
    public override string ToString() => Name;
}

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
