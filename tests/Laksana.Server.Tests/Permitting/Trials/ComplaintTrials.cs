namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>Complaints.</summary>
internal static class ComplaintTrials
{
    public static readonly TrialTable All = [];
}
