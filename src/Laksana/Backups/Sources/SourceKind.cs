namespace Laksana.Backups;

/// <summary>What a source is; the numbers are those of <c>backup.kind</c>.</summary>
public enum SourceKind
{
    PostgreSql,
    /// <summary>MariaDB or MySQL.</summary>
    MariaDb,
    Oracle,
    /// <summary>A folder with everything below it, such as a website.</summary>
    Tree,
    /// <summary>This installation: its database with the documents, and its keys.</summary>
    Laksana,
    /// <summary>A program of the office's own that leaves its backup in a folder.</summary>
    Command,
}
