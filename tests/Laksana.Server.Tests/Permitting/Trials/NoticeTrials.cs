namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>The bell and how it reaches its officer.</summary>
internal static class NoticeTrials
{
    public static readonly TrialTable All = [];
}
