using Laksana.Texts;

namespace Laksana.WorkTime;

internal static class WorkTimeWords
{
    internal static readonly TextBook Say = new("Laksana.WorkTime.WorkTimeTexts", typeof(WorkTimeWords).Assembly);
}
