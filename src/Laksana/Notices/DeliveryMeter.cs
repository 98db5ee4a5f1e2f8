using System.Diagnostics.Metrics;

namespace Laksana.Notices;

/// <summary>Counts how handing over ended, by way and end.</summary>
internal static class DeliveryMeter
{
    private static readonly Counter<long> Messages = OfficeMeter.Meter.CreateCounter<long>("laksana.messages", null, "Messages handed over or tried to, by way and end");

    public static void Ended(NoticeWay way, HandoverEnd end) =>
        Messages.Add(1, new KeyValuePair<string, object?>("way", way.ToString()), new KeyValuePair<string, object?>("end", end.ToString()));
}
