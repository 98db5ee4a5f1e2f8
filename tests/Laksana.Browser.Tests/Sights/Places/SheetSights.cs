namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>Sheets: catalogue, official form, drafts.</summary>
internal static class SheetSights
{
    public static readonly SightTable All = [];
}
