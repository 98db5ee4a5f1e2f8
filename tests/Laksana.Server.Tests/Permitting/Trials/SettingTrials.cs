namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>The office's settings and its first start.</summary>
internal static class SettingTrials
{
    public static readonly TrialTable All = [];
}
