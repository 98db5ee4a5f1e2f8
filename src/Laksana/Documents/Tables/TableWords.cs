using Laksana.Texts;

namespace Laksana.Documents.Tables;

/// <summary>Words about tables that are read.</summary>
internal static class TableWords
{
    public static readonly TextBook Say = new("Laksana.Documents.Tables.TableTexts", typeof(TableWords).Assembly);
}
