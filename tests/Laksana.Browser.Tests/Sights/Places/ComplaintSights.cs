namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>Complaints.</summary>
internal static class ComplaintSights
{
    public static readonly SightTable All = [];
}
