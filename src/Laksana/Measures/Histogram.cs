namespace Laksana.Measures;

/// <summary>
/// How many lengths of time fell between which bounds, six bounds to a doubling, so that a quantile is told within 6 % however many there are. Histograms of different months
/// add up place by place; places at the end that are missing hold nothing.
/// </summary>
public sealed class Histogram
{
    private const double PlacesPerDoubling = 6;

    /// <summary>Seconds below which nothing is told apart.</summary>
    private const double Finest = 10;

    private const int MostPlaces = 160;

    private readonly List<int> _counts = [];

    public long Count { get; private set; }

    public int[] ToArray() => [.. _counts];

    public void Add(int seconds) => Add(PlaceOf(seconds), 1);

    public void Add(IReadOnlyList<int> counts)
    {
        for (var place = 0; place < counts.Count; place++)
            if (counts[place] > 0) Add(Math.Min(place, MostPlaces), counts[place]);
    }

    /// <summary>The length that the share of all does not exceed, in seconds; null when nothing was counted.</summary>
    /// <param name="share">From 0 to 1: 0.5 is the median.</param>
    public int? Quantile(double share)
    {
        if (Count == 0) return null;
        var wanted = share * Count;
        var below = 0L;
        for (var place = 0; place < _counts.Count; place++)
        {
            if (_counts[place] > 0 && below + _counts[place] >= wanted)
                return (int)Math.Round(Bound(place) + (Bound(place + 1) - Bound(place)) * ((wanted - below) / _counts[place]));
            below += _counts[place];
        }
        return (int)Math.Round(Bound(_counts.Count));
    }

    /// <summary>The share that took no longer than so many seconds.</summary>
    public double ShareWithin(int seconds)
    {
        if (Count == 0) return 0;
        var within = 0.0;
        for (var place = 0; place < _counts.Count && Bound(place) < seconds; place++)
            within += _counts[place] * Math.Min(1, (seconds - Bound(place)) / Math.Max(1, Bound(place + 1) - Bound(place)));
        return within / Count;
    }

    private void Add(int place, int count)
    {
        while (_counts.Count <= place) _counts.Add(0);
        _counts[place] += count;
        Count += count;
    }

    private static int PlaceOf(int seconds) =>
        seconds < Finest ? 0 : Math.Min(MostPlaces, 1 + (int)Math.Floor(PlacesPerDoubling * Math.Log2(seconds / Finest)));

    /// <summary>Seconds at which a place begins.</summary>
    private static double Bound(int place) => place == 0 ? 0 : Finest * Math.Pow(2, (place - 1) / PlacesPerDoubling);
}
