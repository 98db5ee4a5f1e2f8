using System.Globalization;
using Laksana.Database;

namespace Laksana.Backups;

/// <summary>
/// One proof's place: an empty folder below the scratch directory that is gone when disposed. Beside it lies a file that its program holds
/// locked; the kernel frees that lock however the program ends, and whoever finds it free may clear the place away (<see cref="SweepAsync"/>).
/// </summary>
internal sealed class ScratchFolder : IAsyncDisposable
{
    private const string Held = ".held";
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(10);
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FileStream _held;

    private readonly ProofSettings _settings;

    private ScratchFolder(ProofSettings settings, string path, FileStream held) => (_settings, Path, _held) = (settings, path, held);

    public string Path { get; }

    /// <exception cref="IOException">The scratch directory cannot be written.</exception>
    public static ScratchFolder Take(ProofSettings settings)
    {
        System.IO.Directory.CreateDirectory(settings.Directory, Mine);
        while (true)
        {
            var path = System.IO.Path.Combine(settings.Directory, string.Create(CultureInfo.InvariantCulture, $"uji-{Environment.ProcessId}-{Random.Shared.Next():x8}"));
            if (TryHold(path + Held, FileMode.CreateNew) is not { } held) continue;
            System.IO.Directory.CreateDirectory(path, Mine);
            return new ScratchFolder(settings, path, held);
        }
    }

    /// <summary>A folder inside.</summary>
    public string Folder(string name) => System.IO.Directory.CreateDirectory(System.IO.Path.Combine(Path, name), Mine).FullName;

    /// <summary>A folder inside that belongs to the account alone, which is let through what lies above.</summary>
    public async Task<string> FolderForAsync(string name, ScratchAccount account, CancellationToken token)
    {
        await account.LetThroughAsync([_settings.Directory, Path], token);
        if (!await account.CanEnterAsync(Path, token)) throw ProofWords.Refuse("scratch-closed", _settings.Directory, account.Name);
        var path = System.IO.Path.Combine(Path, name);
        await account.MakeFolderAsync(path, token);
        return path;
    }

    /// <summary>What lies in it, as far as this account sees it.</summary>
    public long UsedBytes
    {
        get
        {
            var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
            return new DirectoryInfo(Path).EnumerateFiles("*", options).Sum(Length);
        }
    }

    public long FreeBytes => new DriveInfo(Path).AvailableFreeSpace;

    public async ValueTask DisposeAsync()
    {
        await RemoveAsync(Path);
        File.Delete(_held.Name);
        await _held.DisposeAsync();
    }

    /// <summary>Clears away what programs that were killed have left: their servers, then their folders.</summary>
    /// <returns>The names of the folders that were there.</returns>
    public static async Task<IReadOnlyList<string>> SweepAsync(string root, CancellationToken token)
    {
        if (!System.IO.Directory.Exists(root)) return [];
        var swept = new List<string>();
        foreach (var path in System.IO.Directory.GetFileSystemEntries(root, "uji-*").Select(Named).Distinct(StringComparer.Ordinal))
        {
            token.ThrowIfCancellationRequested();
            if (TryHold(path + Held, FileMode.OpenOrCreate) is not { } held) continue;
            await using (held)
            {
                if (System.IO.Directory.Exists(path)) swept.Add(System.IO.Path.GetFileName(path));
                await RemoveAsync(path);
                if (!System.IO.Directory.Exists(path)) File.Delete(held.Name);
            }
        }
        return swept;
    }

    /// <summary>A server's files come and go.</summary>
    private static long Length(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static string Named(string entry) => entry.EndsWith(Held, StringComparison.Ordinal) ? entry[..^Held.Length] : entry;

    /// <summary>By the system's own programs: a tree may hold names that are no text, and folders that are closed even to their owner.</summary>
    private static async Task RemoveAsync(string path)
    {
        for (var attempt = 0; System.IO.Directory.Exists(path) && attempt < 20; attempt++)
        {
            await Leftovers.EndAsync(path);
            if (!Environment.IsPrivilegedProcess) await ExternalProgram.RunAsync(["chmod", "-R", "u+rwX", "--", path], LongEnough, CancellationToken.None);
            if ((await ExternalProgram.RunAsync(["rm", "-rf", "--", path], LongEnough, CancellationToken.None)).ExitCode != 0) await Task.Delay(50); // a server that is ending still writes there
        }
    }

    private static FileStream? TryHold(string file, FileMode mode)
    {
        try
        {
            return new FileStream(file, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException)
        {
            return null; // held by a living program, or made by another in this moment
        }
    }
}
