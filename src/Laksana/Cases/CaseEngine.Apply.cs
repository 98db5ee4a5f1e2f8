using System.Collections.Immutable;

namespace Laksana.Cases;

public static partial class CaseEngine
{
    /// <summary>The state after an event. Total over events that <see cref="Decide"/> made; an event out of order is a bug and throws.</summary>
    public static CaseState Apply(CaseState? state, CaseEvent happened)
    {
        if (state is null)
            return happened is CaseOpened opened ? Opened(opened) : throw new InvalidOperationException("A case begins with being opened.");
        return Happened(state, happened) with { Version = state.Version + 1 };
    }

    private static CaseState Opened(CaseOpened e) => new CaseState
    {
        Number = e.Number,
        Procedure = e.Procedure,
        ProcedureVersion = e.ProcedureVersion,
        OpenedAt = e.At,
        OpenedBy = e.By,
        Channel = e.Channel,
        FromApplicant = e.Channel is null ? ImmutableDictionary<string, RecordedValue>.Empty : e.Fields.ToImmutableDictionary(StringComparer.Ordinal),
        Version = 1,
    }.Given(e.Fields);

    private static CaseState Happened(CaseState s, CaseEvent happened) => happened switch
    {
        StepReady e => s with
        {
            Runs = s.Runs.Add(new StepRun { Run = e.Run, Step = e.Step, Site = e.Site, Round = e.Round, Status = RunStatus.Ready, ReadyAt = e.At, FreeAt = s.Runs.Max(r => r.EndedAt) ?? s.OpenedAt, SentBack = s.Runs.Any(r => r.Status == RunStatus.Returned && r.EndedAt == e.At) }),
        },
        StepBegun e => s.With(e.Run, r => r with
        {
            Status = RunStatus.Working,
            Officer = e.By?.Doer(),
            BegunAt = e.RealTime ?? e.At,
            EnteredAfterwards = r.EnteredAfterwards || e.RealTime is not null,
        }),
        StepReleased e => s.With(e.Run, r => r with { Status = RunStatus.Ready, Officer = null, BegunAt = null, Pauses = [], ReadyAt = e.At, FreeAt = e.At }),
        StepReassigned e => s.With(e.Run, r => r with { Officer = e.To }),
        StepCompleted e => Completed(s, e),
        StepReported e => Reported(s, e),
        ReportAcknowledged e => s.Recorded(e, e.Run).With(e.Run, r => r.Finish(RunStatus.Done, e.RealTime ?? e.At, e.By) with { Outcome = e.Outcome }),
        StepReturned e => s.Recorded(e, e.Run).With(e.Run, r => r.Finish(RunStatus.Returned, e.At, e.By) with { Time = e.Time, ReturnedBecause = e.Reason }),
        ClockPaused e => s.With(e.Run, r => r with { Status = RunStatus.Paused, Pauses = r.Pauses.Add(new ClockStop(e.At, null, e.Party, e.Reason)) }),
        ClockResumed e => s.With(e.Run, r => r with
        {
            Status = RunStatus.Working,
            Pauses = r.Pauses.SetItem(r.Pauses.Count - 1, r.Pauses[^1] with { Until = e.At }),
        }),
        ActionStarted e => s.With(e.Run, r => r with { Machine = new MachineWork(e.ActionRun, e.Action, e.Attempt, MachineStatus.Running, null, null, null, null) }),
        ActionSucceeded e => s.With(e.Run, r => r.MachineIs(m => m with { Status = MachineStatus.Succeeded, Summary = e.Summary, Proposed = e.Proposed })),
        ActionFailed e => s.With(e.Run, r => r.MachineIs(m => m with { Status = MachineStatus.Failed, Failure = e.Reason, Hint = e.Hint })),
        ActionCancelled e => s.With(e.Run, r => r.MachineIs(m => m with { Status = MachineStatus.Cancelled, Failure = e.Reason })),
        DocumentAttached e => Attached(s with { Documents = s.Documents.Add(e) }, e),
        MessageReceived e => s with
        {
            MessagesAt = s.MessagesAt.Add(e.At),
            Digests = s.Digests.SetItem(CaseState.Messages, s.Digests.GetValueOrDefault(CaseState.Messages, []).Add(e.Text.Digest!)),
        },
        NoteAdded => s,
        LimitPassed e => e.Limit switch
        {
            LimitKind.Case => s with { CaseLimitPassed = true },
            LimitKind.Handling => s.With(e.Run, r => r with { HandlingLimitPassed = true }),
            _ => s.With(e.Run, r => r with { QueueLimitPassed = true }),
        },
        OnBehalfConfirmed e => s with { OnBehalfActs = s.OnBehalfActs.SetItem(e.Event, s.OnBehalfActs[e.Event] with { Agrees = e.Agrees }) },
        CaseCancelled e => s with { Status = CaseStatus.Cancelled, EndedAt = e.At, Runs = s.Runs.ConvertAll(r => r.IsOpen ? r.Finish(RunStatus.Dropped, e.At, null) : r) },
        CaseClosed e => s with { Status = CaseStatus.Closed, EndedAt = e.At },
        // While it was closed nobody could work on it: that time is not the office's.
        CaseReopened e => s with { Status = CaseStatus.Running, EndedAt = null, RunsBefore = s.Runs.Count, Closures = s.Closures.Add(new ClockStop(s.EndedAt!.Value, e.At, "", e.Reason)) },
        CaseMoved e => s with
        {
            ProcedureVersion = e.ToVersion,
            Runs = s.Runs.ConvertAll(r => e.Steps.TryGetValue(r.Step, out var renamed) ? r with { Step = renamed } : r),
        },
        CaseLinked e => s with { Links = s.Links.Add(e) },
        ValuesErased => s,
        _ => throw new InvalidOperationException($"The engine does not know {happened.GetType().Name}."),
    };

