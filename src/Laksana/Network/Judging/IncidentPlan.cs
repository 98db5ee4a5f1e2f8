namespace Laksana.Network;

/// <summary>An incident that is open, or was until a while ago.</summary>
/// <param name="EndedAt">Null while it is open.</param>
public sealed record KnownIncident(string Number, string Element, IncidentKind Kind, DateTimeOffset BeganAt, DateTimeOffset? EndedAt, IReadOnlySet<string> Affected);

/// <summary>What is to be done about incidents.</summary>
public abstract record IncidentDecision
{
    /// <param name="Merging">Open incidents that turn out to be part of it.</param>
    public sealed record Open(Cause Cause, IReadOnlyList<string> Merging) : IncidentDecision;

    /// <summary>The same broke again soon after it had recovered.</summary>
    public sealed record Reopen(string Number, Cause Cause, IReadOnlyList<string> Merging) : IncidentDecision;

    /// <summary>More, or less, stands still because of it; or others are part of it now.</summary>
    public sealed record Widen(string Number, Cause Cause, IReadOnlyList<string> Merging) : IncidentDecision;

    /// <summary>The element answers again since <paramref name="At"/>; or nobody watches it any more.</summary>
    public sealed record Close(string Number, DateTimeOffset At, bool Dropped) : IncidentDecision;
}

/// <summary>
/// Compares what is broken with the incidents there are: one incident for one cause. Pure; doing what it says and asking again gives nothing more to do.
/// </summary>
public static class IncidentPlan
{
    /// <param name="known">Open incidents, and those that ended within <paramref name="reopenWithin"/>.</param>
    /// <param name="grace">How long what stood behind a cause has to come back after it, before it counts as broken by itself.</param>
    public static IReadOnlyList<IncidentDecision> Decide(CauseFinding finding, IReadOnlyDictionary<string, ElementView> views, IReadOnlySet<string> maintained, NetworkGraph graph,
        IReadOnlyList<KnownIncident> known, DateTimeOffset now, TimeSpan reopenWithin, TimeSpan grace)
    {
        var open = known.Where(i => i.EndedAt is null).ToDictionary(i => i.Element, StringComparer.Ordinal);
        var causes = finding.Causes.Select(c => c.Element).ToHashSet(StringComparer.Ordinal);
        var closing = open.Values.Where(i => !causes.Contains(i.Element) && !maintained.Contains(i.Element)).OrderBy(i => i.Number, StringComparer.Ordinal)
            .Select(i => Ended(i, finding, views, graph)).OfType<IncidentDecision.Close>().ToList();
        // What ends in this very moment gives those behind it their time as well.
        var ended = known.Where(i => i.EndedAt is not null).Concat(open.Values.Where(i => closing.Exists(c => c.Number == i.Number)).Select(i => i with { EndedAt = now })).ToList();
        var decisions = new List<IncidentDecision>();
        foreach (var cause in finding.Causes)
        {
            var merging = open.Values.Where(i => i.Element != cause.Element && finding.RootOf.GetValueOrDefault(i.Element) == cause.Element).Select(i => i.Number).Order(StringComparer.Ordinal).ToList();
            if (open.TryGetValue(cause.Element, out var incident))
            {
                if (merging.Count > 0 || !incident.Affected.SetEquals(cause.Affected)) decisions.Add(new IncidentDecision.Widen(incident.Number, cause, merging));
            }
            else if (finding.Waiting.Contains(cause.Element) || ended.Exists(i => i.Affected.Contains(cause.Element) && now - i.EndedAt < grace)) continue;
            else if (ended.Where(i => i.Element == cause.Element && now - i.EndedAt <= reopenWithin).MaxBy(i => i.EndedAt) is { } before)
                decisions.Add(new IncidentDecision.Reopen(before.Number, cause, merging));
            else decisions.Add(new IncidentDecision.Open(cause, merging));
        }
        return [.. decisions, .. closing];
    }

    private static IncidentDecision.Close? Ended(KnownIncident incident, CauseFinding finding, IReadOnlyDictionary<string, ElementView> views, NetworkGraph graph)
    {
        // Explained by another cause that is still looked into, or whose incident takes this one in.
        if (finding.RootOf.ContainsKey(incident.Element)) return null;
        if (views.TryGetValue(incident.Element, out var view) && view.Standing is not (Standing.Unknown or Standing.Pending))
            // Not up itself, but something behind it has answered since.
            return new IncidentDecision.Close(incident.Number, view.Answers ? Later(view.Since, incident.BeganAt) : Later(view.FreshAt, incident.BeganAt), Dropped: false);
        var beyond = graph.Below(incident.Element).Where(views.ContainsKey).Select(b => views[b]).ToList();
        if (beyond.Find(b => b.Answers) is not null) return new IncidentDecision.Close(incident.Number, Later(beyond.Where(b => b.Answers).Min(b => b.Since), incident.BeganAt), Dropped: false);
        // Nothing is known at the moment: an incident does not end because nobody can look.
        return view is not null || beyond.Count > 0 ? null : new IncidentDecision.Close(incident.Number, incident.BeganAt, Dropped: true);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
