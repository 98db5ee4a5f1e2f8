namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>Public pages of services.</summary>
internal static class ServiceSights
{
    public static readonly SightTable All = [];
}
