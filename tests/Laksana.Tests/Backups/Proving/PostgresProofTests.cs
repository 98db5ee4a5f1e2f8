using System.IO.Compression;
using System.Text;
using Laksana.Backups;
using Xunit;

namespace Laksana.Tests.Backups.Proving;

public sealed class PostgresProofTests
{
    [Fact]
    public async Task a_good_backup_is_whole_readable_and_proved_and_nothing_of_the_proof_is_left()
    {
        using var crafted = await CraftedArtifacts.NewAsync();
        var folder = await WriteAsync(crafted);
        foreach (var level in new[] { BackupLevel.Whole, BackupLevel.Readable, BackupLevel.Proved })
        {
            var progress = new HeardProgress();
            var found = await crafted.ProveAsync(folder, level, progress: progress);
            Assert.Equal((CheckOutcome.Passed, level, (ArtifactFault?)null), (found.Outcome, found.Reached, found.Fault));
            Assert.All(progress.Said, s => Assert.InRange(s.Fraction ?? 0, 0, 1));
            Assert.Empty(crafted.Left());
            if (level != BackupLevel.Proved) continue;
            Assert.True(found.Times.Restore > TimeSpan.Zero && found.Times.Compare > TimeSpan.Zero && found.Times.Check > TimeSpan.Zero && found.Times.Whole >= found.Times.UntilRestored);
            Assert.True(found.ScratchBytes > 1_000_000 && found.Manifest is not null);
        }
    }

    [Fact]
    public async Task a_wrong_key_is_said_as_such_and_says_nothing_of_the_backup()
    {
        using var crafted = await CraftedArtifacts.NewAsync();
        var found = await crafted.ProveAsync(await WriteAsync(crafted), BackupLevel.Readable, crafted.OtherKeys);
        Assert.Equal((CheckOutcome.Undecided, ArtifactFault.WrongKey, BackupLevel.Whole), (found.Outcome, found.Fault, found.Reached));
    }

