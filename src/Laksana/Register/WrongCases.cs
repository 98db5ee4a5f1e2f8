namespace Laksana.Register;

/// <summary>Cases that do not fit, to be examined: the earliest ones, and how many there are.</summary>
internal sealed class WrongCases(int most)
{
    private readonly SortedSet<(DateTimeOffset Time, string CaseNumber)> _earliest =
        new(Comparer<(DateTimeOffset Time, string CaseNumber)>.Create((a, b) =>
            a.Time != b.Time ? a.Time.CompareTo(b.Time) : string.CompareOrdinal(a.CaseNumber, b.CaseNumber)));

    public long Count { get; private set; }

    public int Kept => _earliest.Count;

    public IEnumerable<string> Earliest => _earliest.Select(c => c.CaseNumber).Distinct(StringComparer.Ordinal);

    /// <param name="time">Of the first event that does not fit; null when it cannot be told.</param>
    public void Add(string caseNumber, DateTimeOffset? time)
    {
        if (_earliest.Add((time ?? DateTimeOffset.MaxValue, caseNumber))) Count++;
        if (_earliest.Count > most) _earliest.Remove(_earliest.Max);
    }
}
