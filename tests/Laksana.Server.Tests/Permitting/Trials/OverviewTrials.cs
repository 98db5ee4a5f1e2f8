using static Laksana.Server.Tests.Permitting.Trial;

namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>The head's first page.</summary>
internal static class OverviewTrials
{
    public static readonly TrialTable All = new() { ["/beranda"] = _ => At("/beranda") };
}
