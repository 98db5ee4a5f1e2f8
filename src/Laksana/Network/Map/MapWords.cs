using Laksana.Texts;

namespace Laksana.Network;

internal static class MapWords
{
    internal static readonly TextBook Say = new("Laksana.Network.Map.MapTexts", typeof(MapWords).Assembly);
}
