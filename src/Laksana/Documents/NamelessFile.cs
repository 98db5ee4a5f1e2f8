namespace Laksana.Documents;

/// <summary>
/// A file that lost its name the moment it was opened: for bytes that are too many for memory and on their way somewhere. When it is closed, or the program
/// ends in whatever way, the disk has its room back.
/// </summary>
public static class NamelessFile
{
    /// <summary>For writing, and then for reading from its beginning.</summary>
    /// <param name="folder">Made when it is missing; only this account may look into it.</param>
    public static FileStream Create(string folder)
    {
        if (!Directory.Exists(folder)) Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var path = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.Asynchronous, BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        File.Delete(path);
        return file;
    }
}
