namespace Laksana.Backups;

/// <summary>
/// How many backups of a source are kept: the last one of each of so many days, weeks, months and years that have one at all. Days without a backup do not
/// count, so a source that stands still loses nothing by the passing of time.
/// </summary>
public sealed record RetentionPolicy
{
    public const int MostDays = 366, MostWeeks = 260, MostMonths = 240, MostYears = 50, MostMinimum = 100, MostWait = 30;

    /// <summary>Holds where nothing was approved: nothing expires by itself, and by hand not the newest.</summary>
    public static RetentionPolicy None { get; } = new(0, 0, 0, 0, 1, 0);

    /// <param name="minimum">Backups that count and are kept in any case, however old: the newest of each source.</param>
    /// <param name="waitDays">Working days between the plan and its execution, in which anybody may still object or put a hold.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its bounds.</exception>
    public RetentionPolicy(int daily, int weekly, int monthly, int yearly, int minimum, int waitDays)
    {
        Daily = Within(daily, 0, MostDays, nameof(daily));
        Weekly = Within(weekly, 0, MostWeeks, nameof(weekly));
        Monthly = Within(monthly, 0, MostMonths, nameof(monthly));
        Yearly = Within(yearly, 0, MostYears, nameof(yearly));
        Minimum = Within(minimum, 1, MostMinimum, nameof(minimum));
        WaitDays = Within(waitDays, 0, MostWait, nameof(waitDays));
    }

    public int Daily { get; }
    public int Weekly { get; }
    public int Monthly { get; }
    public int Yearly { get; }
    public int Minimum { get; }
    public int WaitDays { get; }

    private static int Within(int value, int least, int most, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most, name);
        return value;
    }
}
