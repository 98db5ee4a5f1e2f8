using System.Globalization;
using Laksana.WorkTime;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Lengths of working time for the eye: seconds only while they matter.</summary>
internal static class Spans
{
    public static string Say(int seconds) => Say(TimeSpan.FromSeconds(seconds));

    public static string Say(TimeSpan time) => Durations.Say(
        time >= TimeSpan.FromMinutes(10) ? TimeSpan.FromMinutes((long)time.TotalMinutes) : TimeSpan.FromSeconds((long)time.TotalSeconds), CultureInfo.CurrentCulture);

    public static string Say(WorkAmount amount) => Durations.Say(amount, CultureInfo.CurrentCulture);
}
