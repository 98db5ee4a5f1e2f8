using System.Diagnostics.Metrics;

namespace Laksana;

/// <summary>
/// The meter of everything the program counts about its work (steps, seals, queues). Its instruments appear under /metrics by
/// themselves; no label may hold a person's or a case's name.
/// </summary>
public static class OfficeMeter
{
    public const string Name = "Laksana";

    public static readonly Meter Meter = new(Name);
}