    [Fact]
    public async Task a_dump_of_a_newer_version_than_the_tools_is_said_as_such()
    {
        using var crafted = await CraftedArtifacts.NewAsync();
        var newer = await crafted.ProveAsync(await WriteAsync(crafted, m => m with { ServerMajor = 99 }), BackupLevel.Proved);
        Assert.Equal((CheckOutcome.Undecided, BackupLevel.Whole), (newer.Outcome, newer.Reached));
        Assert.Contains("PostgreSQL 99", newer.Detail, StringComparison.Ordinal);
        // Also where only the archive itself tells: the version stands behind its five letters.
        var (files, print) = await DumpedDatabase.GetAsync();
        var folder = await crafted.WriteAsync("arsip", SourceKind.PostgreSql, files.Select(f => f.Name == "dump/toc.dat" ? (f.Name, Changed(f.Content, 6, 99)) : f), m => m with { Fingerprint = print });
        var archive = await crafted.ProveAsync(folder, BackupLevel.Readable);
        Assert.Equal(CheckOutcome.Undecided, archive.Outcome);
        Assert.Contains("1.99", archive.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task content_that_is_not_what_was_dumped_is_found_by_reading_and_by_restoring()
    {
        using var crafted = await CraftedArtifacts.NewAsync();
        var folder = await WriteAsync(crafted, m => m with { Fingerprint = m.Fingerprint! with { Tables = [.. m.Fingerprint.Tables.Select((t, i) => t.Rows == 5000 ? t with { Sum = new string('0', 32) } : t)] } });
        foreach (var level in new[] { BackupLevel.Readable, BackupLevel.Proved })
        {
            var found = await crafted.ProveAsync(folder, level);
            Assert.Equal((CheckOutcome.Failed, BackupLevel.Whole, (ArtifactFault?)null), (found.Outcome, found.Reached, found.Fault));
        }
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("unended")]
    [InlineData("noise")]
    public async Task a_stream_that_the_source_left_unfinished_is_found_although_every_hash_fits(string how)
    {
        using var crafted = await CraftedArtifacts.NewAsync();
        var (files, print) = await DumpedDatabase.GetAsync();
        var largest = files.Where(f => f.Name.EndsWith(".dat.gz", StringComparison.Ordinal)).MaxBy(f => f.Content.Length);
        byte[] changed = how switch
        {
            "cut" => largest.Content[..(largest.Content.Length / 2)],
            "unended" => Packed(Unpacked(largest.Content)[..^5]),
            _ => Changed(largest.Content, largest.Content.Length / 2, (byte)~largest.Content[largest.Content.Length / 2]),
        };
        var folder = await crafted.WriteAsync("putus", SourceKind.PostgreSql, files.Select(f => f.Name == largest.Name ? (f.Name, changed) : f), m => m with { Fingerprint = print });
        Assert.Equal(CheckOutcome.Failed, (await crafted.ProveAsync(folder, BackupLevel.Readable)).Outcome);
        // Without its last line alone it still restores whole; otherwise restoring finds it as well.
        if (how != "unended") Assert.Equal(CheckOutcome.Failed, (await crafted.ProveAsync(folder, BackupLevel.Proved)).Outcome);
    }

    [Fact]
    public async Task without_room_it_does_not_begin_and_says_how_much_it_needs()
    {
        using var crafted = await CraftedArtifacts.NewAsync();
        var folder = await WriteAsync(crafted);
        var found = await crafted.ProveAsync(folder, BackupLevel.Proved, settings: crafted.Scratch with { Reserve = long.MaxValue / 2 });
        Assert.Equal((CheckOutcome.Undecided, BackupLevel.Whole), (found.Outcome, found.Reached));
        Assert.Contains(crafted.Scratch.Directory, found.Detail, StringComparison.Ordinal);
        Assert.Empty(crafted.Left());
    }

    [Fact]
    public async Task cancelled_in_the_middle_it_leaves_neither_files_nor_processes()
    {
        using var crafted = await CraftedArtifacts.NewAsync();
        var folder = await WriteAsync(crafted);
        foreach (var stop in new[] { 0.02, 0.06, 0.2, 0.25, 0.7 })
        {
            using var cancel = new CancellationTokenSource();
            var progress = new StoppingProgress(stop, cancel);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => crafted.ProveAsync(folder, BackupLevel.Proved, progress: progress, token: cancel.Token));
            Assert.Empty(crafted.Left());
            Assert.DoesNotContain(System.Diagnostics.Process.GetProcesses(), p => CommandOf(p.Id).Contains(crafted.Root, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task two_proofs_on_one_machine_come_one_after_the_other()
    {
        using var crafted = await CraftedArtifacts.NewAsync();
        var folder = await WriteAsync(crafted);
        var waiting = new HeardProgress();
        var first = crafted.ProveAsync(folder, BackupLevel.Readable);
        var turn = await ProofTurn.TakeAsync(crafted.Scratch, new HeardProgress(), default);
        var second = crafted.ProveAsync(folder, BackupLevel.Readable, progress: waiting);
        await Task.Delay(500);
        Assert.False(second.IsCompleted);
        turn.Dispose();
        Assert.True((await first).Passed && (await second).Passed);
    }

    private static async Task<string> WriteAsync(CraftedArtifacts crafted, Func<Manifest, Manifest>? change = null)
    {
        var (files, print) = await DumpedDatabase.GetAsync();
        return await crafted.WriteAsync("2026-11-16_0800_siak_0badc0de", SourceKind.PostgreSql, files, m => (change ?? (x => x))(m with { Fingerprint = print }));
    }

    private static byte[] Changed(byte[] content, int at, byte value)
    {
        var copy = content.ToArray();
        copy[at] = value;
        return copy;
    }

    private static byte[] Unpacked(byte[] packed)
    {
        using var content = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress)) gzip.CopyTo(content);
        return content.ToArray();
    }

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(content);
        return packed.ToArray();
    }

    private static string CommandOf(int pid)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{pid}/cmdline"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>Cancels when the work has come so far.</summary>
    private sealed class StoppingProgress(double at, CancellationTokenSource cancel) : Laksana.Automation.IActionProgress
    {
        public async ValueTask ReportAsync(string line, double? fraction, CancellationToken token)
        {
            if (fraction >= at) await cancel.CancelAsync();
        }

        public Task StillMineAsync(CancellationToken token) => Task.CompletedTask;
    }
}
