namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>Planned against actual.</summary>
internal static class MeasureSights
{
    public static readonly SightTable All = [];
}
