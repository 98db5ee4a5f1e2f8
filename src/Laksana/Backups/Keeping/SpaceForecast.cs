namespace Laksana.Backups;

/// <summary>Free and total bytes of the backup directory's disk on one day.</summary>
public sealed record SpaceSample(DateOnly Day, long Free, long Total);

/// <summary>When the disk is full if it goes on as it did.</summary>
/// <param name="GrowthPerDay">Bytes by which it fills in a day; negative when it empties; null while there is too little history.</param>
/// <param name="FullOn">Null: not within <see cref="Horizon"/>, or it cannot be known.</param>
public sealed record SpaceForecast(long Free, long Total, double? GrowthPerDay, DateOnly? FullOn)
{
    public const int Horizon = 3650, LeastDays = 3, MostDays = 60;

    public int? DaysLeft(DateOnly today) => FullOn is { } full ? full.DayNumber - today.DayNumber : null;

    /// <summary>
    /// From the days' samples. The growth is the median of the slopes between any two of them (Theil 1950, Sen 1968): a single day on which much was thrown away
    /// or copied in says little about the next month. Samples from before the disk was changed (another size) say nothing.
    /// </summary>
    /// <param name="samples">In any order, one a day.</param>
    /// <param name="takenPerDay">Bytes of backups taken in a day of late, less those that expired: stands in while there are too few samples.</param>
    public static SpaceForecast Of(IReadOnlyCollection<SpaceSample> samples, double? takenPerDay, SpaceSample now)
    {
        var alike = samples.Where(s => s.Total == now.Total && s.Day < now.Day && s.Day.DayNumber > now.Day.DayNumber - MostDays).Append(now)
            .OrderBy(s => s.Day).ToList();
        var growth = alike.Count >= LeastDays ? MedianSlope(alike) : takenPerDay;
        return new SpaceForecast(now.Free, now.Total, growth, FullDay(now, growth));
    }

    private static double MedianSlope(List<SpaceSample> samples)
    {
        var slopes = new List<double>();
        for (var i = 0; i < samples.Count; i++)
            for (var j = i + 1; j < samples.Count; j++)
                slopes.Add((samples[i].Free - samples[j].Free) / (double)(samples[j].Day.DayNumber - samples[i].Day.DayNumber));
        slopes.Sort();
        return slopes.Count % 2 == 1 ? slopes[slopes.Count / 2] : (slopes[slopes.Count / 2 - 1] + slopes[slopes.Count / 2]) / 2;
    }

    private static DateOnly? FullDay(SpaceSample now, double? growth)
    {
        if (now.Free <= 0) return now.Day;
        return growth is > 0 and var perDay && now.Free / perDay <= Horizon ? now.Day.AddDays((int)(now.Free / perDay)) : null;
    }
}
