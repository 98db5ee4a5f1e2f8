using Laksana.Network.Probes;

namespace Laksana.Network;

/// <summary>
/// A watch's judgement: takes results in their order, keeps what is known of each target and element, and finds the causes. No input or output; used by the watch's
/// own loop alone.
/// </summary>
internal sealed class WatchJudge(WatchSettings settings)
{
    /// <summary>A failure waits no longer for the references than this: then it counts.</summary>
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(60);

    private static readonly CauseFinding Nothing = new([], new Dictionary<string, string>(), new HashSet<string>(), new HashSet<string>());

    private readonly OwnSight _sight = new();
    private readonly Dictionary<string, ElementView> _views = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ElementStanding> _standings = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly HashSet<WatchedTarget> _holding = [];
    private IReadOnlyDictionary<int, WatchedTarget> _targets = new Dictionary<int, WatchedTarget>();
    private ILookup<string, WatchedTarget> _ofElement = Enumerable.Empty<WatchedTarget>().ToLookup(_ => "");
    private HashSet<string> _maintained = [];
    private NetworkMap _map = NetworkMap.Empty;
    private NetworkSettings _rules = NetworkSettings.Usual;
    private bool _quiet;

    public IReadOnlyList<MaintenanceWindow> Windows { get; set; } = [];

    /// <summary>Since when every reference fails.</summary>
    public DateTimeOffset? BlindSince { get; private set; }

    public CauseFinding Finding { get; private set; } = Nothing;

    public IReadOnlyDictionary<string, ElementView> Views => _views;

    /// <summary>How long a cause waits for what stands above it.</summary>
    private TimeSpan Settle => TimeSpan.FromSeconds(_rules.RecheckSeconds * _rules.Checks + 10);

    public void Use(NetworkMap map, NetworkSettings rules, IReadOnlyDictionary<int, WatchedTarget> targets)
    {
        (_map, _rules, _targets) = (map, rules, targets);
        _ofElement = targets.Values.Where(t => t.Target.Element is not null).ToLookup(t => t.Target.Element!, StringComparer.Ordinal);
        _sight.Keep([.. References.Select(r => r.Target.Id)]);
        foreach (var gone in _views.Keys.Where(e => !_ofElement.Contains(e)).ToList()) _views.Remove(gone);
        foreach (var gone in _standings.Keys.Where(e => !map.Elements.ContainsKey(e)).ToList()) _standings.Remove(gone);
        foreach (var group in _ofElement) _changed.Add(group.Key);
        _holding.RemoveWhere(h => !targets.ContainsKey(h.Number));
        _quiet = false;
    }

    /// <summary>What pages were told last, by the watch before this one.</summary>
    public void Restored(IEnumerable<ElementStanding> standings)
    {
        foreach (var standing in standings) _standings[standing.Element] = standing;
    }

    /// <summary>Judges results; those that cannot be judged yet wait.</summary>
    /// <param name="stalledUntil">Failures of what was asked before this moment say nothing: this program itself stood still.</param>
    /// <param name="soon">Asks targets at once.</param>
    /// <returns>The results to keep, as they were taken.</returns>
    public List<PackedResult> Take(IReadOnlyList<Arrival> arrivals, DateTimeOffset now, DateTimeOffset stalledUntil, PendingWrites pending, Action<IEnumerable<int>> soon)
    {
        var taken = new List<PackedResult>(arrivals.Count);
        foreach (var arrival in arrivals.Where(a => a.Target.Target.Meaning == TargetMeaning.Reference))
        {
            _sight.See(arrival.Target.Target.Id, arrival.Result.Outcome, arrival.At);
            Take(arrival, arrival.Result.Outcome, now, pending, taken);
        }
        foreach (var arrival in arrivals.Where(a => a.Target.Target.Meaning != TargetMeaning.Reference))
        {
            if (arrival.Target.Held.Count == 0 && Judged(arrival, now, stalledUntil) is { } outcome) Take(arrival, outcome, now, pending, taken);
            else
            {
                arrival.Target.Held.Enqueue(arrival);
                _holding.Add(arrival.Target);
            }
        }
        foreach (var target in _holding.ToList())
        {
            while (target.Held.TryPeek(out var held) && Judged(held, now, stalledUntil) is { } outcome) Take(target.Held.Dequeue(), outcome, now, pending, taken);
            if (target.Held.Count == 0) _holding.Remove(target);
        }
        if (_holding.Count > 0) soon(References.Select(r => r.Number));
        BlindSince = _sight.IsBlind ? BlindSince ?? now : null;
        return taken;
    }

    /// <summary>Works out where every element stands and what the causes are.</summary>
    public void Look(DateTimeOffset now, PendingWrites pending, Action<IEnumerable<int>> soon)
    {
        var holding = Windows.Where(w => w.Holds(now)).Select(w => w.Element).ToList();
        var maintained = holding.Count == 0 ? [] : holding.SelectMany(e => _map.Graph.Below(e).Append(e)).ToHashSet(StringComparer.Ordinal);
        var turned = !maintained.SetEquals(_maintained);
        _maintained = maintained;
        foreach (var element in _changed) _views[element] = ElementView.Of([.. _ofElement[element].Select(t => (t.State, t.Target.Meaning))]);
        var ill = _views.Values.Any(v => v.Standing is Standing.Down or Standing.Unknown || v.Flapping || v.Suspect);
        // On a calm network only what has just answered is looked at.
        if (!ill && _quiet && !turned)
        {
            foreach (var element in _changed) Stand(element, now, pending);
            _changed.Clear();
            return;
        }
        Finding = ill ? Causes.Find(_map.Graph, _views, _maintained, now, Settle) : Nothing;
        foreach (var element in _map.Elements.Keys) Stand(element, now, pending);
        _changed.Clear();
        _quiet = !ill;
        if (Finding.AskSoon.Count > 0) soon(Finding.AskSoon.SelectMany(e => _ofElement[e]).Where(t => now - t.State.LastAt > TimeSpan.FromSeconds(_rules.RecheckSeconds)).Select(t => t.Number));
    }

