using System.Globalization;
using Laksana.Server.Accounts;
using Laksana.WorkTime;
using static Laksana.Server.Pages.PageWords;

namespace Laksana.Server.Pages;

/// <summary>
/// Moments as the office writes them: in its own zone, "08.25" and "Jum 20 Nov 2026" (English: "08:25", "Fri 20 Nov 2026"). Before anybody is signed in,
/// in western Indonesian time. Called <c>Times</c> in every page.
/// </summary>
internal sealed class OfficeTimes(CurrentOffice office, TimeProvider clock)
{
    private OfficeZone? _shown;

    private OfficeZone Zone => _shown ?? office.AtWork?.Definition.Zone ?? OfficeZone.Wib;

    /// <summary>For a page about an office in which nobody has signed in.</summary>
    public void ShowIn(OfficeZone zone) => _shown = zone;

    public string ZoneName => Zone.Abbreviation;

    /// <summary>Now, in the office's zone.</summary>
    public DateTimeOffset Now => Here(clock.GetUtcNow());

    public DateTimeOffset Here(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone.Zone);

    /// <summary>"08.25"</summary>
    public string Clock(DateTimeOffset instant) => Here(instant).ToString(IsEnglish ? "HH':'mm" : "HH'.'mm", CultureInfo.InvariantCulture);

    /// <summary>"hari ini 08.25", "besok 08.25", "Jum 20 Nov 08.25", and with its year when that is not this one.</summary>
    public string Moment(DateTimeOffset instant)
    {
        var (then, now) = (Here(instant), Now);
        return (then.Date - now.Date).Days switch
        {
            0 => Words["Time.Today", Clock(instant)],
            1 => Words["Time.Tomorrow", Clock(instant)],
            -1 => Words["Time.Yesterday", Clock(instant)],
            _ => Written(then, then.Year == now.Year ? "ddd d MMM" : "ddd d MMM yyyy") + " " + Clock(instant),
        };
    }

    /// <summary>"Jum 20 Nov 2026 08.25": the same whenever it is read, for registers and paper.</summary>
    public string Full(DateTimeOffset instant) => Written(Here(instant), "ddd d MMM yyyy") + " " + Clock(instant);

    /// <summary>"Jum 20 Nov 2026"</summary>
    public string Day(DateTimeOffset instant) => Written(Here(instant), "ddd d MMM yyyy");

    /// <summary>"20 Nov 2026"</summary>
    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>"Jumat, 20 November 2026"</summary>
    public string LongDay(DateTimeOffset instant) => Written(Here(instant), "dddd, d MMMM yyyy");

    /// <summary>For the attribute of a &lt;time&gt; element.</summary>
    public string Machine(DateTimeOffset instant) => Here(instant).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    private static string Written(DateTimeOffset moment, string form) => moment.ToString(form, CultureInfo.CurrentCulture);
}