    private static CaseState Completed(CaseState s, StepCompleted e) =>
        s.Recorded(e, e.Run).Given(e.Fields).With(e.Run, r => r.Finish(RunStatus.Done, e.RealTime ?? e.At, e.By) with
        {
            Outcome = e.Outcome,
            Time = e.Time,
            EnteredAfterwards = r.EnteredAfterwards || e.RealTime is not null,
            OnBehalf = r.OnBehalf || e.By?.OnBehalf is not null,
        });

    private static CaseState Reported(CaseState s, StepReported e) =>
        s.Recorded(e, e.Run).Given(e.Fields).With(e.Run, r => r with
        {
            Status = RunStatus.Reported,
            ReportedAt = e.RealTime ?? e.At,
            Time = e.Time,
            DoneBy = r.DoneBy.AddDoer(e.By),
            EnteredAfterwards = r.EnteredAfterwards || e.RealTime is not null,
        });

    /// <summary>What the public sends for a field is its value until somebody gives another.</summary>
    private static CaseState Attached(CaseState s, DocumentAttached e)
    {
        if (e.Channel is null || e.Field is not { } field || s.Fields.ContainsKey(field)) return s;
        var value = RecordedValue.Clear(e.Sha256);
        return s with { Fields = s.Fields.SetItem(field, value), FromApplicant = s.FromApplicant.SetItem(field, value) };
    }

    private static CaseState With(this CaseState s, int run, Func<StepRun, StepRun> change) =>
        s with { Runs = s.Runs.SetItem(run - 1, change(s.Runs[run - 1])) };

    private static CaseState Given(this CaseState s, IReadOnlyDictionary<string, RecordedValue> fields) =>
        fields.Count == 0 ? s : s with
        {
            Fields = s.Fields.SetItems(fields),
            Digests = fields.Where(f => f.Value.Digest is not null).Aggregate(s.Digests, (all, f) =>
                all.SetItem(f.Key, all.GetValueOrDefault(f.Key, []).Add(f.Value.Digest!))),
        };

    /// <summary>Remembers a decision that staff recorded for a superior; the event's version is the one it is about to get.</summary>
    private static CaseState Recorded(this CaseState s, CaseEvent e, int run) =>
        e.By is not { OnBehalf: { } whose } by ? s
        : (s with { OnBehalfActs = s.OnBehalfActs.Add(s.Version + 1, new OnBehalfAct(whose.Officer, run, by.Officer, whose.SignedPaper, null)) })
            .With(run, r => r.RecordedBy.Contains(by.Officer) ? r : r with { RecordedBy = r.RecordedBy.Add(by.Officer) });

    private static StepRun Finish(this StepRun r, RunStatus status, DateTimeOffset at, Authority? by) =>
        r with { Status = status, EndedAt = at, Officer = by?.Doer() ?? r.Officer, DoneBy = r.DoneBy.AddDoer(by) };

    private static StepRun MachineIs(this StepRun r, Func<MachineWork, MachineWork> change) => r with { Machine = change(r.Machine!) };

    private static ImmutableList<string> AddDoer(this ImmutableList<string> doneBy, Authority? by) =>
        by?.Doer() is { } doer && !doneBy.Contains(doer) ? doneBy.Add(doer) : doneBy;

    /// <summary>The officer whose act it was: the superior for whom it was recorded, else the one who did it.</summary>
    internal static string Doer(this Authority by) => by.OnBehalf?.Officer ?? by.Officer;
}
