namespace Laksana;

/// <summary>
/// Something the operator of the installation must mend: shown as the message and the hint alone, never with a stack trace,
/// and ends a command with <see cref="Code"/>.
/// </summary>
/// <param name="message">The cause, in one sentence.</param>
/// <param name="hint">What to do about it.</param>
/// <param name="code">The process exit code; see <see cref="ExitCode"/>.</param>
public sealed class OperatorException(string message, string hint, ExitCode code = ExitCode.Failed, Exception? inner = null)
    : Exception(message, inner)
{
    public string Hint { get; } = hint;

    public ExitCode Code { get; } = code;
}

/// <summary>What the <c>laksana</c> executable ends with; the table stands in docs/commands.md.</summary>
public enum ExitCode
{
    Ok = 0,
    /// <summary>The command ran and the answer is no: lint errors, a register that does not verify, a tour that fell short.</summary>
    Failed = 1,
    /// <summary>The call's words are wrong.</summary>
    Usage = 2,
    /// <summary>A file or directory that was named is missing or unreadable.</summary>
    NotFound = 3,
    /// <summary>PostgreSQL is missing or too old, or cannot be started or reached.</summary>
    Database = 4,
    /// <summary>The data directory or schema belongs to a newer program, is damaged, or is in use by another program.</summary>
    DataDirectory = 5,
    /// <summary>The disk is full or not writable.</summary>
    Storage = 6,
    /// <summary>A check could not be brought to an end (wrong key, no room, a tool missing): what it was about may be good or not.</summary>
    Undecided = 7,
    /// <summary>Stopped by a signal before it ended; what POSIX shells say of an interrupt.</summary>
    Interrupted = 130,
}
