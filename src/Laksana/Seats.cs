namespace Laksana;

/// <summary>
/// Places for what takes long and holds something the while: an upload, a live connection, an export. Nobody waits for one: whoever finds none is told so,
/// and one officer cannot take them all.
/// </summary>
/// <param name="each">Most of one officer at once.</param>
/// <param name="all">Most of everybody together, on this node.</param>
public sealed class Seats(int each, int all)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Office, string Officer), int> _taken = [];
    private int _sum;

    /// <summary>A place until it is disposed of; null when the officer, or everybody, has too many already.</summary>
    public IDisposable? Take(string office, string officer)
    {
        lock (_lock)
        {
            var own = _taken.GetValueOrDefault((office, officer));
            if (own >= each || _sum >= all) return null;
            _taken[(office, officer)] = own + 1;
            _sum++;
        }
        return new Seat(this, (office, officer));
    }

    private void Leave((string, string) whose)
    {
        lock (_lock)
        {
            _sum--;
            if (--_taken[whose] == 0) _taken.Remove(whose);
        }
    }

    private sealed class Seat(Seats seats, (string, string) whose) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) seats.Leave(whose);
        }
    }
}
