using Laksana.Backups;
using Xunit;

namespace Laksana.Tests.Backups.Proving;

/// <summary>Artifacts with one thing wrong: whatever it is and wherever it stands, it is found before anything is restored.</summary>
public sealed class CorruptionTests
{
    [Theory]
    [InlineData(300, 20261116)]
    public Task every_damaged_artifact_is_found(int cases, int seed) => TryAsync(cases, seed);

    [Theory]
    [Trait("Category", "Long")]
    [InlineData(10_000, 4711)]
    public Task ten_thousand_damaged_artifacts_are_found(int cases, int seed) => TryAsync(cases, seed);

    private static async Task TryAsync(int cases, int seed)
    {
        using var crafted = await CraftedArtifacts.NewAsync();
        var random = new Random(seed);
        var one = await PairAsync(crafted, "2026-11-16_0800_siak_00000001", 1);
        var two = await PairAsync(crafted, "2026-11-17_0800_siak_00000002", 2);
        var trial = Directory.CreateDirectory(Path.Combine(crafted.Root, "rusak", one.Name)).FullName;
        Write(trial, one.Files);
        Assert.True((await LookAsync(crafted, trial, one.Expected)).Passed);

        var missed = new List<string>();
        var found = new Dictionary<string, int>();
        for (var i = 0; i < cases; i++)
        {
            var (what, files) = Damage(one.Files, two.Files, random, i);
            Write(trial, files);
            var outcome = await LookAsync(crafted, trial, i % 2 == 0 ? one.Expected : null);
            if (outcome.Outcome != CheckOutcome.Failed || outcome.Reached != BackupLevel.None) missed.Add($"{i}: {what}: {outcome.Outcome} {outcome.Reached} {outcome.Fault}");
            var kind = what.Split(' ')[0];
            found[kind] = found.GetValueOrDefault(kind) + 1;
        }
        Assert.Empty(missed);
        // Each kind of damage was among them.
        Assert.Equal(["bit", "cut", "exchanged", "extended", "missing", "swapped"], found.Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>The first look of every check and recovery.</summary>
    /// <param name="expected">What the book says; null: nobody knows more than what lies there.</param>
    private static Task<ProofOutcome> LookAsync(CraftedArtifacts crafted, string folder, ExpectedArtifact? expected) =>
        new ArtifactProof(crafted.Scratch).RunAsync(folder, BackupLevel.Whole, crafted.Keys, expected, new HeardProgress(), default);

    private static (string What, Dictionary<string, byte[]> Files) Damage(Dictionary<string, byte[]> good, Dictionary<string, byte[]> other, Random random, int turn)
    {
        var files = new Dictionary<string, byte[]>(good);
        // The large file in half of the cases; otherwise one of the small ones.
        var names = good.Keys.Order(StringComparer.Ordinal).ToList();
        var large = names.First(n => n.EndsWith(".age", StringComparison.Ordinal));
        var name = random.Next(2) == 0 ? large : names[random.Next(names.Count)];
        var content = good[name];
        switch (turn % 10)
        {
            case < 6:
                var (at, bit) = (random.Next(content.Length), random.Next(8));
                files[name] = [.. content];
                files[name][at] ^= (byte)(1 << bit);
                return ($"bit {bit} of byte {at} in {name}", files);
            case 6:
                files[name] = content[..random.Next(content.Length)];
                return ($"cut {name}", files);
            case 7:
                var more = new byte[random.Next(1, 200)];
                random.NextBytes(more);
                files[name] = [.. content, .. more];
                return ($"extended {name}", files);
            case 8 when random.Next(4) == 0:
                files.Remove(name);
                return ($"missing {name}", files);
            case 8:
                // A piece of the large file in another place of it.
                files[large] = Swapped(good[large], random);
                return ("swapped pieces of " + large, files);
            default:
                return Exchanged(good, other, random, names, large);
        }
    }

    /// <summary>Parts of two whole artifacts put together: some of the other's files, or a piece of its large file, under the names of this one.</summary>
    private static (string, Dictionary<string, byte[]>) Exchanged(Dictionary<string, byte[]> good, Dictionary<string, byte[]> other, Random random, List<string> names, string large)
    {
        var files = new Dictionary<string, byte[]>(good);
        if (random.Next(3) == 0)
        {
            var piece = random.Next(1, Math.Min(good[large].Length, other.Values.Max(v => v.Length)));
            var theirs = other.First(o => o.Key.EndsWith(".age", StringComparison.Ordinal)).Value;
            files[large] = [.. theirs[..piece], .. good[large][Math.Min(piece, good[large].Length)..]];
            return ($"exchanged the first {piece} bytes", files);
        }
        var taken = names.Where(_ => random.Next(2) == 0).ToList();
        // How to open it is the same text in both.
        taken.RemoveAll(n => n == Artifact.ReadMeName || n == ArtifactSummary.PublicKeyName);
        if (taken.Count == 0) taken.Add(large);
        foreach (var name in taken) files[name] = other.Single(o => o.Key == name || (name == large && o.Key.EndsWith(".age", StringComparison.Ordinal))).Value;
        return ("exchanged " + string.Join(", ", taken), files);
    }

    private static byte[] Swapped(byte[] content, Random random)
    {
        var copy = content.ToArray();
        var length = random.Next(1, content.Length / 3);
        var (a, b) = (random.Next(0, content.Length / 2 - length + 1), random.Next(content.Length / 2, content.Length - length));
        content.AsSpan(a, length).CopyTo(copy.AsSpan(b));
        content.AsSpan(b, length).CopyTo(copy.AsSpan(a));
        return copy;
    }

    private sealed record Pair(string Name, Dictionary<string, byte[]> Files, ExpectedArtifact Expected);

    private static async Task<Pair> PairAsync(CraftedArtifacts crafted, string name, int seed)
    {
        var content = new byte[3000];
        new Random(seed).NextBytes(content);
        var folder = await crafted.WriteAsync(name, SourceKind.Tree, [("dump/isi", content)]);
        var summary = Artifact.At(folder).Summary;
        return new Pair(name, Directory.GetFiles(folder).ToDictionary(f => Path.GetFileName(f)!, File.ReadAllBytes), new ExpectedArtifact(name, summary.Sha256, summary.ManifestSha256));
    }

    private static void Write(string folder, Dictionary<string, byte[]> files)
    {
        foreach (var left in Directory.GetFiles(folder)) File.Delete(left);
        foreach (var (name, content) in files) File.WriteAllBytes(Path.Combine(folder, name), content);
    }
}
