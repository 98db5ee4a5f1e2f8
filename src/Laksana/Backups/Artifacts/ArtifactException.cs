using static Laksana.Backups.BackupWords;

namespace Laksana.Backups;

/// <summary>Why an artifact cannot be used.</summary>
public enum ArtifactFault
{
    /// <summary>None of the keys at hand opens it. It may well be whole.</summary>
    WrongKey,
    /// <summary>Its bytes are not those that were written.</summary>
    Damaged,
    /// <summary>It ends too early.</summary>
    Incomplete,
    /// <summary>A file of it is not there.</summary>
    Missing,
    /// <summary>It is none of ours, parts of different artifacts were put together, or it is of a newer form.</summary>
    Foreign,
}

/// <summary>An artifact that cannot be read. <paramref name="where"/>: the file or entry in which that shows.</summary>
public sealed class ArtifactException(ArtifactFault fault, string where, Exception? inner = null) : Exception(Say["artifact." + fault, where], inner)
{
    public ArtifactFault Fault { get; } = fault;

    public string Where { get; } = where;

    public string Hint => Say[$"artifact.{Fault}.hint", Where];
}
