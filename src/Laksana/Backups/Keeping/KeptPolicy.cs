namespace Laksana.Backups;

/// <summary>The numbers are those of <c>backup_policy.decision</c>.</summary>
public enum PolicyDecision { Approved = 1, Refused = 2, Withdrawn = 3 }

/// <summary>A policy as it was proposed, and what became of it.</summary>
/// <param name="Source">Empty: for every source that has none of its own.</param>
/// <param name="Decision">Null: it waits for a second officer.</param>
public sealed record KeptPolicy(int Version, string Source, RetentionPolicy Policy, string Reason, string ProposedBy, DateTimeOffset ProposedAt, PolicyDecision? Decision, string? DecidedBy,
    DateTimeOffset? DecidedAt, string? DecisionReason);

/// <summary>What there is to keep in an office at one moment, and by which policies.</summary>
/// <param name="Backups">Those that are there, damaged ones too, of all sources.</param>
/// <param name="Policies">Every one ever proposed, the newest first.</param>
/// <param name="Copies">Good copies on media in use, by backup.</param>
public sealed record Retention(IReadOnlyList<Keepable> Backups, IReadOnlyList<KeptPolicy> Policies, IReadOnlyDictionary<string, int> Copies)
{
    /// <summary>The approved one that holds for a source: the newest of its own, else the newest for all.</summary>
    public KeptPolicy? PolicyOf(string source) => InForce(source) ?? InForce("");

    public IReadOnlyList<PlannedFate> Plan(TimeZoneInfo zone, DateTimeOffset now) => RetentionPlan.Of(Backups, source => PolicyOf(source)?.Policy, zone, now);

    /// <summary>What a list of expiring backups rests on: how many good backups and good copies of each source will be left. If there are fewer when it is carried out, it is not.</summary>
    public IReadOnlyDictionary<string, Redundancy> LeftWithout(IReadOnlySet<string> expiring) => Backups.GroupBy(b => b.Source).ToDictionary(g => g.Key, g =>
    {
        var left = g.Where(b => b.Counts && !expiring.Contains(b.Id)).ToList();
        return new Redundancy(left.Count, left.Count(b => b.Proved), left.Sum(b => Copies.GetValueOrDefault(b.Id)));
    }, StringComparer.Ordinal);

    private KeptPolicy? InForce(string source) => Policies.FirstOrDefault(p => p.Source == source && p.Decision == PolicyDecision.Approved);
}

/// <summary>Good backups, proved ones among them, and good copies of them on media.</summary>
public sealed record Redundancy(int Backups, int Proved, int Copies)
{
    public bool IsLessThan(Redundancy before) => Backups < before.Backups || Proved < before.Proved || Copies < before.Copies;
}
