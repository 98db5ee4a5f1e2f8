using System.Globalization;
using Laksana.Texts;

namespace Laksana.Automation;

internal static class AutomationWords
{
    internal static readonly TextBook Say = new("Laksana.Automation.AutomationTexts", typeof(AutomationWords).Assembly);

    /// <summary>What machines write into the register and into progress is read by the whole office: always its own language.</summary>
    internal static readonly CultureInfo OfOffices = CultureInfo.GetCultureInfo("id-ID");
}
