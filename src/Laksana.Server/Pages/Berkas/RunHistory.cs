using Laksana.Cases;

namespace Laksana.Server.Pages.Berkas;

/// <summary>What the events say of one passage through a row, beyond what its state keeps.</summary>
internal sealed record RunHistory
{
    public StepCompleted? Completed { get; init; }
    public StepReported? Reported { get; init; }
    public ReportAcknowledged? Acknowledged { get; init; }
    public StepReturned? Returned { get; init; }
    public StepReassigned? Reassigned { get; init; }

    public static readonly RunHistory None = new();

    public static IReadOnlyDictionary<int, RunHistory> Of(IReadOnlyList<CaseEvent> events)
    {
        var runs = new Dictionary<int, RunHistory>();
        foreach (var happened in events)
            _ = happened switch
            {
                StepCompleted e => runs[e.Run] = At(e.Run) with { Completed = e },
                StepReported e => runs[e.Run] = At(e.Run) with { Reported = e },
                ReportAcknowledged e => runs[e.Run] = At(e.Run) with { Acknowledged = e },
                StepReturned e => runs[e.Run] = At(e.Run) with { Returned = e },
                StepReassigned e => runs[e.Run] = At(e.Run) with { Reassigned = e },
                _ => None,
            };
        return runs;

        RunHistory At(int run) => runs.GetValueOrDefault(run, None);
    }
}
