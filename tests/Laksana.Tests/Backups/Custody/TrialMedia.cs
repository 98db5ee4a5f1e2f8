using System.Diagnostics;
using System.Security.Cryptography;
using Laksana.Backups;
using Laksana.Tests.Database;
using Xunit;

namespace Laksana.Tests.Backups.Custody;

/// <summary>A file system that fails as media fail, mounted through FUSE; the test is skipped where that is not permitted.</summary>
internal sealed class FaultyMedium : IAsyncDisposable
{
    private readonly Process _program;

    private FaultyMedium(string root, string path, Process program) => (Root, Path, _program) = (root, path, program);

    /// <summary>The folder in which it is mounted.</summary>
    public string Root { get; }

    public string Path { get; }

    public static async Task<FaultyMedium> MountAsync(string kind, int limit)
    {
        var root = Directory.CreateTempSubdirectory("laksana-faulty-").FullName;
        var path = Directory.CreateDirectory(System.IO.Path.Combine(root, "FD")).FullName;
        var program = Process.Start(new ProcessStartInfo("/usr/bin/python3", [Repository.Path("tests/Laksana.Tests/Backups/Custody/faulty-medium.py"), path, kind, limit.ToString()])
        {
            UseShellExecute = false, RedirectStandardError = true,
        })!;
        var medium = new FaultyMedium(root, path, program);
        for (var tries = 0; MountTable.Now().All(m => m.Path != path); tries++)
        {
            await Task.Delay(50);
            if (!program.HasExited && tries < 200) continue;
            var said = program.HasExited ? await program.StandardError.ReadToEndAsync() : "it does not answer";
            await medium.DisposeAsync();
            Assert.Skip("A file system of its own (FUSE) cannot be mounted here: " + said.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault());
        }
        return medium;
    }

    public async ValueTask DisposeAsync()
    {
        if (MountTable.Now().Any(m => m.Path == Path)) Accounts.Say("umount", "-l", Path);
        if (!_program.HasExited) _program.Kill();
        await _program.WaitForExitAsync();
        _program.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}

/// <summary>An ext4 of its own on a loop device; the test is skipped where that is not permitted.</summary>
internal sealed class LoopMedium : IAsyncDisposable
{
    private LoopMedium(string root) => Root = root;

    public string Root { get; }

    public string Path => System.IO.Path.Combine(Root, "FD");

    public string Image => System.IO.Path.Combine(Root, ".image");

    public static Task<LoopMedium> MountAsync(int megabytes)
    {
        var medium = new LoopMedium(Directory.CreateTempSubdirectory("laksana-loop-").FullName);
        Directory.CreateDirectory(medium.Path);
        using (var image = File.Create(medium.Image)) image.SetLength(megabytes * 1024L * 1024);
        try
        {
            Accounts.Say("mkfs.ext4", "-q", "-F", medium.Image);
            Accounts.Say("mount", "-o", "loop", medium.Image, medium.Path);
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            Directory.Delete(medium.Root, recursive: true);
            Assert.Skip("A loop device cannot be mounted here: " + error.Message);
        }
        return Task.FromResult(medium);
    }

    public void Remount(string options) => Accounts.Say("mount", "-o", "remount," + options, Path);

    public ValueTask DisposeAsync()
    {
        Accounts.Say("umount", Path);
        Directory.Delete(Root, recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Folders that look like a finished backup to whoever copies them.</summary>
internal static class TrialBackup
{
    public static string Write(string under, string name, int bytes)
    {
        var folder = Directory.CreateDirectory(Path.Combine(under, name)).FullName;
        File.WriteAllBytes(Path.Combine(folder, name + ".tar.age"), RandomNumberGenerator.GetBytes(bytes));
        File.WriteAllText(Path.Combine(folder, Artifact.ReadMeName), "Cara membuka backup ini\n");
        Sum(folder);
        return folder;
    }

    public static void Sum(string folder) => File.WriteAllText(Path.Combine(folder, Artifact.SumsName), string.Concat(Directory.GetFiles(folder).Where(f => Path.GetFileName(f) != Artifact.SumsName)
        .Order(StringComparer.Ordinal).Select(f => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f)))}  {Path.GetFileName(f)}\n")));
}

/// <summary>Hears how far a copy is; may do something at a point of it.</summary>
internal sealed class HeardCopy : ICopyProgress, IProgress<long>
{
    public List<bool> Phases { get; } = [];

    public long Bytes { get; private set; }

    public Action<long>? At { get; init; }

    public Func<Task>? Mine { get; init; }

    public IProgress<long> Passed => this;

    public Task BeginAsync(bool reading, long bytes, CancellationToken token)
    {
        Phases.Add(reading);
        return Task.CompletedTask;
    }

    public Task StillMineAsync(CancellationToken token) => Mine?.Invoke() ?? Task.CompletedTask;

    public void Report(long value)
    {
        Bytes += value;
        At?.Invoke(Bytes);
    }
}
