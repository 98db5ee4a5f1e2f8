using Laksana.Texts;

namespace Laksana.Notices;

/// <summary>Words of the bell's lines; their keys stand in the table.</summary>
internal static class NoticeWords
{
    public static readonly TextBook Say = new("Laksana.Notices.NoticeTexts", typeof(NoticeWords).Assembly);
}
