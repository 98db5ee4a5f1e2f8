namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>The register.</summary>
internal static class RegisterSights
{
    public static readonly SightTable All = [];
}
