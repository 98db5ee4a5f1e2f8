namespace Laksana.Server.Installing;

/// <summary>The clock of a demo: the real one, moved ahead. It moves forward only, and only where a <see cref="DemoStamp"/> stands.</summary>
internal sealed class DemoClock(DemoStamp stamp) : TimeProvider
{
    private readonly Lock _moving = new();
    private long _ahead = stamp.Ahead.Ticks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    /// <exception cref="ArgumentOutOfRangeException">Backwards, or more than a year at once.</exception>
    public DateTimeOffset Move(TimeSpan ahead)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ahead, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ahead, TimeSpan.FromDays(366));
        lock (_moving)
        {
            // Kept before it is used: after a restart the clock never stands before a moment that it has shown.
            stamp.Ahead = TimeSpan.FromTicks(_ahead) + ahead;
            Interlocked.Add(ref _ahead, ahead.Ticks);
        }
        return GetUtcNow();
    }
}
