using System.Diagnostics.Metrics;
using Laksana.Network.Probes;

namespace Laksana.Network;

/// <summary>What the watch counts of itself on this node. No label names an office, a place or an address.</summary>
internal static class NetworkMeter
{
    private static readonly Counter<long> Probes = OfficeMeter.Meter.CreateCounter<long>("laksana.network.probes", null, "Probes that ended on this node, by outcome");
    private static readonly Histogram<double> Late = OfficeMeter.Meter.CreateHistogram<double>("laksana.network.lateness", "s", "How much later than planned a probe began");
    private static readonly Histogram<double> Flush = OfficeMeter.Meter.CreateHistogram<double>("laksana.network.flush.duration", "s", "How long storing a second's results took");
    private static readonly Counter<long> Lost = OfficeMeter.Meter.CreateCounter<long>("laksana.network.results.lost", null, "Results given up because the database was away for too long");
    private static readonly Counter<long> Incidents = OfficeMeter.Meter.CreateCounter<long>("laksana.network.incidents", null, "Incidents opened, reopened or ended on this node");

    public static void Ended(ProbeOutcome outcome) => Probes.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString().ToLowerInvariant()));

    public static void Began(TimeSpan late) => Late.Record(late.TotalSeconds);

    public static void Flushed(TimeSpan took) => Flush.Record(took.TotalSeconds);

    public static void GaveUp(int results) => Lost.Add(results);

    /// <param name="what">opened, reopened or ended.</param>
    public static void Incident(string what) => Incidents.Add(1, new KeyValuePair<string, object?>("what", what));
}
