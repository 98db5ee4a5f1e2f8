using Laksana.Texts;

namespace Laksana.Server.Pages.Backups.Proving;

/// <summary>The words of the pages about checks and trial restores, called <c>Say</c> in them.</summary>
internal static class ProofPageWords
{
    internal static readonly TextBook Say = new("Laksana.Server.Pages.Backups.Proving.ProofPageTexts", typeof(ProofPageWords).Assembly);
}
