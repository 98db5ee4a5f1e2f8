using System.Globalization;

namespace Laksana.Server.Pages.Kabar;

/// <summary>Times of day from a form, as browsers send them (07:30) and as people here write them (07.30).</summary>
internal sealed class TypedTimes(IFormCollection form)
{
    /// <summary>Something was typed that is no time.</summary>
    public bool Wrong { get; private set; }

    public TimeOnly? Time(string name)
    {
        var typed = form[name].ToString().Trim().Replace('.', ':');
        if (typed.Length == 0) return null;
        if (TimeOnly.TryParseExact(typed, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        Wrong = true;
        return null;
    }

    /// <summary>For the value of an input of the kind "time".</summary>
    public static string? Of(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);
}
