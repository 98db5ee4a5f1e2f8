using System.Security.Cryptography;
using Laksana.Backups;
using Xunit;

namespace Laksana.Tests.Backups.Custody;

/// <summary>Copies cut off at random moments: whatever has a copy's name is whole, what was said to be there is there, and the next run goes on.</summary>
public sealed class CopyKillTests(ITestOutputHelper output)
{
    private const string Office = "kantor-uji";

    [Fact]
    public Task eight_kills_leave_nothing_that_looks_like_a_copy_and_is_none() => KillAsync(8);

    [Fact]
    [Trait("Category", "Long")]
    public Task a_hundred_and_fifty_kills_leave_nothing_that_looks_like_a_copy_and_is_none() => KillAsync(150);

    private async Task KillAsync(int kills)
    {
        await using var medium = await LoopMedium.MountAsync(160);
        var backups = Directory.CreateTempSubdirectory("laksana-kills-").FullName;
        try
        {
            var sources = Enumerable.Range(0, 6).Select(i => TrialBackup.Write(Path.Combine(backups, Office), $"2026-11-16_0805_uji_{i:00000000}", 6 * 1024 * 1024 + i)).ToArray();
            var digests = sources.ToDictionary(s => Path.GetFileName(s), s => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(s, Artifact.SumsName)))), StringComparer.Ordinal);
            var copies = Path.Combine(medium.Path, MediaPlaces.CopiesName, Office);
            var (random, partial, said) = (new Random(20261116), 0, 0);
            for (var kill = 0; kill < kills; kill++)
            {
                if (Directory.Exists(copies) && kill % 3 == 0) foreach (var folder in Directory.GetDirectories(copies).Where(f => digests.ContainsKey(Path.GetFileName(f)))) Directory.Delete(folder, recursive: true);
                var told = await CutAsync(new CopyOrders(medium.Root, backups, Office, sources), random.Next(150, 1100));
                said += told.Count;
                foreach (var folder in Directory.Exists(copies) ? Directory.GetDirectories(copies) : [])
                {
                    var name = Path.GetFileName(folder);
                    if (name.StartsWith(".partial-", StringComparison.Ordinal)) partial++;
                    else Assert.Equal((name, digests[name]), (name, (await FolderReading.ReadAsync(folder, null, null, ByteRate.Unlimited, default)).Digest));
                }
                Assert.All(told, digest => Assert.True(Directory.Exists(Path.Combine(copies, digests.Single(d => d.Value == digest).Key))));
            }
            // The next run goes on by itself and clears away what was cut off.
            using var last = CopyUnderTest.Launch(new CopyOrders(medium.Root, backups, Office, sources));
            await last.WaitForExitAsync();
            Assert.Equal(0, last.ExitCode);
            Assert.Equal(digests.Keys.Order(StringComparer.Ordinal), Directory.GetDirectories(copies).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
            // A few kills may all come before a busy machine has begun to copy.
            Assert.True(kills < 100 || partial > 0, "No copy was cut off.");
            output.WriteLine($"{kills} kills: {partial} times a copy was cut off, {said} copies were said to be there");
        }
        finally
        {
            Directory.Delete(backups, recursive: true);
        }
    }

    private static async Task<List<string>> CutAsync(CopyOrders orders, int milliseconds)
    {
        using var copying = CopyUnderTest.Launch(orders);
        var told = new List<string>();
        copying.OutputDataReceived += (_, line) => { if (line.Data is { Length: 64 } digest) lock (told) told.Add(digest); };
        copying.BeginOutputReadLine();
        await Task.Delay(milliseconds);
        copying.Kill();
        await copying.WaitForExitAsync();
        return told;
    }
}
