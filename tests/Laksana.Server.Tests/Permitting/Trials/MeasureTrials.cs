namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>Planned against actual.</summary>
internal static class MeasureTrials
{
    public static readonly TrialTable All = [];
}
