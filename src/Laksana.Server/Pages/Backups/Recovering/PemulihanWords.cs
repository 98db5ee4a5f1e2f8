using Laksana.Texts;

namespace Laksana.Server.Pages.Backups.Recovering;

/// <summary>The words of the recoveries' pages, called <c>Say</c> in them.</summary>
internal static class PemulihanWords
{
    internal static readonly TextBook Say = new("Laksana.Server.Pages.Backups.Recovering.PemulihanTexts", typeof(PemulihanWords).Assembly);
}
