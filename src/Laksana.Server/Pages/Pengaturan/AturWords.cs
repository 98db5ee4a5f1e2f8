using Laksana.Texts;

namespace Laksana.Server.Pages.Pengaturan;

/// <summary>The words of the settings and of the first start, called <c>Say</c> in them.</summary>
internal static class AturWords
{
    internal static readonly TextBook Say = new("Laksana.Server.Pages.Pengaturan.AturTexts", typeof(AturWords).Assembly);
}
