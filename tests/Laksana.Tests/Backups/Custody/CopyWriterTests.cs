using Laksana.Backups;
using Xunit;

namespace Laksana.Tests.Backups.Custody;

public sealed class CopyWriterTests : IDisposable
{
    private const string Office = "kantor-uji", Name = "2026-11-16_0805_kependudukan_aaaaaaaa";
    private const int MegaByte = 1024 * 1024;

    private readonly string _folder = Directory.CreateTempSubdirectory("laksana-copy-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task a_copy_is_written_read_back_from_the_device_and_only_then_named()
    {
        await using var medium = await LoopMedium.MountAsync(32);
        var (places, place) = Places(medium.Root);
        var source = TrialBackup.Write(_folder, Name, 5 * MegaByte + 12345);
        var named = false;
        var heard = new HeardCopy { At = _ => named |= Directory.Exists(Path.Combine(place.CopiesOf(Office), Name)) };
        var copy = await new CopyWriter(places, place, Office).WriteAsync(source, "a-1", heard, ByteRate.Unlimited, default);

        Assert.False(named);
        Assert.Equal([false, true], heard.Phases);
        Assert.Equal(Path.Combine(medium.Path, "laksana", Office, Name), copy.Folder);
        foreach (var file in Directory.GetFiles(source)) Assert.Equal(await File.ReadAllBytesAsync(file), await File.ReadAllBytesAsync(Path.Combine(copy.Folder, Path.GetFileName(file))));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(source, "SHA256SUMS")))), copy.Digest);
        Assert.Equal([Name], Directory.GetFileSystemEntries(place.CopiesOf(Office)).Select(f => Path.GetFileName(f)!));

        var again = await new CopyWriter(places, place, Office).WriteAsync(source, "b-1", new HeardCopy(), ByteRate.Unlimited, default);
        Assert.Equal((true, copy.Digest, copy.Samples), (again.WasThere, again.Digest, again.Samples));
    }

    [Theory]
    [InlineData("forgets", 2 * MegaByte, MediumFault.Lying)]
    [InlineData("indirect", 2 * MegaByte, MediumFault.Lying)]
    [InlineData("wraps", 2 * MegaByte, MediumFault.FakeCapacity)]
    [InlineData("full", 2 * MegaByte, MediumFault.Full)]
    [InlineData("breaks", 2 * MegaByte, MediumFault.Broken)]
    [InlineData("dies", 2 * MegaByte, MediumFault.PulledOut)]
    public async Task a_medium_that_fails_is_found_and_named_and_carries_nothing_that_looks_like_a_copy(string kind, int limit, MediumFault expected)
    {
        await using var medium = await FaultyMedium.MountAsync(kind, limit);
        var (places, place) = Places(medium.Root);
        var source = TrialBackup.Write(_folder, Name, 5 * MegaByte);
        var fault = await Assert.ThrowsAsync<MediumException>(() => new CopyWriter(places, place, Office).WriteAsync(source, "a-1", new HeardCopy(), ByteRate.Unlimited, default));
        Assert.Equal(expected, fault.Fault);
        Assert.NotEqual("fault." + expected, fault.Message);
        if (kind != "dies") Assert.Empty(Directory.GetFileSystemEntries(place.CopiesOf(Office)));
    }

    [Fact]
    public async Task a_medium_that_is_sound_carries_the_copy_also_through_a_file_system_of_its_own()
    {
        await using var medium = await FaultyMedium.MountAsync("sound", 0);
        var (places, place) = Places(medium.Root);
        var copy = await new CopyWriter(places, place, Office).WriteAsync(TrialBackup.Write(_folder, Name, 3 * MegaByte + 1), "a-1", new HeardCopy(), ByteRate.Unlimited, default);
        Assert.True(File.Exists(Path.Combine(copy.Folder, Name + ".tar.age")));
    }

    [Fact]
    public async Task a_new_copy_that_runs_over_an_older_one_is_found_by_the_older_one_s_blocks()
    {
        await using var medium = await FaultyMedium.MountAsync("wraps", 4 * MegaByte);
        var (places, place) = Places(medium.Root);
        var (first, second) = (TrialBackup.Write(_folder, Name, 3 * MegaByte), TrialBackup.Write(_folder, Name.Replace("aaaa", "bbbb"), 3 * MegaByte));
        var older = await new CopyWriter(places, place, Office).WriteAsync(first, "a-1", new HeardCopy(), ByteRate.Unlimited, default);
        var known = new MediumCopy("FD", Name, CopyState.Whole, older.Digest, older.Samples, older.Bytes, default, "x", null, default);
        var fault = await Assert.ThrowsAsync<MediumException>(() => new CopyWriter(places, place, Office) { Older = [known] }.WriteAsync(second, "b-1", new HeardCopy(), ByteRate.Unlimited, default));
        Assert.Equal(MediumFault.Overwritten, fault.Fault);
        Assert.Contains(Name, fault.Message, StringComparison.Ordinal);
        Assert.Equal([Name], Directory.GetDirectories(place.CopiesOf(Office)).Select(f => Path.GetFileName(f)!));
    }

    [Fact]
    public async Task a_read_only_medium_a_full_one_and_a_damaged_original_are_told_apart()
    {
        await using var medium = await LoopMedium.MountAsync(8);
        var (places, place) = Places(medium.Root);
        var writer = new CopyWriter(places, place, Office);
        var large = await Assert.ThrowsAsync<MediumException>(() => writer.WriteAsync(TrialBackup.Write(_folder, "besar", 20 * MegaByte), "a-1", new HeardCopy(), ByteRate.Unlimited, default));
        Assert.Equal(MediumFault.Full, large.Fault);

        var source = TrialBackup.Write(_folder, Name, MegaByte);
        File.AppendAllText(Path.Combine(source, Name + ".tar.age"), "x");
        var damaged = await Assert.ThrowsAsync<MediumException>(() => writer.WriteAsync(source, "a-1", new HeardCopy(), ByteRate.Unlimited, default));
        Assert.Equal(MediumFault.SourceDamaged, damaged.Fault);
        Assert.Empty(Directory.GetFileSystemEntries(place.CopiesOf(Office)));

        medium.Remount("ro");
        TrialBackup.Sum(source);
        var readOnly = await Assert.ThrowsAsync<MediumException>(() => writer.WriteAsync(source, "a-1", new HeardCopy(), ByteRate.Unlimited, default));
        Assert.Equal(MediumFault.ReadOnly, readOnly.Fault);
        medium.Remount("rw");
    }

    [Fact]
    public async Task a_damaged_copy_of_the_same_name_is_put_aside_and_written_anew()
    {
        await using var medium = await LoopMedium.MountAsync(32);
        var (places, place) = Places(medium.Root);
        var source = TrialBackup.Write(_folder, Name, 2 * MegaByte);
        var copy = await new CopyWriter(places, place, Office).WriteAsync(source, "a-1", new HeardCopy(), ByteRate.Unlimited, default);
        await using (var file = new FileStream(Path.Combine(copy.Folder, Name + ".tar.age"), FileMode.Open)) { file.Position = 70_000; file.WriteByte(0); file.WriteByte(1); }
        var again = await new CopyWriter(places, place, Office).WriteAsync(source, "b-1", new HeardCopy(), ByteRate.Unlimited, default);
        Assert.Equal((false, copy.Digest), (again.WasThere, again.Digest));
        Assert.Equal([Name, Name + ".rusak-b-1"], Directory.GetDirectories(place.CopiesOf(Office)).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task whoever_lost_the_work_or_was_cancelled_leaves_nothing()
    {
        await using var medium = await LoopMedium.MountAsync(32);
        var (places, place) = Places(medium.Root);
        var source = TrialBackup.Write(_folder, Name, 4 * MegaByte);
        var lost = new HeardCopy { Mine = () => throw new OperationCanceledException() };
        await Assert.ThrowsAsync<OperationCanceledException>(() => new CopyWriter(places, place, Office).WriteAsync(source, "a-1", lost, ByteRate.Unlimited, default));
        using var cancel = new CancellationTokenSource();
        var cancelled = new HeardCopy { At = bytes => { if (bytes > MegaByte) cancel.Cancel(); } };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new CopyWriter(places, place, Office).WriteAsync(source, "a-2", cancelled, ByteRate.Unlimited, cancel.Token));
        Assert.Empty(Directory.GetFileSystemEntries(place.CopiesOf(Office)));
    }

    [Fact]
    public async Task what_a_dead_attempt_left_is_removed_and_a_link_leads_nowhere()
    {
        await using var medium = await LoopMedium.MountAsync(32);
        var (places, place) = Places(medium.Root);
        Directory.CreateDirectory(Path.Combine(place.CopiesOf(Office), ".partial-tua-1"));
        var source = TrialBackup.Write(_folder, Name, MegaByte);
        await new CopyWriter(places, place, Office).WriteAsync(source, "a-1", new HeardCopy(), ByteRate.Unlimited, default);
        Assert.Equal([Name], Directory.GetFileSystemEntries(place.CopiesOf(Office)).Select(f => Path.GetFileName(f)!));

        var elsewhere = Directory.CreateDirectory(Path.Combine(_folder, "lain")).FullName;
        Directory.CreateSymbolicLink(place.CopiesOf("kantor-lain"), elsewhere);
        var fault = await Assert.ThrowsAsync<MediumException>(() => new CopyWriter(places, place, "kantor-lain").WriteAsync(source, "a-1", new HeardCopy(), ByteRate.Unlimited, default));
        Assert.Equal(MediumFault.OtherMedium, fault.Fault);
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere));
    }

    [Fact]
    public async Task the_rate_holds_for_writing_and_reading_back()
    {
        await using var medium = await LoopMedium.MountAsync(32);
        var (places, place) = Places(medium.Root);
        var source = TrialBackup.Write(_folder, Name, 4 * MegaByte);
        var begun = TimeProvider.System.GetTimestamp();
        await new CopyWriter(places, place, Office).WriteAsync(source, "a-1", new HeardCopy(), new ByteRate(4 * MegaByte), default);
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun).TotalSeconds, 1.6, 6);
    }

    private (MediaPlaces Places, MediaPlace Place) Places(string root)
    {
        var places = new MediaPlaces(new MediaSettings([root]), new BackupSettings(_folder, []));
        return (places, Assert.Single(places.Now(), p => p.Path.StartsWith(root, StringComparison.Ordinal)));
    }
}
