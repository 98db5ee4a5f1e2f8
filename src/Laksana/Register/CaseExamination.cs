namespace Laksana.Register;

/// <summary>What a seal says of a case: its head's hash at a version.</summary>
public sealed record SealedHead(int Version, ReadOnlyMemory<byte> Hash, long Seal, DateTimeOffset SealedAt);

/// <summary>
/// Looks closely at one case whose events do not fit, and says what happened to them. Slow and thorough; the verifier only comes here
/// with cases that it knows to be wrong, a dossier with its one case.
/// </summary>
public static class CaseExamination
{
    /// <summary>How many events are tried against one another when looking for changed order.</summary>
    private const int MostCompared = 50;
    private const int LargestCompared = 64 * 1024;

    /// <param name="events">All that are stored, ordered by version.</param>
    /// <param name="heads">All that were sealed, ordered by version.</param>
    /// <param name="waiting">Version up to which the case waits for its next seal; null when it is not known which events wait (a dossier).</param>
    public static IReadOnlyList<Finding> Examine(string caseNumber, IReadOnlyList<ChainedEvent> events, IReadOnlyList<SealedHead> heads, int? waiting)
    {
        var findings = new List<Finding>();
        Chain(caseNumber, events, findings);
        Sealed(caseNumber, events, heads, findings);
        if (waiting is { } known) NeverSealed(caseNumber, events, Math.Max(heads.Count == 0 ? 0 : heads[^1].Version, known), findings);
        return findings;
    }

    /// <summary>When an event was recorded; when its own body cannot tell, that of the nearest before it.</summary>
    private static DateTimeOffset? TimeOf(IReadOnlyList<ChainedEvent> events, int index)
    {
        for (var i = Math.Min(index, events.Count - 1); i >= 0; i--)
        {
            if (EventBody.Time(events[i].Body.Span) is { } time) return time;
        }
        return null;
    }

    private static void Chain(string caseNumber, IReadOnlyList<ChainedEvent> events, List<Finding> findings)
    {
        var wrong = Enumerable.Range(0, events.Count).Where(i => !events[i].HashFits()).ToHashSet();
        var moved = Moved(events, wrong);
        var (version, hash) = (0, EventHash.None.ToArray().AsMemory());
        ReadOnlyMemory<byte> previous = hash;
        for (var i = 0; i < events.Count; i++)
        {
            var one = events[i];
            if (one.Version == version) Add(FindingKind.EventInserted, "event-doubled", i);
            else if (one.Version > version + 1) Missing(version + 1, one.Version - 1, i);
            else if (moved.Contains(i)) Add(FindingKind.EventsReordered, "event-moved", i);
            else if (wrong.Contains(i)) Add(FindingKind.EventChanged, "event-changed", i);
            else if (!one.Previous.Span.SequenceEqual(previous.Span) && !(i > 0 && (wrong.Contains(i - 1) || moved.Contains(i - 1))))
                Add(FindingKind.EventChanged, i == 0 ? "event-changed" : "event-replaced", Math.Max(i - 1, 0));
            (version, previous) = (one.Version, one.Hash);
        }

        void Add(FindingKind kind, string reason, int index) => findings.Add(new Finding(kind, reason, TimeOf(events, index))
        {
            CaseNumber = caseNumber,
            Version = events[index].Version,
        });

        void Missing(int from, int upTo, int index) => findings.Add(new Finding(FindingKind.EventMissing, "event-missing", TimeOf(events, index))
        {
            CaseNumber = caseNumber,
            Version = from,
            UpTo = upTo,
        });
    }

    // An event whose hash does not fit here, but fits with the version or with the content of another, was moved.
    private static HashSet<int> Moved(IReadOnlyList<ChainedEvent> events, HashSet<int> wrong)
    {
        var moved = new HashSet<int>();
        var candidates = wrong.Where(i => events[i].Body.Length <= LargestCompared).Take(MostCompared).ToList();
        foreach (var i in candidates)
        {
            var one = events[i];
            if (candidates.Exists(j => j != i && ((one with { Version = events[j].Version }).HashFits()
                || (one with { Kind = events[j].Kind, BodyVersion = events[j].BodyVersion, Body = events[j].Body }).HashFits())))
                moved.Add(i);
        }
        return moved;
    }

    // One finding a case: once a sealed head differs, all later ones do.
    private static void Sealed(string caseNumber, IReadOnlyList<ChainedEvent> events, IReadOnlyList<SealedHead> heads, List<Finding> findings)
    {
        var fitting = 0;
        var stored = events.Select(e => (e.Version, Convert.ToHexString(e.Hash.Span))).ToHashSet();
        foreach (var head in heads)
        {
            if (stored.Contains((head.Version, Convert.ToHexString(head.Hash.Span))))
            {
                fitting = head.Version;
                continue;
            }
            var (from, last) = (fitting + 1, events.Count == 0 ? 0 : events[^1].Version);
            if (findings.Exists(f => f.Version <= head.Version && (f.UpTo ?? f.Version) >= from)) return;
            findings.Add(last >= head.Version
                ? new Finding(FindingKind.EventChanged, "events-not-as-sealed", TimeOf(events, events.TakeWhile(e => e.Version < from).Count()))
                {
                    CaseNumber = caseNumber,
                    Version = from,
                    UpTo = head.Version,
                    Seal = head.Seal,
                }
                : new Finding(FindingKind.EventMissing, "events-missing-since-sealed", head.SealedAt)
                {
                    CaseNumber = caseNumber,
                    Version = Math.Min(last + 1, head.Version),
                    UpTo = heads[^1].Version,
                    Seal = head.Seal,
                });
            return;
        }
    }

    private static void NeverSealed(string caseNumber, IReadOnlyList<ChainedEvent> events, int known, List<Finding> findings)
    {
        if (events.Count == 0 || events[^1].Version <= known) return;
        var index = events.TakeWhile(e => e.Version <= known).Count();
        findings.Add(new Finding(FindingKind.EventInserted, "events-never-given-to-seal", TimeOf(events, index))
        {
            CaseNumber = caseNumber,
            Version = events[index].Version,
            UpTo = events[^1].Version,
        });
    }
}
