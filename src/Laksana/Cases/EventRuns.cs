namespace Laksana.Cases;

/// <summary>Which row of a case an event concerns.</summary>
public static class EventRuns
{
    /// <summary>The run that happened to, out of the state after it; null when it concerns the case as a whole.</summary>
    public static StepRun? RunOf(this CaseEvent happened, CaseState after) => after.FindRun(happened switch
    {
        StepReady e => e.Run,
        StepBegun e => e.Run,
        StepReleased e => e.Run,
        StepReassigned e => e.Run,
        StepCompleted e => e.Run,
        StepReported e => e.Run,
        ReportAcknowledged e => e.Run,
        StepReturned e => e.Run,
        ClockPaused e => e.Run,
        ClockResumed e => e.Run,
        ActionStarted e => e.Run,
        ActionSucceeded e => e.Run,
        ActionFailed e => e.Run,
        ActionCancelled e => e.Run,
        DocumentAttached e => e.Run ?? 0,
        LimitPassed e => e.Run,
        OnBehalfConfirmed e => after.OnBehalfActs.TryGetValue(e.Event, out var act) ? act.Run : 0,
        _ => 0,
    });
}
