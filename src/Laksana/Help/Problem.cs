using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;

namespace Laksana.Help;

/// <summary>Where a problem lies now.</summary>
public enum ProblemStage { New, Sorting, Provider, Head, Field, Proof, Closed, Cancelled }

/// <summary>A problem of the help desk as its list tells it, read from its case; without any value of a person.</summary>
public sealed record Problem
{
    public required string Number { get; init; }
    public required string Subject { get; init; }
    public required ProblemStage Stage { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? Site { get; init; }
    public string? Service { get; init; }
    public string? Text { get; init; }
    public string? Suggestion { get; init; }
    /// <summary>How it was solved, as far as the case tells.</summary>
    public string? Solution { get; init; }
    public StepRun? Run { get; init; }
    public Step? Step { get; init; }
    /// <summary>The limit that runs on its row; null without one, or while an outside party is awaited.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public bool IsOpen => Stage < ProblemStage.Closed;

    public static Problem Of(FoldedCase folded, OfficeAtWork office)
    {
        var (state, sheet) = (folded.State, folded.Sheet);
        var run = state.OpenRuns.FirstOrDefault();
        return new Problem
        {
            Number = state.Number,
            Subject = folded.Subject,
            Stage = StageOf(state, run),
            OpenedAt = state.OpenedAt,
            EndedAt = state.EndedAt,
            Site = Text(HelpSheet.Site) is { } site ? office.SiteName(site) : null,
            Service = Text(HelpSheet.Service),
            Text = Text(HelpSheet.Problem),
            Suggestion = Text(HelpSheet.Suggestion),
            Solution = HelpSheet.Solutions.Select(Text).FirstOrDefault(t => t is not null),
            Run = run,
            Step = run is null ? null : sheet.FindStep(run.Step),
            DueAt = run is null ? null : new Deadlines(sheet, office.Calendar, office.Definition.QueueLimit).Running(run)?.Due?.At,
        };

        string? Text(string field) => state.Fields.GetValueOrDefault(field)?.Value;
    }

    private static ProblemStage StageOf(CaseState state, StepRun? run) => (state.Status, run) switch
    {
        (CaseStatus.Cancelled, _) => ProblemStage.Cancelled,
        (CaseStatus.Closed, _) or (_, null) => ProblemStage.Closed,
        (_, { Status: RunStatus.Paused } or { Step: HelpSheet.Provider or HelpSheet.Ministry }) => ProblemStage.Provider,
        (_, { Step: HelpSheet.Record }) => ProblemStage.New,
        (_, { Step: HelpSheet.Head }) => ProblemStage.Head,
        (_, { Step: HelpSheet.Field }) => ProblemStage.Field,
        (_, { Step: HelpSheet.Archive }) => ProblemStage.Proof,
        _ => ProblemStage.Sorting,
    };
}
