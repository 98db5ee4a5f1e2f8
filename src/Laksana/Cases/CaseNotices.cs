using System.Text.RegularExpressions;
using Laksana.Officers;
using Laksana.Procedures;

namespace Laksana.Cases;

/// <summary>A line for somebody's bell; the same <paramref name="Cause"/> is told an officer once.</summary>
/// <param name="Row">The sheet's row that it is about; null: the whole case.</param>
/// <param name="IfChosen">Only for those who asked to hear of such things.</param>
internal sealed record CaseNotice(string Officer, string Cause, string TextKey, IReadOnlyList<string> Arguments, Step? Row = null, bool IfChosen = false);

/// <summary>Who must hear of what happened in a case beyond finding it in the tray.</summary>
internal static partial class CaseNotices
{
    public static IEnumerable<CaseNotice> Of(Procedure procedure, Staffing staffing, CaseState state, IReadOnlyList<CaseEvent> events)
    {
        foreach (var happened in events)
            foreach (var notice in Of(procedure, staffing, state, happened).Concat(AboutWork(procedure, staffing, state, happened)))
                yield return notice;
    }

    private static IEnumerable<CaseNotice> Of(Procedure p, Staffing staffing, CaseState s, CaseEvent happened)
    {
        switch (happened)
        {
            case LimitPassed e:
                var late = e.Run == 0 ? null : Row(p, s, e.Run);
                var role = late is null ? p.Openers[0] : s.Runs[e.Run - 1].Status == RunStatus.Reported ? late.ReportsTo! : late.Role;
                foreach (var superior in Superiors(p, staffing, role))
                    yield return new CaseNotice(superior, $"late:{s.Number}:{e.Run}:{e.Limit}", "notice.late", [s.Number, late?.Activity ?? p.Title], late);
                break;
            case StepReturned e:
                var last = s.Runs.LastOrDefault(r => r.Step == e.To && r.Run < s.Runs.Count && r.DoneBy.Count > 0);
                if (last is not null)
                    yield return new CaseNotice(last.DoneBy[0], $"returned:{s.Number}:{e.Run}", "notice.returned", [s.Number, p.Step(e.To).Activity, e.Reason], p.Step(e.To));
                break;
            case StepReassigned e:
                yield return new CaseNotice(e.To, $"given:{s.Number}:{e.Run}:{s.Version}", "notice.given", [s.Number, Row(p, s, e.Run).Activity], Row(p, s, e.Run));
                break;
            case MessageReceived:
                foreach (var officer in s.WaitingForApplicant(p).Select(r => r.Officer).OfType<string>().Distinct(StringComparer.Ordinal))
                    yield return new CaseNotice(officer, $"message:{s.Number}:{s.MessagesAt.Count}", "notice.applicant-message", [s.Number]);
                break;
            case ActionFailed e when s.Runs[e.Run - 1].Officer is { } officer:
                yield return new CaseNotice(officer, $"action:{e.ActionRun}", "notice.action-failed", [s.Number, Row(p, s, e.Run).Activity, e.Reason], Row(p, s, e.Run));
                break;
        }
        if (happened is OnBehalfConfirmed { Agrees: false } disputed)
            foreach (var officer in Above(staffing, s.OnBehalfActs[disputed.Event].Officer).Append(s.OnBehalfActs[disputed.Event].Recorder).Distinct(StringComparer.Ordinal))
                yield return new CaseNotice(officer, $"disputed:{s.Number}:{disputed.Event}", "notice.disputed", [s.Number, disputed.Remark ?? ""]);
        if (happened.By?.OnBehalf is { } whose)
            yield return new CaseNotice(whose.Officer, $"on-behalf:{s.Number}:{s.Version}", "notice.on-behalf", [s.Number]);
    }

    /// <summary>What goes on as it should: a report that waits, a row that can be begun, a case that has come to its end, a note that names somebody.</summary>
    private static IEnumerable<CaseNotice> AboutWork(Procedure p, Staffing staffing, CaseState s, CaseEvent happened)
    {
        var rights = new Rights(p, staffing);
        switch (happened)
        {
            case StepReported e:
                foreach (var receiver in rights.WhoMayAct(s, s.Runs[e.Run - 1]))
                    yield return new CaseNotice(receiver, $"report:{s.Number}:{e.Run}:{s.Version}", "notice.report", [s.Number, Row(p, s, e.Run).Activity], Row(p, s, e.Run));
                break;
            case StepReady e:
                foreach (var holder in staffing.HoldersOf(p.Id, p.Step(e.Step).Role).Select(h => h.Officer).Distinct(StringComparer.Ordinal).Where(o => o != happened.By?.Officer))
                    yield return new CaseNotice(holder, $"ready:{s.Number}:{e.Run}", "notice.ready", [s.Number, p.Step(e.Step).Activity], p.Step(e.Step), IfChosen: true);
                break;
            case CaseClosed or CaseCancelled when s.OpenedBy?.Officer is { } opener && opener != happened.By?.Officer:
                var ended = happened is CaseClosed ? "closed" : "cancelled";
                yield return new CaseNotice(opener, $"ended:{s.Number}", "notice." + ended, [s.Number]);
                break;
            case NoteAdded e:
                foreach (var named in Named(e.Text).Where(o => o != happened.By?.Officer && rights.ToSee(s, o, administrator: false)))
                    yield return new CaseNotice(named, $"mention:{s.Number}:{s.Version}", "notice.mention", [s.Number]);
                break;
        }
    }

    /// <summary>The officers that a note names: <c>@dimas</c>.</summary>
    private static IEnumerable<string> Named(string note) => Mention.Matches(note).Select(m => m.Groups["officer"].Value.ToLowerInvariant()).Distinct(StringComparer.Ordinal).Take(20);

    [GeneratedRegex(@"(?<![\w@.])@(?<officer>[A-Za-z0-9][A-Za-z0-9_-]{0,59})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mention { get; }

    private static Step Row(Procedure p, CaseState s, int run) => p.Step(s.Runs[run - 1].Step);

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
