namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>Sheets: catalogue, official form, drafts.</summary>
internal static class SheetTrials
{
    public static readonly TrialTable All = [];
}
