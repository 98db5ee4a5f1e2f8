namespace Laksana.Bench;

/// <summary>How long many calls took.</summary>
internal sealed class Latencies
{
    private readonly List<TimeSpan> _all = [];

    public void Add(IEnumerable<TimeSpan> times) => _all.AddRange(times);

    public void Add(TimeSpan time) => _all.Add(time);

    public int Count => _all.Count;

    /// <summary>In milliseconds; nearest rank.</summary>
    public double Percentile(int percent) => _all.Order().ElementAt(Math.Min(_all.Count - 1, _all.Count * percent / 100)).TotalMilliseconds;
}
