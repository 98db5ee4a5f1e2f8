namespace Laksana.Backups;

/// <summary>Something that is backed up, by a name that stands in sheets and folders.</summary>
/// <param name="Connection">PostgreSQL, MariaDB, Oracle: how to reach it (Npgsql's form for all three: <c>Host=…;Port=…;Database=…;Username=…;Password=…</c>) as a login that may only read. Empty for the others.</param>
/// <param name="Offices">The offices whose sheets may name it; empty: every office of the installation.</param>
public sealed record BackupSource(string Name, string Connection, IReadOnlyList<string> Offices)
{
    public SourceKind Kind { get; init; }

    /// <summary>Encrypted backups only, and no names of tables or files outside them. The rule; an office says so where it is not.</summary>
    public bool Sensitive { get; init; } = true;

    /// <summary>Tree: the folder. Oracle: where this machine sees the directory that the server writes into. Command: the folder in which it leaves its backup; null: one of ours, named to it.</summary>
    public string? Folder { get; init; }

    /// <summary>Tree: what is left out, as globs of paths below the folder (<c>cache/**</c>, <c>*.log</c>).</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Oracle: the name of the server's directory object.</summary>
    public string? OracleDirectory { get; init; }

    /// <summary>Command: program and arguments; no shell is involved.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>At most this many bytes a second are read from it; null: as fast as it goes.</summary>
    public long? Rate { get; init; }

    /// <summary>PostgreSQL, MariaDB, Oracle: a login that may create databases and rename them, for recoveries alone; in the file <c>restore</c>. Null: recoveries are planned only.</summary>
    public string? RestoreConnection { get; init; }

    /// <summary>PostgreSQL on this machine: its pgBackRest repository, for recoveries to any moment; in the file <c>pgbackrest</c>.</summary>
    public PgBackRestRepository? PgBackRest { get; init; }

    public bool IsFor(string office) => Offices.Count == 0 || Offices.Contains(office, StringComparer.Ordinal);

    /// <summary>Without the connection string: it may hold a password.</summary>
    public override string ToString() => Name;
}

/// <param name="Stanza">The cluster's name in pgBackRest.</param>
/// <param name="Config">pgBackRest's configuration file; null: its usual one.</param>
public sealed record PgBackRestRepository(string Stanza, string? Config = null);
