using Laksana.Texts;

namespace Laksana.Server.Touring;

/// <summary>What the tour says.</summary>
internal static class TourWords
{
    internal static readonly TextBook Say = new("Laksana.Server.Touring.TourTexts", typeof(TourWords).Assembly);
}
