namespace Laksana.Network;

/// <summary>What an incident is about.</summary>
public enum IncidentKind
{
    /// <summary>The element itself does not answer.</summary>
    Down = 0,
    /// <summary>It comes and goes.</summary>
    Unstable = 1,
    /// <summary>Nobody asks the element itself, but everything behind it is away.</summary>
    Presumed = 2,
}

/// <summary>A broken element that nothing above it explains.</summary>
/// <param name="Between">Unmeasured elements right above it that would look just the same if they were broken instead.</param>
/// <param name="Affected">What stands behind it and is away, or cannot be known.</param>
public sealed record Cause(string Element, IncidentKind Kind, DateTimeOffset Since, IReadOnlyList<string> Between, IReadOnlyList<string> Affected);

/// <summary>What the views of all elements come down to.</summary>
/// <param name="RootOf">For what is broken or out of reach because of another element: that element.</param>
/// <param name="Waiting">Causes of which it cannot be said yet whether something above them is to blame.</param>
/// <param name="AskSoon">Elements whose answer would decide that.</param>
public sealed record CauseFinding(IReadOnlyList<Cause> Causes, IReadOnlyDictionary<string, string> RootOf, IReadOnlySet<string> Waiting, IReadOnlySet<string> AskSoon);

/// <summary>
/// Finds the causes among all that is broken: whatever stands behind something broken is explained by it. Pure. An element that nobody asks is presumed broken when at
/// least two ways lead on from it and everything measured beyond is away; one that does not answer while something only reachable through it does is not broken.
/// </summary>
public sealed class Causes
{
    private readonly NetworkGraph _graph;
    private readonly IReadOnlyDictionary<string, ElementView> _views;
    private readonly IReadOnlySet<string> _maintained;
    private readonly Dictionary<string, Side> _sides;
    private readonly Dictionary<string, string> _roots = new(StringComparer.Ordinal);
    private readonly List<string> _own = [];

    /// <summary>What was asked so long after a failure was asked when the failure had surely begun.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    /// <summary>An element with what lies beyond it.</summary>
    /// <param name="Branches">Ways that lead on from it to something measured.</param>
    /// <param name="Away">Everything measured at it or beyond is away; null: nothing is measured there.</param>
    /// <param name="AnsweredAt">When something reachable through it alone last answered.</param>
    private sealed record Side(bool Broken, int Branches, bool? Away, DateTimeOffset AnsweredAt, DateTimeOffset Since);

    private Causes(NetworkGraph graph, IReadOnlyDictionary<string, ElementView> views, IReadOnlySet<string> maintained) =>
        (_graph, _views, _maintained, _sides) = (graph, views, maintained, new(graph.Order.Count, StringComparer.Ordinal));

    /// <param name="maintained">Elements within a maintenance window: they blame nobody and are no cause.</param>
    /// <param name="settle">How long a cause waits for the answers of what stands above it.</param>
    public static CauseFinding Find(NetworkGraph graph, IReadOnlyDictionary<string, ElementView> views, IReadOnlySet<string> maintained, DateTimeOffset now, TimeSpan settle)
    {
        var causes = new Causes(graph, views, maintained);
        foreach (var element in graph.Order.Reverse()) causes._sides[element] = causes.Look(element);
        foreach (var element in graph.Order) causes.Explain(element);
        return causes.Told(now, settle);
    }

    private ElementView View(string element) => _views.GetValueOrDefault(element, ElementView.Unmeasured);

    /// <summary>Those that have no other way to Laksana, or do not work without it.</summary>
    private IEnumerable<string> Beyond(string element) => _graph.Behind(element).Where(child => _graph.Of(child) is var of && (of.Needs.Contains(element) || of.Paths is [var only] && only == element));

