namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>Paper: forms to print, scans to bring back, work orders.</summary>
internal static class PaperTrials
{
    public static readonly TrialTable All = [];
}
