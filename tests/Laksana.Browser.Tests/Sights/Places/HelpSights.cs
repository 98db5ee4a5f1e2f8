namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>The help desk.</summary>
internal static class HelpSights
{
    public static readonly SightTable All = [];
}
