using System.Diagnostics;
using Laksana.Automation;
using Laksana.Backups;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Backups.Proving;

public sealed class TreeProofTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task a_website_is_unpacked_beside_and_every_byte_permission_and_link_is_compared()
    {
        using var trial = await DumpTrial.NewAsync(fixture.Database);
        using var crafted = await CraftedArtifacts.NewAsync();
        var tree = Path.Combine(trial.Folder, ".web");
        await ShAsync($"""
            mkdir -p {tree}/a/b && cd {tree} && echo halo > index.html && chmod 640 index.html && ln -s index.html tautan && ln index.html a/sama
            printf y > "$(printf 'latin\351')" && truncate -s 5M jarang && printf akhir | dd of=jarang bs=1 seek=3000000 conv=notrunc 2>/dev/null && chmod 555 a/b
            """);
        var source = new BackupSource("web", "", []) { Kind = SourceKind.Tree, Folder = tree, Sensitive = false };
        var taken = await trial.Taking(trial.Settings(source)).TakeAsync(new TakeOrder(trial.Office, "web", Guid.CreateVersion7(), 1, DumpTrial.Asked, null, "ratri"), new HeardProgress(), default);
        var expected = ExpectedArtifact.Of(taken.Backup);
        foreach (var level in new[] { BackupLevel.Readable, BackupLevel.Proved })
        {
            var found = await new ArtifactProof(crafted.Scratch).RunAsync(taken.Folder, level, new BackupIdentities([]), expected, new HeardProgress(), default);
            Assert.True(found.Passed, found.Detail);
            Assert.Equal(level, found.Reached);
            Assert.Empty(crafted.Left());
        }
        // What the disk gives back is what counts: something that changes there before it is read again is found and named.
        foreach (var (spoil, name) in new[]
        {
            ("printf X | dd of=index.html bs=1 conv=notrunc", "index.html|a/sama"), ("chmod 644 index.html", "index.html|a/sama"), ("ln -sfn lain tautan", "tautan"), ("rm a/sama && cp index.html a/sama", "index.html|a/sama"),
            ("chmod 755 a/b", "a/b"), ("rm -f latin*", "latin%E9"), ("truncate -s 4M jarang", "jarang"),
        })
        {
            var progress = new SpoilingProgress(() => ShAsync($"cd {crafted.Scratch.Directory}/uji-*/isi/dump && {spoil} 2>/dev/null"));
            var found = await new ArtifactProof(crafted.Scratch).RunAsync(taken.Folder, BackupLevel.Proved, new BackupIdentities([]), expected, progress, default);
            Assert.Equal((CheckOutcome.Failed, BackupLevel.Whole), (found.Outcome, found.Reached));
            // Of one file's two names either may have been met first.
            Assert.Contains(name.Split('|'), n => found.Detail.Contains("dump/" + n, StringComparison.Ordinal));
        }
        await ShAsync($"chmod -R u+w {tree}");
    }

    private static async Task<string> ShAsync(string script)
    {
        using var sh = Process.Start(new ProcessStartInfo("bash", ["-ec", script]) { RedirectStandardOutput = true, UseShellExecute = false, Environment = { ["LC_ALL"] = "C" } })!;
        var said = await sh.StandardOutput.ReadToEndAsync();
        await sh.WaitForExitAsync();
        return sh.ExitCode == 0 ? said : throw new InvalidOperationException(said);
    }

    /// <summary>Does something when everything was unpacked and nothing has been read again.</summary>
    private sealed class SpoilingProgress(Func<Task> spoil) : IActionProgress
    {
        private bool _done;

        public async ValueTask ReportAsync(string line, double? fraction, CancellationToken token)
        {
            if (fraction is not 0.4 || line.Length == 0 || _done) return;
            _done = true;
            await spoil();
        }

        public Task StillMineAsync(CancellationToken token) => Task.CompletedTask;
    }
}
