using System.Security.Cryptography;
using Laksana.Backups;
using Xunit;

namespace Laksana.Tests.Backups.Custody;

/// <summary>That a measurement reads the device and not the system's memory.</summary>
public sealed class DeviceFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("laksana-device-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task what_changed_on_the_device_under_the_page_cache_is_seen()
    {
        await using var medium = await LoopMedium.MountAsync(16);
        var folder = TrialBackup.Write(medium.Path, "salinan", 1024 * 1024);
        var file = Path.Combine(folder, "salinan.tar.age");
        using (var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite)) RandomAccess.FlushToDisk(handle);
        var before = await File.ReadAllBytesAsync(file);
        Assert.Empty((await FolderReading.ReadAsync(folder, null, null, ByteRate.Unlimited, default)).Faults);

        // The device forgets a block, as a dying cell does.
        var image = await File.ReadAllBytesAsync(medium.Image);
        var at = image.AsSpan().IndexOf(before.AsSpan(500_000, 64));
        Assert.True(at > 0);
        await using (var device = new FileStream(medium.Image, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) { device.Position = at; device.WriteByte((byte)(before[500_000] ^ 0x20)); }

        Assert.Equal(before, await File.ReadAllBytesAsync(file)); // from memory it looks well
        var read = await FolderReading.ReadAsync(folder, null, null, ByteRate.Unlimited, default);
        Assert.Null(read.Digest);
        Assert.Equal(["salinan.tar.age"], read.Differing);
    }

    [Fact]
    public async Task pages_are_seen_in_memory_and_gone_after_they_were_dropped()
    {
        await using var medium = await LoopMedium.MountAsync(16);
        var path = Path.Combine(medium.Path, "isi");
        var length = 250L * SystemCalls.PageSize;
        await File.WriteAllBytesAsync(path, RandomNumberGenerator.GetBytes((int)length));
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        Assert.InRange(SystemCalls.CachedPages(file, length)!.Value, 200, 250);
        SystemCalls.Sync(file, path);
        SystemCalls.DropPages(file);
        Assert.Equal(0, SystemCalls.CachedPages(file, length));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(4096), InlineData(4 * 1024 * 1024), InlineData(4 * 1024 * 1024 + 1), InlineData(9_000_001)]
    public async Task every_length_is_hashed_as_it_is(int length)
    {
        var content = RandomNumberGenerator.GetBytes(length);
        var path = Path.Combine(_folder, "isi");
        await File.WriteAllBytesAsync(path, content);
        var (passed, told) = (new MemoryStream(), 0L);
        var (hash, bytes) = await DeviceReading.HashAsync(path, (offset, span) => { Assert.Equal(passed.Length, offset); passed.Write(span); }, new Sum(n => told += n), ByteRate.Unlimited, default);
        Assert.Equal(SHA256.HashData(content), hash);
        Assert.Equal((length, length), (bytes, told));
        Assert.Equal(content, passed.ToArray());
    }

    [Fact]
    public async Task everything_that_is_wrong_in_a_folder_is_named()
    {
        var folder = TrialBackup.Write(_folder, "salinan", 100_000);
        File.WriteAllText(Path.Combine(folder, "ringkasan.json"), "{}");
        TrialBackup.Sum(folder);
        Assert.Empty((await FolderReading.ReadAsync(folder, null, null, ByteRate.Unlimited, default)).Faults);
        File.AppendAllText(Path.Combine(folder, "BACA-SAYA.txt"), "x");
        File.Delete(Path.Combine(folder, "ringkasan.json"));
        File.WriteAllText(Path.Combine(folder, "tambahan.exe"), "x");
        var read = await FolderReading.ReadAsync(folder, null, null, ByteRate.Unlimited, default);
        Assert.Null(read.Digest);
        Assert.Equal(3, read.Faults.Count);
        foreach (var name in new[] { "BACA-SAYA.txt", "ringkasan.json", "tambahan.exe" }) Assert.Single(read.Faults, f => f.Contains(name, StringComparison.Ordinal));

        // A link is not on the medium, whatever it leads to.
        File.Delete(Path.Combine(folder, "tambahan.exe"));
        File.WriteAllText(Path.Combine(_folder, "ringkasan.json"), "{}");
        File.CreateSymbolicLink(Path.Combine(folder, "ringkasan.json"), Path.Combine(_folder, "ringkasan.json"));
        Assert.Contains((await FolderReading.ReadAsync(folder, null, null, ByteRate.Unlimited, default)).Faults, f => f.Contains("ringkasan.json", StringComparison.Ordinal));
    }

    private sealed class Sum(Action<long> add) : IProgress<long>
    {
        public void Report(long value) => add(value);
    }
}
