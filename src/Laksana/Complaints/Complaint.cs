using System.Globalization;
using Laksana.Cases;
using Laksana.Procedures;
using Laksana.WorkTime;

namespace Laksana.Complaints;

/// <summary>Where a complaint stands, in the office's words.</summary>
public enum ComplaintStage { New, Verified, Notified, Light, Heavy, Waiting, Answered, Forwarded, Merged, Cancelled }

/// <summary>How heavy a complaint is.</summary>
public enum ComplaintClass { Light, Heavy }

/// <summary>
/// A complaint as lists and log books tell it, read from its case. It never holds who complains nor his own words: those stand outside the events, for the few who
/// need them.
/// </summary>
public sealed record Complaint
{
    public required string Number { get; init; }
    public required string Topic { get; init; }
    public required ComplaintStage Stage { get; init; }
    /// <summary>When it came to the office, by whatever channel; never after it was recorded.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public string? Channel { get; init; }
    public string? LaporNumber { get; init; }
    /// <summary>Number in the paper log book, where one is still kept.</summary>
    public string? LogNumber { get; init; }
    public string? Section { get; init; }
    public ComplaintClass? Class { get; init; }
    public DateTimeOffset? VerifiedAt { get; init; }
    /// <summary>When the complainant had his answer: as staff wrote it, never after the case was closed.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
    public string? AnsweredBy { get; init; }
    /// <summary>Other agency, or number of the same complaint.</summary>
    public string? GoneTo { get; init; }
    /// <summary>The row that is open now; null when the case has ended.</summary>
    public StepRun? Run { get; init; }
    public Step? Step { get; init; }
    /// <summary>When everything waited for the complainant (or another party).</summary>
    public IReadOnlyList<Standstill> Standstills { get; init; } = [];

    public bool IsOpen => Stage < ComplaintStage.Answered;

    public static Complaint Of(FoldedCase folded, WorkCalendar calendar)
    {
        var (state, sheet) = (folded.State, folded.Sheet);
        var run = state.OpenRuns.FirstOrDefault();
        var weight = ClassOf(state);
        var received = Moment(state, ComplaintSheet.ReceivedAt, calendar) is { } written && written < state.OpenedAt ? written : state.OpenedAt;
        var stage = StageOf(state, run, weight);
        return new Complaint
        {
            Number = state.Number,
            Topic = Text(state, ComplaintSheet.Topic) ?? sheet.Title,
            Stage = stage,
            ReceivedAt = received,
            OpenedAt = state.OpenedAt,
            Channel = Text(state, ComplaintSheet.Channel),
            LaporNumber = Text(state, ComplaintSheet.LaporNumber),
            LogNumber = Text(state, ComplaintSheet.LogNumber),
            Section = Text(state, ComplaintSheet.Section),
            Class = weight,
            VerifiedAt = LastDone(state, ComplaintSheet.Verify)?.EndedAt,
            AnsweredAt = state.Status != CaseStatus.Closed ? null : Moment(state, ComplaintSheet.AnsweredAt, calendar) is { } told && told <= state.EndedAt && told >= received ? told : state.EndedAt,
            AnsweredBy = stage switch
            {
                ComplaintStage.Forwarded => Text(state, ComplaintSheet.ForwardedBy),
                ComplaintStage.Merged => Text(state, ComplaintSheet.MergedBy),
                _ => Text(state, ComplaintSheet.AnsweredBy),
            },
            GoneTo = stage switch
            {
                ComplaintStage.Forwarded => Text(state, ComplaintSheet.ForwardedTo),
                ComplaintStage.Merged => Text(state, ComplaintSheet.SameCase),
                _ => null,
            },
            Run = run,
            Step = run is null ? null : sheet.FindStep(run.Step),
            Standstills = Deadlines.CaseStandstills(state),
        };
    }

    private static ComplaintStage StageOf(CaseState state, StepRun? run, ComplaintClass? weight) => (state.Status, run) switch
    {
        (CaseStatus.Cancelled, _) => ComplaintStage.Cancelled,
        (CaseStatus.Closed, _) or (_, null) => state.Runs.LastOrDefault(r => r.Status == RunStatus.Done)?.Step switch
        {
            ComplaintSheet.Forward => ComplaintStage.Forwarded,
            ComplaintSheet.Merge => ComplaintStage.Merged,
            _ => ComplaintStage.Answered,
        },
        (_, { Status: RunStatus.Paused }) => ComplaintStage.Waiting,
        (_, { Step: ComplaintSheet.Record or ComplaintSheet.Verify }) => ComplaintStage.New,
        (_, { Step: ComplaintSheet.Log or ComplaintSheet.Forward or ComplaintSheet.Merge }) => ComplaintStage.Verified,
        (_, { Step: ComplaintSheet.Notify or ComplaintSheet.Classify }) => ComplaintStage.Notified,
        _ => weight == ComplaintClass.Heavy ? ComplaintStage.Heavy : ComplaintStage.Light,
    };

    private static ComplaintClass? ClassOf(CaseState state) => LastDone(state, ComplaintSheet.Classify)?.Outcome switch
    {
        null => null,
        var outcome => outcome.StartsWith(ComplaintSheet.LightOutcome, StringComparison.Ordinal) ? ComplaintClass.Light : ComplaintClass.Heavy,
    };

    private static StepRun? LastDone(CaseState state, string step) => state.Runs.LastOrDefault(r => r.Step == step && r.Status == RunStatus.Done);

    private static string? Text(CaseState state, string field) => state.Fields.GetValueOrDefault(field)?.Value;

    private static DateTimeOffset? Moment(CaseState state, string field, WorkCalendar calendar) =>
        DateTime.TryParseExact(Text(state, field), "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? calendar.ToInstant(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local)) : null;
}
