using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;

namespace Laksana.Services;

/// <summary>Where a request stands, as its applicant may know it: no officer, no value but those meant for him, no reason but what the office asks of him.</summary>
public sealed record ServiceProgress
{
    public required string Service { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required CaseStatus Status { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    /// <summary>When the whole request is due; null without a limit in the sheet, or while the clock stands still.</summary>
    public DateTimeOffset? Due { get; init; }
    public bool Late { get; init; }
    public required IReadOnlyList<ServiceStage> Stages { get; init; }
    /// <summary>Who is awaited; empty when it has ended.</summary>
    public required IReadOnlyList<Awaited> Awaited { get; init; }
    /// <summary>Values for the applicant that rows have given so far; personal ones by their digest.</summary>
    public required IReadOnlyList<(Field Field, RecordedValue Value)> Answers { get; init; }

    public bool WaitsForApplicant => Awaited.Any(a => a.Applicant);

    public static ServiceProgress Of(Procedure procedure, CaseState state, OfficeAtWork office)
    {
        var deadlines = new Deadlines(procedure, office.Calendar, office.Definition.QueueLimit);
        var running = state.Status == CaseStatus.Running;
        return new ServiceProgress
        {
            Service = procedure.Title,
            ReceivedAt = state.OpenedAt,
            Status = state.Status,
            EndedAt = state.EndedAt,
            Due = running ? deadlines.CaseDue(state)?.At : null,
            Late = running && state.CaseLimitPassed,
            Stages = [.. procedure.Steps.Select((step, index) => new ServiceStage(index + 1, step.Activity, StageOf(state, step)))],
            Awaited = [.. state.OpenRuns.Where(_ => running).Select(r => Await(procedure, r)).Distinct()],
            Answers = [.. procedure.Steps.SelectMany(s => s.Fields).Where(f => f.ForApplicant && state.Fields.ContainsKey(f.Name)).Select(f => (f, state.Fields[f.Name]))],
        };
    }

    /// <summary>Rows being worked on, by their place among all rows; of a running case.</summary>
    public IEnumerable<ServiceStage> Now => Stages.Where(s => s.State == StageState.Now);

    private static StageState StageOf(CaseState state, Step step) =>
        state.Runs.LastOrDefault(r => r.Step == step.Id) is not { } last ? StageState.Ahead
        : last.IsOpen ? StageState.Now
        : last.Status == RunStatus.Done ? StageState.Done : StageState.Ahead;

    private static Awaited Await(Procedure procedure, StepRun run)
    {
        var step = procedure.FindStep(run.Step);
        if (run is { Status: RunStatus.Paused, Pauses: [.., { Until: null } now] } && procedure.Parties.FirstOrDefault(p => p.Id == now.Party) is { } party)
            return new Awaited(party.Title, party.IsApplicant) { Reason = party.IsApplicant && now.Reason != step?.Activity ? now.Reason : null };
        var role = run.Status == RunStatus.Reported ? step?.ReportsTo : step?.Role;
        return new Awaited(procedure.Roles.FirstOrDefault(r => r.Id == role)?.Title ?? "", false);
    }
}

/// <summary>A row in plain words. <paramref name="Place"/> counts from 1 among all rows of the sheet.</summary>
public sealed record ServiceStage(int Place, string Activity, StageState State);

public enum StageState { Ahead, Now, Done }

/// <summary>Whom the request waits for: a role's or an outside party's title. <paramref name="Applicant"/>: the one who asked himself.</summary>
public sealed record Awaited(string Title, bool Applicant)
{
    /// <summary>What the office asks of the applicant; never told of anybody else.</summary>
    public string? Reason { get; init; }
}
