namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>The help desk.</summary>
internal static class HelpTrials
{
    public static readonly TrialTable All = [];
}
