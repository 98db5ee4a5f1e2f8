using System.Globalization;

namespace Laksana.Database;

/// <summary>The installation's data directory and the places of the private cluster in it.</summary>
public sealed class DataFolder
{
    private DataFolder(string root) => (Root, PostgresUnfinished) = (root, Path.Combine(root, FormattableString.Invariant($"postgres.new-{Environment.ProcessId}")));

    /// <summary>Absolute path.</summary>
    public string Root { get; }

    /// <summary>Everything of the private cluster. It appears whole, by one renaming, so its presence means that it was finished once.</summary>
    internal string Postgres => Path.Combine(Root, "postgres");

    internal string PostgresData => Path.Combine(Postgres, "data");

    internal string PostgresPasswords => Path.Combine(Postgres, "passwords.json");

    /// <summary>Of this process: an initdb whose program was killed may still be writing into another's.</summary>
    internal string PostgresUnfinished { get; }

    private string Lock => Path.Combine(Root, "laksana.lock");

    private string HolderFile => Path.Combine(Root, "laksana.pid");

    /// <summary>Makes the directory when it is missing.</summary>
    /// <exception cref="OperatorException">It cannot be made or written.</exception>
    public static DataFolder Prepare(string path)
    {
        var root = Path.GetFullPath(path);
        try
        {
            if (!Directory.Exists(root))
                Directory.CreateDirectory(root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute);
            return new DataFolder(root);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw DatabaseFailure.Unwritable(root, error);
        }
    }

    /// <summary>
    /// Takes the directory for this program until disposed. The kernel frees the lock when the program ends in whatever way,
    /// and it is not inherited by the server.
    /// </summary>
    /// <exception cref="OperatorException">Another program has it, or it cannot be written.</exception>
    public IDisposable Take() => TryTake() ?? throw DatabaseWords.Refuse(ExitCode.DataDirectory, "in-use", Root, Holder());

    /// <summary>As <see cref="Take"/>; null when another program has it.</summary>
    internal IDisposable? TryTake()
    {
        try
        {
            var file = new FileStream(Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            WriteHolder(file);
            return file;
        }
        catch (IOException error) when (IsLocked(error))
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw DatabaseFailure.Unwritable(Root, error);
        }
    }

    /// <summary>EWOULDBLOCK of flock(2), as .NET reports it.</summary>
    private static bool IsLocked(IOException error) => error is not (FileNotFoundException or DirectoryNotFoundException) && (error.HResult & 0xFFFF) == 11;

    /// <summary>Beside the lock, since .NET lets nobody read a locked file; only for the message to the next.</summary>
    private void WriteHolder(FileStream held)
    {
        try
        {
            File.WriteAllText(HolderFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception)
        {
            held.Dispose();
            throw;
        }
    }

    private string Holder()
    {
        try
        {
            return File.ReadAllText(HolderFile);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "?";
        }
    }
}
