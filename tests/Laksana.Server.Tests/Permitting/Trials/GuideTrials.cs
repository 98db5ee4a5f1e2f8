namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>The guide.</summary>
internal static class GuideTrials
{
    public static readonly TrialTable All = [];
}
