namespace Laksana.Server.Pages.Layanan;

/// <summary>
/// Counts by key in windows of time, in a fixed number of boxes: no flood of keys fills the memory, and which keys share a box differs at every start.
/// Counts real time, and forgets; nothing of it is stored.
/// </summary>
internal sealed class BoxedCounter(TimeSpan window)
{
    private const int Boxes = 1 << 13;

    private readonly (long Window, int Count)[] _boxes = new (long, int)[Boxes];
    private readonly Lock _lock = new();

    /// <summary>How many it was in this window, with this one.</summary>
    public int Add<T>(T key) => Count(key, 1);

    public int Read<T>(T key) => Count(key, 0);

    private int Count<T>(T key, int more)
    {
        var now = TimeProvider.System.GetUtcNow().UtcTicks / window.Ticks;
        var box = (HashCode.Combine(key) & int.MaxValue) % Boxes;
        lock (_lock)
        {
            ref var counted = ref _boxes[box];
            if (counted.Window != now) counted = (now, 0);
            return counted.Count = Math.Min(counted.Count + more, int.MaxValue - 1);
        }
    }
}
