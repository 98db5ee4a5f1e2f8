using Laksana.Texts;

namespace Laksana.Server.Pages.Backups.Custody;

internal static class CustodyPageWords
{
    internal static readonly TextBook Say = new("Laksana.Server.Pages.Backups.Custody.CustodyPageTexts", typeof(CustodyPageWords).Assembly);
}
