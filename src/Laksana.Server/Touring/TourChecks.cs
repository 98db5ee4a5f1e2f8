using Laksana.Cases;
using Laksana.Officers;
using Laksana.Server.Commands;
using static Laksana.Server.Touring.TourWords;

namespace Laksana.Server.Touring;

/// <summary>What a tour must have shown. Every answer rests on what the API told, never on what the scripts meant to do.</summary>
internal sealed class TourChecks(TourFacts facts, int sheets)
{
    public IReadOnlyList<TourCheck> All(TourMemory? memory, IReadOnlyList<VerifyAnswer> register, DossierAnswer? dossier) =>
    [
        Cases(),
        Seen("returned", facts.Of<StepReturned>().Select(e => $"{e.Told.Where} {e.Happened.Reason}")),
        Seen("no-way", Ways().Where(w => w.Way.Equals("tidak", StringComparison.OrdinalIgnoreCase)).Select(w => w.Told.Where)),
        Waited(),
        Late(),
        Machine("network.ping", "ping"),
        Machine("network.ping", "ping-fault", e => e.Happened.Result.TryGetProperty("tcp", out var tcp) && tcp.GetProperty("state").GetString() != "open"),
        new TourCheck("dump", Say["check.dump"], facts.Dumps.Count > 0, Evidence(facts.Dumps)),
        OnBehalf(),
        Seen("afterwards", facts.Of<StepCompleted>().Where(e => e.Happened.RealTime is not null).Select(e => e.Told.Where)),
        Seen("acting", By(a => a.Capacity == Capacity.Plt).Select(e => $"{e.Where} {e.Recorded.By!.Name}, Plt. {e.Recorded.By.PositionTitle}")),
        Seen("stand-in", By(a => a.Basis == AuthorityBasis.StandIn).Select(e => $"{e.Where} {e.Recorded.By!.Name}, {e.Recorded.By.PositionTitle}")),
        Seen("refused", facts.Refused),
        new TourCheck("repeated", Say["check.repeated"], facts is { Repeated: > 0, Stale: > 0 }, Say["check.repeated.evidence", facts.Repeated, facts.Stale]),
        Register(register),
        new TourCheck("dossier", Say["check.dossier"], dossier is { Fits: true, Events: > 0 } && dossier.SealedUpTo == dossier.Events && dossier.ProvedBySeal is not null,
            dossier is null ? Say["evidence.none"] : Say["check.dossier.evidence", dossier.Case, dossier.Events, dossier.Documents, dossier.SealedUpTo]),
        new TourCheck("memory", Say["check.memory"], memory?.Fits == true,
            memory is null ? Say["evidence.none"] : Say["check.memory.evidence", memory.PeakMiB, memory.NowMiB, memory.LimitMiB]),
    ];

    private TourCheck Cases()
    {
        var open = facts.Cases.Where(c => !c.Closed || c.Failure is not null).Select(c => $"{c.Sheet}: {c.Failure ?? Say["evidence.open"]}").Concat(facts.LeftOut.Select(s => $"{s}: {Say["evidence.left-out"]}")).ToList();
        var closed = facts.Cases.Where(c => c.Closed && c.Failure is null).Select(c => c.Office + "/" + c.Sheet).Distinct(StringComparer.Ordinal).Count();
        return new TourCheck("cases", Say["check.cases", sheets], closed == sheets && open.Count == 0, open.Count == 0 ? Say["check.cases.evidence", closed, sheets] : Evidence(open));
    }

    private TourCheck Waited()
    {
        var resumed = facts.Of<ClockResumed>().Select(e => (e.Told.State.Number, e.Happened.Run)).ToHashSet();
        return Seen("waited", facts.Of<ClockPaused>().Where(e => resumed.Contains((e.Told.State.Number, e.Happened.Run)))
            .Select(e => $"{e.Told.Where} {e.Told.Sheet.Parties.First(p => p.Id == e.Happened.Party).Title}"));
    }

    private TourCheck Late()
    {
        var unheard = facts.Late.Where(l => l.Superiors.Count == 0 || l.Superiors.Except(l.Told, StringComparer.Ordinal).Any()).ToList();
        var evidence = facts.Late.Select(l => Say["check.late.evidence", $"{l.Case}/{l.Run}", string.Join(", ", l.Told)]);
        return new TourCheck("late", Say["check.late"], facts.Late.Count > 0 && unheard.Count == 0, Evidence([.. evidence]));
    }

    private TourCheck Machine(string action, string name, Func<(ToldEvent Told, ActionSucceeded Happened), bool>? which = null) =>
        Seen(name, facts.Of<ActionSucceeded>().Where(e => e.Told.State.FindRun(e.Happened.Run)!.Machine!.Action == action && which?.Invoke(e) != false)
            .Select(e => $"{e.Told.Where} {e.Happened.Summary}"));

    private TourCheck OnBehalf()
    {
        var confirmed = facts.Of<OnBehalfConfirmed>().Where(e => e.Happened.Agrees).Select(e => (e.Told.State.Number, e.Happened.Event)).ToHashSet();
        return Seen("on-behalf", facts.Events.Where(e => e.Happened.By?.OnBehalf is not null && confirmed.Contains((e.State.Number, e.Recorded.Version)))
            .Select(e => Say["who.on-behalf", $"{e.Where} {e.Recorded.By!.Name}", e.Recorded.By.OnBehalf!.Name]));
    }

    private TourCheck Register(IReadOnlyList<VerifyAnswer> register)
    {
        var events = register.Sum(r => r.Events);
        var passed = register.Count > 0 && register.All(r => r.Fits && r.UnsealedEvents == 0 && (r.Events == 0 || r.ProvedUpTo is not null)) && events >= facts.Events.Count && events > 0;
        return new TourCheck("register", Say["check.register"], passed, register.Count == 0 ? Say["evidence.none"]
            : Say["check.register.evidence", events, register.Sum(r => r.Seals), register.Sum(r => r.UnsealedEvents)] + string.Concat(register.SelectMany(r => r.Findings).Take(3).Select(f => " · " + f)));
    }

    private IEnumerable<(ToldEvent Told, string Way)> Ways() => facts.Events
        .Select(e => (e, e.Happened switch { StepCompleted c => c.Outcome, ReportAcknowledged a => a.Outcome, _ => null })).Where(p => p.Item2 is not null).Select(p => (p.e, p.Item2!));

    private IEnumerable<ToldEvent> By(Func<Authority, bool> which) => facts.Events.Where(e => e.Happened.By is { } by && which(by));

    private static TourCheck Seen(string name, IEnumerable<string> evidence)
    {
        var seen = evidence.ToList();
        return new TourCheck(name, Say["check." + name], seen.Count > 0, Evidence(seen));
    }

    private static string Evidence(List<string> seen) => seen.Count == 0 ? Say["evidence.none"]
        : seen[0] + (seen.Count > 1 ? " " + Say["evidence.more", seen.Count - 1] : "");
}
