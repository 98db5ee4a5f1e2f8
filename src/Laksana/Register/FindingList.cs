namespace Laksana.Register;

/// <summary>Keeps the earliest findings and counts the rest, so that a register torn to pieces does not fill the memory.</summary>
internal sealed class FindingList(int most)
{
    private readonly SortedSet<(DateTimeOffset Time, long Order, Finding Finding)> _earliest =
        new(Comparer<(DateTimeOffset Time, long Order, Finding Finding)>.Create((a, b) =>
            a.Time != b.Time ? a.Time.CompareTo(b.Time) : a.Order.CompareTo(b.Order)));
    private readonly Lock _one = new();

    public long Count { get; private set; }

    /// <summary>The findings kept, earliest first; those without a time come last.</summary>
    public IReadOnlyList<Finding> Earliest
    {
        get
        {
            lock (_one) return [.. _earliest.Select(f => f.Finding)];
        }
    }

    public void Add(Finding finding)
    {
        lock (_one)
        {
            _earliest.Add((finding.Time ?? DateTimeOffset.MaxValue, ++Count, finding));
            if (_earliest.Count > most) _earliest.Remove(_earliest.Max);
        }
    }

    /// <summary>Counts findings that are not looked at one by one.</summary>
    public void AddUnseen(long more)
    {
        lock (_one) Count += more;
    }
}
