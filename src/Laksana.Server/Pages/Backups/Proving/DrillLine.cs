using Laksana.Backups;
using static Laksana.Server.Pages.Backups.Proving.ProofPageWords;

namespace Laksana.Server.Pages.Backups.Proving;

/// <summary>A trial restore that ended, as a line.</summary>
internal sealed record DrillLine(Drill Drill)
{
    public (string Style, string Words) Result => Drill.Outcome switch
    {
        CheckOutcome.Passed => ("done", Say["result.passed"]),
        CheckOutcome.Failed => ("late", Say["result.failed"]),
        _ => ("off", Say["result.open"]),
    };

    public string Why => Drill.Reason is { } reason ? Say["reason." + reason] : Say["reason.asked"];

    public string Restored => Drill.Times.Restore > TimeSpan.Zero ? JobView.Minutes(Drill.Times.UntilRestored) : "–";

    public string Whole => JobView.Minutes(Drill.Times.Whole);
}

/// <summary>A source with its newest backup and what is known of restoring it.</summary>
internal sealed record SourceLine(Backup Newest, Drill? LastProof, DateTimeOffset? NextAt, bool MayBeDrilled, DrillForecast? Forecast)
{
    public string Expected => Forecast is not { } f ? Say["forecast.none"]
        : f.Drills == 1 ? Say["forecast.one", JobView.Minutes(f.Restore)]
        : Say["forecast.many", JobView.Minutes(f.Restore), JobView.Minutes(f.Quickest), JobView.Minutes(f.Slowest), f.Drills];

    public string? Doubt => Forecast is null ? null : !Forecast.OfSource ? Say["forecast.others"] : Forecast.Beyond ? Say["forecast.beyond"] : null;
}
