using System.Diagnostics.Metrics;

namespace Laksana.Automation;

/// <summary>What the machine's work counts of itself on this node.</summary>
internal static class AutomationMeter
{
    private static readonly Counter<long> Ended = OfficeMeter.Meter.CreateCounter<long>("laksana.action.runs", null, "Machine work that ended on this node, by outcome");
    private static readonly Histogram<double> Took = OfficeMeter.Meter.CreateHistogram<double>("laksana.action.duration", "s", "How long machine work took on this node");
    private static readonly UpDownCounter<long> Going = OfficeMeter.Meter.CreateUpDownCounter<long>("laksana.action.running", null, "Machine work going on now on this node");
    private static readonly Counter<long> Fired = OfficeMeter.Meter.CreateCounter<long>("laksana.schedule.firings", null, "Times of schedules worked for on this node, by what became of them");
    private static readonly Counter<long> Passed = OfficeMeter.Meter.CreateCounter<long>("laksana.limits.passed", null, "Cases in which this node found a limit to have passed");

    public static void Begin() => Going.Add(1);

    /// <param name="outcome">succeeded, failed, retried or stopped.</param>
    public static void End(string action, string outcome, long begun)
    {
        Going.Add(-1);
        Ended.Add(1, new("action", action), new("outcome", outcome));
        Took.Record(TimeProvider.System.GetElapsedTime(begun).TotalSeconds, new KeyValuePair<string, object?>("action", action));
    }

    /// <param name="kind">opened, skipped, shifted or refused.</param>
    public static void Firing(string kind) => Fired.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public static void LimitsPassed(int cases)
    {
        if (cases > 0) Passed.Add(cases);
    }
}
