namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>The bell.</summary>
internal static class NoticeSights
{
    public static readonly SightTable All = [];
}
