using Laksana.Database;

namespace Laksana.Backups;

/// <summary>A backup's folder, and its name while it is put aside to be removed.</summary>
internal sealed class ExpiryPlace(string root, string backup)
{
    public const string Mark = ".hapus-";

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    public string Folder { get; } = Path.Combine(root, backup);

    public string Aside { get; } = Path.Combine(root, Mark + backup);

    /// <summary>Somebody reads it on this machine: a check, a copy, a restore. Files that are open for reading are locked against being opened for one alone.</summary>
    public bool IsBeingRead()
    {
        try
        {
            foreach (var file in Directory.EnumerateFiles(Folder))
                using (new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.None)) { }
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <exception cref="IOException">It could not be renamed, or the name could not be made durable: nothing has happened then.</exception>
    public async Task PutAsideAsync(CancellationToken token)
    {
        Directory.Move(Folder, Aside);
        await SyncAsync(token);
    }

    public async Task PutBackAsync(CancellationToken token)
    {
        Directory.Move(Aside, Folder);
        await SyncAsync(token);
    }

    /// <param name="halfway">Called when some of its files are gone.</param>
    public async Task RemoveAsync(Action halfway, CancellationToken token)
    {
        foreach (var (file, i) in Directory.EnumerateFiles(Aside).Order(StringComparer.Ordinal).Select((f, i) => (f, i)).ToList())
        {
            File.Delete(file);
            if (i == 0) halfway();
        }
        Directory.Delete(Aside, recursive: true);
        await SyncAsync(token);
    }

    private async Task SyncAsync(CancellationToken token)
    {
        var said = await ExternalProgram.RunAsync(["sync", root], Soon, token);
        if (said.ExitCode != 0) throw new IOException(said.Text.Trim());
    }
}
