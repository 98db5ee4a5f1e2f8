using System.Diagnostics;
using Laksana.Backups;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Backups;

public sealed class TreeTakingTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task a_folder_comes_back_with_its_names_permissions_links_and_holes_by_tar_and_by_laksana()
    {
        using var trial = await DumpTrial.NewAsync(fixture.Database);
        var tree = Path.Combine(trial.Folder, ".web");
        await ShAsync($"""
            mkdir -p {tree}/a/b {tree}/cache && cd {tree} && echo halo > index.html && chmod 640 index.html && ln -s index.html tautan && ln index.html a/sama
            printf x > "$(printf 'baris\nbaru')" && printf y > "$(printf 'latin\351')" && printf z > 'a/; drop table' && echo buang > cache/x.tmp && echo log > a/b/x.log
            truncate -s 50M jarang && printf akhir | dd of=jarang bs=1 seek=30000000 conv=notrunc 2>/dev/null && touch -d '2020-01-02 03:04:05.678' a/b && chmod 555 a/b
            """);
        var source = new BackupSource("web", "", []) { Kind = SourceKind.Tree, Folder = tree, Exclude = ["cache/**", "*.log"], Sensitive = false };
        var taken = await trial.Taking(trial.Settings(source)).TakeAsync(new TakeOrder(trial.Office, "web", Guid.CreateVersion7(), 1, DumpTrial.Asked, null, "ratri"), new HeardProgress(), default);
        Assert.EndsWith(".tar", taken.Summary.File, StringComparison.Ordinal);
        Assert.True(taken.Backup.Bytes < 1_000_000);
        var byTar = Path.Combine(trial.Folder, ".tar");
        await ShAsync($"mkdir {byTar} && tar -x -p --numeric-owner -f {taken.Folder}/{taken.Summary.File} -C {byTar}");
        var (manifest, byLaksana) = await trial.UnpackAsync(taken.Backup.Id);
        Assert.Contains(manifest.Files, f => f.Name == "dump/latin%E9");
        Assert.DoesNotContain(manifest.Files, f => f.Name.EndsWith(".log", StringComparison.Ordinal) || f.Name.Contains("cache/", StringComparison.Ordinal));
        const string List = "find . -mindepth 1 ! -path './cache/*' ! -name '*.log' -printf '%P %M %U %G %s %l %T@\\n' | sort && find . -type f ! -path './cache/*' ! -name '*.log' -exec sha256sum {} + | sort";
        var expected = await ShAsync($"cd {tree} && {List}");
        Assert.Equal(expected, await ShAsync($"cd {byTar}/dump && {List}"));
        Assert.Equal(expected, await ShAsync($"cd {byLaksana}/dump && {List}"));
        Assert.Equal("2", (await ShAsync($"stat -c %h {byLaksana}/dump/a/sama")).Trim());
        Assert.True(int.Parse(await ShAsync($"du -k {byLaksana}/dump/jarang | cut -f1")) < 1000);
        await ShAsync($"chmod -R u+w {tree} {byTar} {byLaksana}");
    }

    [Fact]
    public async Task a_folder_that_is_not_there_is_told()
    {
        using var trial = await DumpTrial.NewAsync(fixture.Database);
        var source = new BackupSource("web", "", []) { Kind = SourceKind.Tree, Folder = trial.Folder + "/tidak-ada" };
        var failure = await Assert.ThrowsAsync<Laksana.Automation.ActionFailedException>(() => trial.Taking(trial.Settings(source))
            .TakeAsync(new TakeOrder(trial.Office, "web", Guid.CreateVersion7(), 1, DumpTrial.Asked, null, null), new HeardProgress(), default));
        Assert.Contains("tidak-ada", failure.Message, StringComparison.Ordinal);
        Assert.Empty(trial.Folders());
    }

    private static async Task<string> ShAsync(string script)
    {
        using var sh = Process.Start(new ProcessStartInfo("bash", ["-ec", script]) { RedirectStandardOutput = true, UseShellExecute = false, Environment = { ["LC_ALL"] = "C" } })!;
        var said = await sh.StandardOutput.ReadToEndAsync();
        await sh.WaitForExitAsync();
        return sh.ExitCode == 0 ? said : throw new InvalidOperationException(said);
    }
}
