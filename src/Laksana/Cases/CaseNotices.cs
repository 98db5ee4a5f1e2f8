using Laksana.Officers;
using Laksana.Procedures;

namespace Laksana.Cases;

/// <summary>A line for somebody's bell; the same <paramref name="Cause"/> is told an officer once.</summary>
internal sealed record CaseNotice(string Officer, string Cause, string TextKey, IReadOnlyList<string> Arguments);

/// <summary>Who must hear of what happened in a case beyond finding it in the tray.</summary>
internal static class CaseNotices
{
    public static IEnumerable<CaseNotice> Of(Procedure procedure, Staffing staffing, CaseState state, IReadOnlyList<CaseEvent> events)
    {
        foreach (var happened in events)
            foreach (var notice in Of(procedure, staffing, state, happened))
                yield return notice;
    }

    private static IEnumerable<CaseNotice> Of(Procedure p, Staffing staffing, CaseState s, CaseEvent happened)
    {
        switch (happened)
        {
            case LimitPassed e:
                var role = e.Run == 0 ? p.Openers[0] : s.Runs[e.Run - 1] is { Status: RunStatus.Reported } r ? p.Step(r.Step).ReportsTo! : p.Step(s.Runs[e.Run - 1].Step).Role;
                var activity = e.Run == 0 ? p.Title : p.Step(s.Runs[e.Run - 1].Step).Activity;
                foreach (var superior in Superiors(p, staffing, role))
                    yield return new CaseNotice(superior, $"late:{s.Number}:{e.Run}:{e.Limit}", "notice.late", [s.Number, activity]);
                break;
            case StepReturned e:
                var last = s.Runs.LastOrDefault(r => r.Step == e.To && r.Run < s.Runs.Count && r.DoneBy.Count > 0);
                if (last is not null)
                    yield return new CaseNotice(last.DoneBy[0], $"returned:{s.Number}:{e.Run}", "notice.returned", [s.Number, p.Step(e.To).Activity, e.Reason]);
                break;
            case StepReassigned e:
                yield return new CaseNotice(e.To, $"given:{s.Number}:{e.Run}:{s.Version}", "notice.given", [s.Number, p.Step(s.Runs[e.Run - 1].Step).Activity]);
                break;
            case ActionFailed e when s.Runs[e.Run - 1].Officer is { } officer:
                yield return new CaseNotice(officer, $"action:{e.ActionRun}", "notice.action-failed", [s.Number, p.Step(s.Runs[e.Run - 1].Step).Activity, e.Reason]);
                break;
        }
        if (happened is OnBehalfConfirmed { Agrees: false } disputed)
            foreach (var officer in Above(staffing, s.OnBehalfActs[disputed.Event].Officer).Append(s.OnBehalfActs[disputed.Event].Recorder).Distinct(StringComparer.Ordinal))
                yield return new CaseNotice(officer, $"disputed:{s.Number}:{disputed.Event}", "notice.disputed", [s.Number, disputed.Remark ?? ""]);
        if (happened.By?.OnBehalf is { } whose)
            yield return new CaseNotice(whose.Officer, $"on-behalf:{s.Number}:{s.Version}", "notice.on-behalf", [s.Number]);
    }

    /// <summary>Officers whose recorded decisions in the case are all confirmed or disputed now: nothing is left to ask them.</summary>
    public static IEnumerable<string> Answered(CaseState state, IReadOnlyList<CaseEvent> events) =>
        events.OfType<OnBehalfConfirmed>().Select(e => state.OnBehalfActs[e.Event].Officer).Distinct(StringComparer.Ordinal)
            .Where(o => !state.OnBehalfActs.Values.Any(a => a.Officer == o && a.Agrees is null));

    /// <summary>The heads of the office above an officer: holders of the topmost positions over his.</summary>
    private static IEnumerable<string> Above(Staffing staffing, string officer)
    {
        var tops = staffing.Holdings.Where(h => h.Officer == officer).Select(h =>
        {
            var position = h.Position;
            for (var climbed = 0; climbed < 20 && staffing.Superiors.TryGetValue(position, out var up); climbed++) position = up;
            return position;
        }).ToHashSet(StringComparer.Ordinal);
        return staffing.Holdings.Where(h => tops.Contains(h.Position) && h.Officer != officer).Select(h => h.Officer);
    }

    /// <summary>Holders of the positions right above those that play the role.</summary>
    private static IEnumerable<string> Superiors(Procedure p, Staffing staffing, string role)
    {
        var above = staffing.PositionsOf(p.Id, role).Select(x => staffing.Superiors.GetValueOrDefault(x)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return staffing.Holdings.Where(h => above.Contains(h.Position)).Select(h => h.Officer).Distinct(StringComparer.Ordinal);
    }
}
