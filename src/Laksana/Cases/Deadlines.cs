using System.Globalization;
using Laksana.Procedures;
using Laksana.WorkTime;

namespace Laksana.Cases;

/// <summary>The limit that runs now on a row: queueing while it lies, handling while someone works; <see cref="Due"/> is null without a limit or while the clock stands still.</summary>
public sealed record RunningLimit(LimitKind Kind, WorkAmount Amount, DateTimeOffset Since, DueMoment? Due);

/// <summary>Due moments and used times of a case under one calendar. Pure.</summary>
public sealed class Deadlines(Procedure procedure, WorkCalendar calendar, WorkAmount? queueLimit)
{
    /// <summary>The limit that runs on an open run, or null where the sheet and the office set none.</summary>
    public RunningLimit? Running(StepRun run)
    {
        if (run.Status is RunStatus.Ready or RunStatus.Reported)
        {
            if (queueLimit is not { } limit) return null;
            var since = run.Status == RunStatus.Reported ? run.ReportedAt!.Value : run.ReadyAt;
            return new RunningLimit(LimitKind.Queueing, limit, since, calendar.Due(since, limit, []));
        }
        if (run.BegunAt is not { } begun || procedure.FindStep(run.Step)?.StandardTime is not { } standard) return null;
        var stops = Standstills(run);
        return new RunningLimit(LimitKind.Handling, standard.Limit, begun,
            run.Status == RunStatus.Paused ? null : calendar.Due(begun, standard.Limit, stops));
    }

    /// <summary>When the whole case is due; null without a limit in the sheet, or while every open row waits for an outside party.</summary>
    public DueMoment? CaseDue(CaseState state)
    {
        if (procedure.CaseLimit is not { } limit) return null;
        var stops = CaseStandstills(state);
        return stops.Count > 0 && stops[^1].Until is null ? null : calendar.Due(state.OpenedAt, limit.Limit, [.. state.Closures.Select(c => new Standstill(c.From, c.Until, c.Reason)), .. stops]);
    }

    /// <summary>Every limit that runs in a case now, named by its run, the case's own by an empty name: what a changed calendar may move.</summary>
    public IEnumerable<LimitToCompare> Limits(CaseState state)
    {
        foreach (var run in state.OpenRuns)
            if (Running(run) is { } limit)
                yield return new(run.Run.ToString(CultureInfo.InvariantCulture), limit.Since, limit.Amount, limit.Kind == LimitKind.Handling ? Standstills(run) : []);
        if (procedure.CaseLimit is { } whole)
            yield return new("", state.OpenedAt, whole.Limit, CaseStandstills(state));
    }

    /// <summary>Times of a run that ends at <paramref name="end"/>.</summary>
    public TimeUsed Used(StepRun run, DateTimeOffset end)
    {
        if (run.BegunAt is not { } begun) return new TimeUsed(0, Seconds(run.ReadyAt, end, []), 0);
        var stops = Standstills(run);
        var handling = Seconds(begun, end, stops);
        return new TimeUsed(handling, Seconds(run.ReadyAt, begun, []), Seconds(begun, end, []) - handling);
    }

    /// <summary>Working seconds that a report lay with its receiver.</summary>
    public int Lay(StepRun run, DateTimeOffset until) => Seconds(run.ReportedAt!.Value, until, []);

    private int Seconds(DateTimeOffset from, DateTimeOffset to, IReadOnlyList<Standstill> stops) =>
        to <= from ? 0 : (int)calendar.Worked(from, to, stops).TotalSeconds;

    private static List<Standstill> Standstills(StepRun run) => [.. run.Pauses.Select(p => new Standstill(p.From, p.Until, p.Reason))];

    /// <summary>The case stands still while it has open rows and all of them wait for an outside party.</summary>
    internal static IReadOnlyList<Standstill> CaseStandstills(CaseState state)
    {
        var pauses = state.Runs.SelectMany(r => r.Pauses.Select(p => (Run: r, Stop: p))).ToList();
        if (pauses.Count == 0) return [];
        var moments = pauses.SelectMany(p => new[] { p.Stop.From, p.Stop.Until ?? DateTimeOffset.MaxValue })
            .Concat(state.Runs.SelectMany(r => new[] { r.ReadyAt, r.EndedAt ?? DateTimeOffset.MaxValue }))
            .Distinct().Order().ToList();
        var still = new List<Standstill>();
        for (var i = 0; i + 1 < moments.Count; i++)
        {
            var (from, to) = (moments[i], moments[i + 1]);
            var open = state.Runs.Where(r => r.ReadyAt <= from && (r.EndedAt ?? DateTimeOffset.MaxValue) > from).ToList();
            var waiting = open.Select(r => r.Pauses.FirstOrDefault(p => p.From <= from && (p.Until ?? DateTimeOffset.MaxValue) > from)).ToList();
            if (open.Count == 0 || waiting.Contains(null)) continue;
            var until = to == DateTimeOffset.MaxValue ? (DateTimeOffset?)null : to;
            if (still.Count > 0 && still[^1].Until == from) still[^1] = still[^1] with { Until = until };
            else still.Add(new Standstill(from, until, waiting[0]!.Reason));
        }
        return still;
    }
}