    public IReadOnlyList<IncidentDecision> Decide(IReadOnlyList<KnownIncident> known, DateTimeOffset now) =>
        Finding.Causes.Count == 0 && known.All(k => k.EndedAt is not null) ? []
            : IncidentPlan.Decide(Finding, _views, _maintained, _map.Graph, known, now, TimeSpan.FromMinutes(_rules.ReopenMinutes), settings.Grace);

    /// <summary>Targets that have begun to fail or to answer again, and are asked sooner for it; none when too many are at once.</summary>
    public IEnumerable<WatchedTarget> ToAskAgain(IReadOnlyCollection<Arrival> arrivals)
    {
        var unsettled = arrivals.Select(a => a.Target).Where(t => t.State.Unsettled).ToList();
        return unsettled.Count > settings.MostUnsettled ? [] : unsettled;
    }

    /// <summary>What was seen that makes a cause: target, kind of probe, whom it asks, finding, detail.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Evidence(Cause cause)
    {
        const int most = 12;
        var own = _ofElement[cause.Element].ToList();
        var seen = own.Count > 0 ? own : cause.Affected.SelectMany(e => _ofElement[e]).Where(t => t.State.Standing == Standing.Down).ToList();
        return [.. seen.Take(most).Select(t =>
        {
            var (kind, target, _) = TargetOptions.Write(t.Target.Spec);
            return (IReadOnlyList<string>)[t.Target.Id, kind, target, t.Finding, t.Detail];
        })];
    }

    private IEnumerable<WatchedTarget> References => _targets.Values.Where(t => t.Target.Meaning == TargetMeaning.Reference);

    /// <summary>What a result counts as; null while that cannot be said.</summary>
    private ProbeOutcome? Judged(Arrival arrival, DateTimeOffset now, DateTimeOffset stalledUntil)
    {
        var outcome = arrival.Result.Outcome;
        if (outcome != ProbeOutcome.Down || arrival.Target.IsLocal) return outcome;
        if (arrival.At < stalledUntil) return ProbeOutcome.Unknown;
        return _sight.Of(arrival.At) switch
        {
            Sight.Clear => outcome,
            Sight.Blind => ProbeOutcome.Unknown,
            _ => now - arrival.At > LongestHold ? outcome : null,
        };
    }

    private void Take(Arrival arrival, ProbeOutcome outcome, DateTimeOffset now, PendingWrites pending, List<PackedResult> taken)
    {
        var target = arrival.Target;
        if (target.Take(outcome, arrival.Result, arrival.At))
            pending.Targets[target.Number] = new TargetStanding(target.Number, target.State.Standing, target.State.Since, target.State.Flapping, target.Finding, target.Detail, now);
        var result = new PackedResult(target.Number, arrival.At, outcome, target.Latency);
        target.Record(now, result, pending);
        taken.Add(result);
        if (target.Target.Element is { } element) _changed.Add(element);
    }

    private void Stand(string element, DateTimeOffset now, PendingWrites pending)
    {
        var view = _views.GetValueOrDefault(element, ElementView.Unmeasured);
        var root = Finding.RootOf.GetValueOrDefault(element);
        var presumed = root is null && Finding.Causes.FirstOrDefault(c => c.Element == element && c.Kind == IncidentKind.Presumed) is { } cause ? cause : null;
        var (standing, since) = presumed is not null ? (Standing.Down, presumed.Since) : !view.IsMeasured && root is not null ? (Standing.Unknown, now) : (view.Standing, view.Since);
        var before = _standings.GetValueOrDefault(element);
        if (before is null && standing == Standing.Pending && root is null) return;
        // An unmeasured element has no moment of its own: it keeps the one at which it fell.
        if (before is not null && before.Standing == standing && (!view.IsMeasured || standing == Standing.Pending)) since = before.Since;
        if (standing == Standing.Pending && since == DateTimeOffset.MinValue) since = now;
        var after = new ElementStanding(element, standing, since, view.Flapping, root, _maintained.Contains(element), now);
        if (before is not null && after with { ChangedAt = before.ChangedAt } == before) return;
        _standings[element] = after;
        pending.Elements[element] = after;
        if ((view.IsMeasured || presumed is not null || before?.Standing == Standing.Down) && (before?.Standing != standing || before.Root != root)) Turn(before, after, pending);
    }

    private static void Turn(ElementStanding? before, ElementStanding after, PendingWrites pending)
    {
        var ill = after.Standing is Standing.Degraded or Standing.Down or Standing.Unknown;
        if (!ill && before?.Standing is null or Standing.Pending or Standing.Up) return;
        var at = before is not null && after.Since < before.Since ? before.Since : after.Since;
        pending.Turns.Add(new SpanTurn(after.Element, at, ill ? after.Standing : null, after.Root));
    }
}
