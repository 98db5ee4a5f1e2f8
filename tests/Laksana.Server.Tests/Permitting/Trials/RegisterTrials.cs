namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>The register for people.</summary>
internal static class RegisterTrials
{
    public static readonly TrialTable All = [];
}
