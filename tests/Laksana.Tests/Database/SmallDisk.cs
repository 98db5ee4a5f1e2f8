using Xunit;

namespace Laksana.Tests.Database;

/// <summary>A file system of a few megabytes in memory; the test is skipped where mounting is not permitted.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string path) => Path = path;

    internal string Path { get; }

    internal static Task<SmallDisk> MountAsync(int megabytes)
    {
        var path = Directory.CreateTempSubdirectory("laksana-disk-").FullName;
        try
        {
            Accounts.Say("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=755", "tmpfs", path);
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            Directory.Delete(path);
            Assert.Skip("Mounting a file system is not permitted here.");
        }
        Accounts.Open(path);
        return Task.FromResult(new SmallDisk(path));
    }

    internal Task GrowAsync(int megabytes)
    {
        Accounts.Say("mount", "-o", $"remount,size={megabytes}m", Path);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Accounts.Say("umount", "-l", Path);
        Directory.Delete(Path);
        return ValueTask.CompletedTask;
    }
}
