namespace Laksana.Network;

internal sealed record DoneBlock(int Target, DateTimeOffset Begins, byte[] Body, RollBucket First, RollBucket Second);

internal sealed record DoneHour(int Target, DateTimeOffset Begins, RollBucket Bucket);

/// <summary>Elements that are measured, and all there are.</summary>
internal sealed record WatchedElements(IReadOnlyCollection<string> Measured, IReadOnlyCollection<string> OnMap);

/// <summary>Where an element stands, as pages ask for it.</summary>
public sealed record ElementStanding(string Element, Standing Standing, DateTimeOffset Since, bool Flapping, string? Root, bool Maintained, DateTimeOffset ChangedAt);

/// <summary>Where a target stands, with what was seen when that last changed.</summary>
public sealed record TargetStanding(int Target, Standing Standing, DateTimeOffset Since, bool Flapping, string Finding, string Detail, DateTimeOffset ChangedAt);

/// <summary>An element begins, or ends, not to be up.</summary>
/// <param name="Standing">Null: it is up from <paramref name="At"/> on.</param>
internal sealed record SpanTurn(string Element, DateTimeOffset At, Standing? Standing, string? Root);

/// <summary>
/// What a watch has found and not stored yet. While the database is away it grows: rows of results up to a limit, of everything else only what is newest. Used by the
/// watch's own loop alone.
/// </summary>
internal sealed class PendingWrites
{
    public List<(DateTimeOffset At, byte[] Body, int Results)> Rows { get; private set; } = [];
    public Dictionary<int, TargetStanding> Targets { get; private set; } = [];
    public Dictionary<string, ElementStanding> Elements { get; private set; } = new(StringComparer.Ordinal);
    public List<SpanTurn> Turns { get; private set; } = [];
    public Queue<DoneBlock> Blocks { get; } = new();
    public Queue<DoneHour> Hours { get; } = new();

    /// <summary>What is measured now, where that has changed.</summary>
    public WatchedElements? Watched { get; set; }

    public bool IsEmpty => Watched is null && Rows.Count == 0 && Targets.Count == 0 && Elements.Count == 0 && Turns.Count == 0 && Blocks.Count == 0 && Hours.Count == 0;

    /// <summary>Takes what is stored in one go: everything but blocks and hours, of which only some, so that no second has them all.</summary>
    public PendingWrites Take(int blocks)
    {
        var taken = new PendingWrites { Rows = Rows, Targets = Targets, Elements = Elements, Turns = Turns, Watched = Watched };
        Watched = null;
        (Rows, Targets, Elements, Turns) = ([], [], new(StringComparer.Ordinal), []);
        // After a long time away there are many: then more at once.
        for (var left = Math.Max(blocks, Blocks.Count / 50); left > 0 && Blocks.TryDequeue(out var block); left--) taken.Blocks.Enqueue(block);
        for (var left = Math.Max(blocks, Hours.Count / 50); left > 0 && Hours.TryDequeue(out var hour); left--) taken.Hours.Enqueue(hour);
        return taken;
    }

    /// <summary>Puts back what could not be stored, before what has come since.</summary>
    /// <returns>How many results were given up because there are too many.</returns>
    public int PutBack(PendingWrites taken, int mostRows)
    {
        Rows = [.. taken.Rows, .. Rows];
        foreach (var (target, standing) in taken.Targets) Targets.TryAdd(target, standing);
        foreach (var (element, standing) in taken.Elements) Elements.TryAdd(element, standing);
        Turns = [.. taken.Turns, .. Turns];
        Watched ??= taken.Watched;
        foreach (var block in taken.Blocks) Blocks.Enqueue(block);
        foreach (var hour in taken.Hours) Hours.Enqueue(hour);
        if (Rows.Count <= mostRows) return 0;
        var lost = Rows.Take(Rows.Count - mostRows).Sum(r => r.Results);
        Rows.RemoveRange(0, Rows.Count - mostRows);
        return lost;
    }
}
