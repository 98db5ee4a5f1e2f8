namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>The guide.</summary>
internal static class GuideSights
{
    public static readonly SightTable All = [];
}
