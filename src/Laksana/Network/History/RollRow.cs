namespace Laksana.Network;

/// <summary>Where the buckets of a row stand: a day of five minutes each, a month of hours, in UTC.</summary>
internal static class RollRow
{
    public const int BucketsInDay = 288, HoursInMonth = 744;

    public const int DayLength = BucketsInDay * RollBucket.Size, MonthLength = HoursInMonth * RollBucket.Size;

    public static int PlaceInDay(DateTimeOffset at) => (int)(at.UtcDateTime.TimeOfDay / RollBucket.Short) * RollBucket.Size;

    public static DateOnly MonthOf(DateTimeOffset at) => new(at.UtcDateTime.Year, at.UtcDateTime.Month, 1);

    public static int PlaceInMonth(DateTimeOffset at) => ((at.UtcDateTime.Day - 1) * 24 + at.UtcDateTime.Hour) * RollBucket.Size;

    /// <summary>The buckets of a row that hold something, with when they begin.</summary>
    public static IEnumerable<(DateTimeOffset At, RollBucket Bucket)> Read(DateOnly row, TimeSpan each, byte[] body)
    {
        var begins = new DateTimeOffset(row.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        for (var place = 0; place + RollBucket.Size <= body.Length; place += RollBucket.Size)
            if (RollBucket.Read(body.AsSpan(place)) is { Count: > 0 } bucket)
                yield return (begins + each * (place / RollBucket.Size), bucket);
    }
}
