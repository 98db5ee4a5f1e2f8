namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>Settings and the first start.</summary>
internal static class SettingSights
{
    public static readonly SightTable All = [];
}
