using Laksana.Texts;

namespace Laksana.Network;

internal static class NetworkWords
{
    internal static readonly TextBook Say = new("Laksana.Network.NetworkTexts", typeof(NetworkWords).Assembly);
}
