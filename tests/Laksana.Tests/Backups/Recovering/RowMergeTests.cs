using System.Globalization;
using System.Text;
using Laksana.Backups;
using Xunit;

namespace Laksana.Tests.Backups;

/// <summary>Comparing tables: against the plain answer that two dictionaries give.</summary>
public sealed class RowMergeTests
{
    [Fact]
    public async Task any_two_tables_are_compared_as_two_dictionaries_would()
    {
        var random = new Random(20260105);
        for (var trial = 0; trial < 300; trial++)
        {
            KeyOrder[] order = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => (KeyOrder)random.Next(2))];
            var (live, restored) = (Table(random, order), Table(random, order));
            foreach (var (key, value) in restored.Take(random.Next(restored.Count + 1)).ToList())
                if (random.Next(3) > 0) live[key] = value;
            var count = new LossCount(5);
            await RowMerge.CompareAsync(Rows(live, order), Rows(restored, order), order, count);

            Assert.Equal((live.Count, restored.Count), (count.Live, count.Restored));
            Assert.Equal(live.Keys.Count(k => !restored.ContainsKey(k)), count.Lost);
            Assert.Equal(restored.Keys.Count(k => !live.ContainsKey(k)), count.Back);
            Assert.Equal(live.Count(r => restored.TryGetValue(r.Key, out var other) && other != r.Value), count.Changed);
            Assert.Equal(Math.Min(5, count.Lost + count.Changed), count.NewestLost.Rows.Count);
        }
    }

    [Fact]
    public async Task rows_out_of_order_are_noticed()
    {
        KeyOrder[] order = [KeyOrder.Number];
        static async IAsyncEnumerable<KeyedRow> Wrong()
        {
            foreach (var key in new[] { "1", "10", "9" }) yield return new KeyedRow([Encoding.UTF8.GetBytes(key)], null, 0);
            await Task.CompletedTask;
        }
        await Assert.ThrowsAsync<RowOrderException>(() => RowMerge.CompareAsync(Wrong().GetAsyncEnumerator(), Wrong().GetAsyncEnumerator(), order, new LossCount(5)));
    }

    [Fact]
    public void the_newest_rows_are_those_with_the_latest_times()
    {
        var newest = new NewestRows(3);
        foreach (var second in new[] { 5, 1, 9, 3, 7, 9 }) newest.Add($"2026-01-05 10:00:0{second}+00", () => new LossRow(second.ToString(CultureInfo.InvariantCulture), $"2026-01-05 10:00:0{second}+00", false));
        Assert.Equal(["9", "9", "7"], newest.Rows.Select(r => r.Key));
        var last = new NewestRows(2);
        foreach (var key in new[] { "a", "b", "c" }) last.Add(null, () => new LossRow(key, null, false));
        Assert.Equal(["c", "b"], last.Rows.Select(r => r.Key));
    }

    [Theory]
    [InlineData(100_000, 1)]
    [InlineData(40, 64)]
    public async Task tables_without_a_key_are_compared_as_bags_also_in_many_passes(int most, int passes)
    {
        var random = new Random(20260106);
        for (var trial = 0; trial < 100; trial++)
        {
            List<int> live = [.. Enumerable.Range(0, random.Next(200)).Select(_ => random.Next(60))], restored = [.. Enumerable.Range(0, random.Next(200)).Select(_ => random.Next(60))];
            var count = new LossCount(4);
            var fits = await new RowBag(most, passes).CompareAsync(() => Bare(live), () => Bare(restored), count);
            Assert.True(fits);
            var both = Enumerable.Range(0, 60).Sum(v => Math.Min(live.Count(l => l == v), restored.Count(r => r == v)));
            Assert.Equal((live.Count, restored.Count, live.Count - both, restored.Count - both), (count.Live, count.Restored, count.Lost, count.Back));
        }
    }

    [Fact]
    public async Task a_bag_that_needs_too_many_passes_says_so()
    {
        var count = new LossCount(4);
        Assert.False(await new RowBag(10, 4).CompareAsync(() => Bare([.. Enumerable.Range(0, 5000)]), () => Bare([]), count));
    }

    [Fact]
    public async Task lines_of_copy_are_read_whatever_their_length_and_their_escapes()
    {
        var random = new Random(7);
        var rows = Enumerable.Range(0, 300).Select(i => (Key: $"k\t{i}\\\n", Tail: new string((char)('a' + i % 26), random.Next(4) == 0 ? random.Next(700_000) : random.Next(200)))).ToList();
        var text = string.Concat(rows.Select(r => $"{r.Key.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\t\\N\t{r.Tail}\n"));
        var lines = new CopyLines(new Trickle(Encoding.UTF8.GetBytes(text), random), 2);
        foreach (var (key, rest) in rows)
        {
            Assert.True(await lines.NextAsync(default));
            Assert.Equal(key, Encoding.UTF8.GetString(lines.Fields[0]!));
            Assert.Null(lines.Fields[1]);
            var expected = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(rest)));
            Assert.Equal(expected, lines.Hash);
        }
        Assert.False(await lines.NextAsync(default));
    }

    private static Dictionary<string, int> Table(Random random, KeyOrder[] order)
    {
        var table = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = random.Next(60); i > 0; i--)
            table[string.Join('|', order.Select(o => o == KeyOrder.Number ? random.Next(-30, 30).ToString(CultureInfo.InvariantCulture) : ((char)('À' + random.Next(40))).ToString() + random.Next(3)))] = random.Next(4);
        return table;
    }

    private static async IAsyncEnumerator<KeyedRow> Rows(Dictionary<string, int> table, KeyOrder[] order)
    {
        var rows = table.Select(r => new KeyedRow([.. r.Key.Split('|').Select(Encoding.UTF8.GetBytes)], null, (UInt128)r.Value)).ToList();
        rows.Sort((a, b) => RowMerge.Compare(a.Key, b.Key, order));
        foreach (var row in rows) yield return row;
        await Task.CompletedTask;
    }

    private static async IAsyncEnumerable<BareRow> Bare(List<int> rows)
    {
        foreach (var row in rows) yield return new BareRow(row.ToString(CultureInfo.InvariantCulture), null, (UInt128)row * 0x9E3779B97F4A7C15);
        await Task.CompletedTask;
    }

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class Trickle(byte[] bytes, Random random) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, random.Next(1, 90_000))], cancellationToken);
    }
}
