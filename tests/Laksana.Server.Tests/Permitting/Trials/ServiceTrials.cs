namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>Public pages of services.</summary>
internal static class ServiceTrials
{
    public static readonly TrialTable All = [];
}
