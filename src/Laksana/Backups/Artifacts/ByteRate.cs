namespace Laksana.Backups;

/// <summary>Holds a stream of bytes to a rate. For one stream at a time.</summary>
/// <param name="bytesPerSecond">Null or 0: as fast as it goes.</param>
public sealed class ByteRate(long? bytesPerSecond)
{
    /// <summary>What may pass at once after a pause: a tenth of a second's worth.</summary>
    private const double Burst = 0.1;

    private readonly long _rate = Math.Max(0, bytesPerSecond ?? 0);
    private readonly Lock _lock = new();
    private double _paidUntil = Now;

    public static ByteRate Unlimited => new(null);

    private static double Now => TimeProvider.System.GetTimestamp() / (double)TimeProvider.System.TimestampFrequency;

    /// <summary>Returns when that many bytes more may pass.</summary>
    public ValueTask TakeAsync(long bytes, CancellationToken token)
    {
        if (_rate == 0) return ValueTask.CompletedTask;
        double wait;
        lock (_lock)
        {
            _paidUntil = Math.Max(_paidUntil, Now - Burst) + (double)bytes / _rate;
            wait = _paidUntil - Now;
        }
        return wait <= 0.001 ? ValueTask.CompletedTask : new ValueTask(Task.Delay(TimeSpan.FromSeconds(wait), token));
    }
}
