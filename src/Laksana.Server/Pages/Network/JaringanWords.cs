using Laksana.Texts;

namespace Laksana.Server.Pages.Network;

/// <summary>The words of the pages about the network, called <c>Say</c> in them.</summary>
internal static class JaringanWords
{
    internal static readonly TextBook Say = new("Laksana.Server.Pages.Network.JaringanTexts", typeof(JaringanWords).Assembly);
}
