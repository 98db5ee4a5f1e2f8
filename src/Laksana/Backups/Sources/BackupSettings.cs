using System.Text.RegularExpressions;
using Laksana.Database;
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
            if (source.Kind is SourceKind.PostgreSql or SourceKind.MariaDb && !CanBeReached(source.Connection)) throw BackupWords.Refuse("source-connection", source.Name);
            if (source.Kind == SourceKind.Tree && !Path.IsPathRooted(source.Folder)) throw BackupWords.Refuse("source-folder", source.Name);
            if (!_sources.TryAdd(source.Name, source)) throw BackupWords.Refuse("source-twice", source.Name);
        }
    }

    /// <summary>The name of the installation's own data.</summary>
    public const string OwnData = "laksana";

    private volatile string? _only;

    private readonly Dictionary<string, BackupSource> _sources = new(StringComparer.Ordinal);

    /// <summary>Absolute path. Each office has a folder of its own in it. Several nodes share it, or each keeps the backups it made.</summary>
    public string Directory { get; }

    /// <summary>Free space, in bytes, that a dump must leave beside what it is expected to need.</summary>
    public long Reserve { get; init; } = 256L * 1024 * 1024;

    /// <summary>How long a backup waits while another of the same source goes on.</summary>
    public TimeSpan WaitForOther { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The source as the office may use it; null when there is none of that name for it.</summary>
    public BackupSource? Find(string office, string name) => _sources.TryGetValue(name, out var source) && MayUse(source, office) ? source : null;

    /// <summary>The sources that the office may use, in order of their names.</summary>
    public IReadOnlyList<BackupSource> All(string office) => [.. _sources.Values.Where(s => MayUse(s, office)).OrderBy(s => s.Name, StringComparer.Ordinal)];

    /// <summary>The folder of an office's backups, one folder in it for each.</summary>
    public string FolderOf(string office) => Path.Combine(Directory, office);

    /// <summary>
    /// With this installation's own data as a source (<see cref="OwnData"/>), which is there from the start. It holds every office's data: an installation of one office
    /// gives it to that office, one of several only to those that the file of sources names for it.
    /// </summary>
    public BackupSettings WithOwnData(LaksanaDatabase database, string dataDirectory)
    {
        var given = _sources.GetValueOrDefault(OwnData);
        if (given is { Kind: not SourceKind.Laksana }) return this;
        _sources[OwnData] = (given ?? new BackupSource(OwnData, "", []) { Kind = SourceKind.Laksana }) with { Connection = database.OwnerConnectionString, Folder = Path.Combine(Path.GetFullPath(dataDirectory), "keys") };
        return this;
    }

    /// <summary>Which offices there are.</summary>
    public void Knows(IReadOnlyList<string> offices) => _only = offices.Count == 1 ? offices[0] : null;

    private bool MayUse(BackupSource source, string office) => source.Kind == SourceKind.Laksana && source.Offices.Count == 0 ? office == _only : source.IsFor(office);

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
