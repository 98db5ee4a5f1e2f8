using System.Globalization;

namespace Laksana.Database;

/// <summary>The installation's data directory and the places of the private cluster in it.</summary>
public sealed class DataFolder
{
    private DataFolder(string root) => Root = root;

    /// <summary>Absolute path.</summary>
    public string Root { get; }

    /// <summary>Everything of the private cluster. It appears whole, by one renaming, so its presence means that it was finished once.</summary>
    internal string Postgres => Path.Combine(Root, "postgres");

    internal string PostgresUnfinished => Path.Combine(Root, "postgres.new");

    private string Lock => Path.Combine(Root, "laksana.lock");

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
            throw DatabaseWords.Refuse(ExitCode.Storage, error, "data-unwritable", root, error.Message);
        }
    }

    /// <summary>
    /// Takes the directory for this program until disposed. The kernel frees the lock when the program ends in whatever way,
    /// and it is not inherited by the server.
    /// </summary>
    /// <exception cref="OperatorException">Another program has it.</exception>
    public IDisposable Take()
    {
        FileStream file;
        try
        {
            file = new FileStream(Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(Lock))
        {
            throw DatabaseWords.Refuse(ExitCode.DataDirectory, "in-use", Root, Holder());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw DatabaseWords.Refuse(ExitCode.Storage, error, "data-unwritable", Root, error.Message);
        }
        file.SetLength(0);
        file.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        file.Flush();
        return file;
    }

    private string Holder()
    {
        try
        {
            using var file = new FileStream(Lock, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file);
            var text = reader.ReadToEnd();
            return text.Length == 0 ? "?" : text;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "?";
        }
    }
}
