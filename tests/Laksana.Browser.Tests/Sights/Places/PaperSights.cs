namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>Forms to print and scans to bring back.</summary>
internal static class PaperSights
{
    public static readonly SightTable All = [];
}
