namespace Laksana.Network;

/// <summary>
/// When which target is asked next, in milliseconds of a clock that only runs forward. Targets of one interval are spread evenly over it, each always at the same
/// place, so that a restart does not ask all of them at once. A target asked early is not asked less for it.
/// </summary>
internal sealed class Timetable
{
    private sealed class Line
    {
        public long Interval;
        /// <summary>Its own turn, and when it is asked, which may be sooner.</summary>
        public long Turn, Due;
    }

    private readonly Dictionary<int, Line> _lines = [];
    private readonly PriorityQueue<int, long> _queue = new();

    public int Count => _lines.Count;

    /// <summary>The targets there are now: new ones get their place, those that go on keep it.</summary>
    public void Replace(IReadOnlyCollection<(int Target, TimeSpan Interval)> targets, long now)
    {
        var wanted = targets.ToDictionary(t => t.Target, t => (long)t.Interval.TotalMilliseconds);
        foreach (var gone in _lines.Keys.Where(k => !wanted.ContainsKey(k)).ToList()) _lines.Remove(gone);
        foreach (var (target, interval) in wanted)
        {
            if (_lines.TryGetValue(target, out var line) && line.Interval == interval) continue;
            // The golden ratio spreads any run of numbers evenly.
            var place = (long)(target * 0.6180339887498949 % 1 * interval);
            var turn = now - now % interval + place;
            if (turn < now) turn += interval;
            _lines[target] = line = new Line { Interval = interval, Turn = turn, Due = turn };
            _queue.Enqueue(target, line.Due);
        }
    }

    /// <summary>What is due now, with how late it is; each is due again after its interval.</summary>
    public IEnumerable<(int Target, long Late)> TakeDue(long now, int most)
    {
        while (most > 0 && _queue.TryPeek(out var target, out var due) && due <= now)
        {
            _queue.Dequeue();
            if (!_lines.TryGetValue(target, out var line) || line.Due != due) continue;
            // Turns that passed while the program stood still are left out, not made up for.
            if (line.Turn <= now) line.Turn += ((now - line.Turn) / line.Interval + 1) * line.Interval;
            line.Due = line.Turn;
            _queue.Enqueue(target, line.Due);
            most--;
            yield return (target, now - due);
        }
    }

    /// <summary>Asks a target at a moment, if its turn does not come before.</summary>
    public void Soon(int target, long at)
    {
        if (!_lines.TryGetValue(target, out var line) || line.Due <= at) return;
        line.Due = at;
        _queue.Enqueue(target, at);
    }

    /// <summary>When the next is due; null when nothing is.</summary>
    public long? NextDue => _queue.TryPeek(out _, out var due) ? due : null;
}