    private Side Look(string element)
    {
        var beyond = Beyond(element).Where(_sides.ContainsKey).Select(child => _sides[child]).ToList();
        var answered = beyond.Select(s => s.AnsweredAt).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
        var view = View(element);
        if (_maintained.Contains(element)) return new Side(false, 0, null, answered, default);
        if (view.IsMeasured && view.Standing is not (Standing.Unknown or Standing.Pending))
        {
            if (view.Answers && !view.Suspect && view.FreshAt > answered) answered = view.FreshAt;
            // Something reachable through it alone has answered since: it lets through what it does not answer itself.
            var broken = view.IsBroken && answered <= view.Since + Margin;
            return new Side(broken, beyond.Count(s => s.Away is not null), broken, answered, view.Since);
        }
        var known = beyond.Where(s => s.Away is not null).ToList();
        bool? away = known.Count == 0 ? null : known.TrueForAll(s => s.Away == true);
        var presumed = away == true && known.Count >= 2;
        return new Side(presumed, known.Count, away, answered, known.Select(s => s.Since).DefaultIfEmpty().Max());
    }

    private void Explain(string element)
    {
        var of = _graph.Of(element);
        var blocking = of.Needs.FirstOrDefault(IsOut) ?? (of.Paths.Count > 0 && of.Paths.All(IsOut) ? of.Paths[0] : null);
        if (blocking is not null) _roots[element] = _roots.GetValueOrDefault(blocking, blocking);
        else if (_sides[element].Broken) _own.Add(element);
    }

    private bool IsOut(string element) => _roots.ContainsKey(element) || _sides.GetValueOrDefault(element) is { Broken: true };

    private CauseFinding Told(DateTimeOffset now, TimeSpan settle)
    {
        var behind = _roots.Where(r => !View(r.Key).Answers && !_maintained.Contains(r.Key)).ToLookup(r => r.Value, r => r.Key, StringComparer.Ordinal);
        var (causes, waiting, ask) = (new List<Cause>(), new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var element in _own)
        {
            var view = View(element);
            var kind = !Decides(view) ? IncidentKind.Presumed : view.Standing == Standing.Down ? IncidentKind.Down : IncidentKind.Unstable;
            causes.Add(new Cause(element, kind, _sides[element].Since, Between(element), [.. behind[element].Order(StringComparer.Ordinal)]));
            if (now - HardAt(element) < settle && Undecided(element, ask)) waiting.Add(element);
        }
        return new CauseFinding(causes, _roots, waiting, ask);
    }

    private static bool Decides(ElementView view) => view.IsMeasured && view.Standing is not (Standing.Unknown or Standing.Pending);

    private DateTimeOffset HardAt(string element) => Decides(View(element)) ? View(element).HardAt
        : Beyond(element).Where(c => _sides[c].Away == true).Select(HardAt).DefaultIfEmpty(DateTimeOffset.MinValue).Max();

    /// <summary>Unmeasured elements that lead only here, one above the other.</summary>
    private List<string> Between(string element)
    {
        var between = new List<string>();
        for (var at = element; _graph.Of(at) is { Paths: [var above], Needs: [] } && !Decides(View(above)) && _sides[above] is { Away: true, Branches: 1 } && !between.Contains(above); at = above)
            between.Add(above);
        return between;
    }

    /// <summary>
    /// Whether something above has not been asked since this failed, or is beginning to fail too. Where nobody asks what is above, or it does not answer but lets
    /// others through, those others tell.
    /// </summary>
    private bool Undecided(string element, HashSet<string> ask)
    {
        var since = _sides[element].Since;
        var undecided = false;
        foreach (var above in _graph.Above(element).Where(a => !_maintained.Contains(a)))
        {
            var view = View(above);
            if (!view.IsMeasured || (view.IsBroken && !_sides[above].Broken)) undecided |= Untold(element, above, since, ask);
            else if (view.Standing != Standing.Down && (view.Suspect || view.FreshAt < since))
            {
                ask.Add(above);
                undecided = true;
            }
        }
        return undecided;
    }

    /// <summary>Asks what else leads on from an element, unless one of those has answered since.</summary>
    private bool Untold(string element, string above, DateTimeOffset since, HashSet<string> ask)
    {
        var beside = Beyond(above).Where(b => b != element && !_graph.Above(element).Contains(b) && View(b) is { IsMeasured: true, Standing: not Standing.Down } && !_maintained.Contains(b)).ToList();
        if (beside.Count == 0 || beside.Exists(b => View(b) is { Answers: true, Suspect: false } view && view.FreshAt >= since)) return false;
        foreach (var one in beside.Where(b => View(b).FreshAt < since || View(b).Suspect)) ask.Add(one);
        return beside.Exists(ask.Contains);
    }
}
