using FsCheck;
using FsCheck.Fluent;
using Laksana.Network;
using Laksana.Network.Probes;
using Xunit;

namespace Laksana.Tests.Network.History;

/// <summary>What history writes it reads again, whatever it is; and what is damaged never breaks the reading.</summary>
public sealed class PackingTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 16, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void a_row_of_the_journal_reads_back() => ForAny(chance =>
    {
        var results = Any(chance, chance.Next(0, 600), manyTargets: true);
        Assert.Equal(results, JournalRow.Read(Start, JournalRow.Write(Start, results)));
    });

    [Fact]
    public void a_block_reads_back_and_takes_a_few_bytes_a_result() => ForAny(chance =>
    {
        var block = new RawBlock(Start);
        var results = Any(chance, 60, manyTargets: false);
        foreach (var result in results) block.Add(result.At, result.Outcome, result.Latency);
        Assert.Equal(results, RawBlock.Read(7, Start, block.ToArray()));
        Assert.True(block.ToArray().Length <= results.Count * 12);
    });

    [Fact]
    public void a_bucket_keeps_counts_exactly_and_latencies_to_a_tenth_of_a_percent() => ForAny(chance =>
    {
        var bucket = new RollBucket();
        var results = Any(chance, chance.Next(1, 400), manyTargets: false);
        foreach (var result in results) bucket.Add(result.Outcome, result.Latency);
        var bytes = new byte[RollBucket.Size];
        bucket.Write(bytes);
        var read = RollBucket.Read(bytes);
        Assert.Equal((bucket.Up, bucket.Degraded, bucket.Down, bucket.Unknown), (read.Up, read.Degraded, read.Down, read.Unknown));
        foreach (var (was, now) in new[] { (bucket.LeastMs, read.LeastMs), (bucket.MeanMs, read.MeanMs), (bucket.GreatestMs, read.GreatestMs) })
            if (was is { } ms) Assert.InRange(now!.Value, ms * 0.999 - 0.002, ms * 1.001 + 0.002);
            else Assert.Null(now);
    });

    [Fact]
    public void a_checkpoint_reads_back() => ForAny(chance =>
    {
        var targets = Enumerable.Range(1, chance.Next(0, 50)).Select(n =>
        {
            var state = TargetState.New;
            for (var i = 0; i < chance.Next(1, 80); i++) state = state.Next((ProbeOutcome)chance.Next(4), Start.AddSeconds(10 * i), new TargetRule(3, 2, TimeSpan.FromSeconds(10)));
            return new TargetNow(n, state, chance.Next(2) == 0 ? null : chance.Next(1_000_000));
        }).ToList();
        var read = Checkpoint.Read(Checkpoint.Write(targets));
        Assert.Equal(targets.Select(Print), read.Select(Print));
    });

    [Fact]
    public void damage_never_breaks_the_reading() => ForAny(chance =>
    {
        var bytes = new byte[chance.Next(0, 300)];
        chance.NextBytes(bytes);
        JournalRow.Read(Start, bytes);
        _ = RawBlock.Read(1, Start, bytes).Count();
        Checkpoint.Read(bytes);
        var whole = Checkpoint.Write([new TargetNow(1, TargetState.New.Next(ProbeOutcome.Up, Start, new TargetRule(3, 2, TimeSpan.FromSeconds(10))), 5)]);
        whole[chance.Next(whole.Length)] ^= (byte)chance.Next(1, 256);
        Checkpoint.Read(whole);
    });

    private static string Print(TargetNow now) => $"{now.Target} {now.Latency} {now.State with { Changes = [] }} {string.Join(',', now.State.Changes)}";

    private static List<PackedResult> Any(Random chance, int count, bool manyTargets)
    {
        var (results, at) = (new List<PackedResult>(), Start);
        for (var i = 0; i < count; i++)
        {
            at = at.AddMilliseconds(chance.Next(-50, 12_000));
            var outcome = (ProbeOutcome)chance.Next(4);
            results.Add(new PackedResult(manyTargets ? chance.Next(1, 5000) : 7, at, outcome, outcome is ProbeOutcome.Up or ProbeOutcome.Degraded ? chance.NextInt64(1, 60_000_000) : null));
        }
        return results;
    }

    private static void ForAny(Action<Random> holds) => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => holds(new Random(seed))).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
}
